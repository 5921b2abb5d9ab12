import type {
  Coverage,
  FirstHour,
  HandoffLook,
  OfferedAccount,
} from '../../../../shared/contract/takeover.ts';
import { instant, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

export const FINGERPRINT = '4f2a 91c0 aa55 de01 237b c9f0 e1d2 c3b4 a596 8778';
export const HANDOFF = 'h-1' as HandoffId;

export function offered(name: string, change: Partial<OfferedAccount> = {}): OfferedAccount {
  return {
    id: `acc-${name}` as AccountId,
    name,
    number: `C-${name.length}`,
    words: '',
    overdue: [{ currency: currencyCode('EUR'), minor: minorUnits(123_456) }],
    promises: 0,
    promiseDue: null,
    disputes: 0,
    drafts: 0,
    holds: 0,
    replyWaiting: false,
    doNotContact: null,
    nextAction: null,
    ...change,
  };
}

export const ACCOUNTS = [
  offered('Contoso', { words: 'Always ask for Mia.' }),
  offered('Fabrikam', { disputes: 2, doNotContact: 'call' }),
  offered('Northwind', { promises: 1, promiseDue: plainDate('2026-11-24') }),
];

/** A handoff of three accounts that Ada hands to Ben for four days, as of 21 November 2026. */
export function look(change: Partial<HandoffLook> = {}): HandoffLook {
  return {
    handoff: HANDOFF,
    sender: { name: 'Ada Brandt', role: 'specialist', fingerprint: FINGERPRINT, proof: 'trusted' },
    recipient: 'Ben Okafor',
    client: 'Halden Supply',
    from: plainDate('2026-11-20'),
    to: plainDate('2026-11-23'),
    state: 'running',
    daysLeft: 3,
    expiresOn: plainDate('2026-11-23'),
    expired: false,
    madeAt: instant('2026-11-20T08:00:00.000Z'),
    today: plainDate('2026-11-21'),
    files: 18,
    bytes: 727_000,
    entries: 278,
    words: 'Ring before you write.',
    accounts: [...ACCOUNTS],
    briefHtml: '<!doctype html><style>p{}</style><p>The brief</p>',
    acceptedBefore: null,
    ...change,
  };
}

export function coverage(change: Partial<Coverage> = {}): Coverage {
  return {
    handoff: HANDOFF,
    sender: 'Ada Brandt',
    from: plainDate('2026-11-20'),
    to: plainDate('2026-11-23'),
    state: 'running',
    daysLeft: 3,
    words: 'Ring before you write.',
    wordsOf: [{ accountId: 'acc-1' as AccountId, words: 'Always ask for Mia.' }],
    acceptedAt: instant('2026-11-21T07:00:00.000Z'),
    firstContactAt: null,
    returnedAt: null,
    accepted: 3,
    declined: 0,
    worked: [],
    ...change,
  };
}

const row = (key: string, accountId: string, name: string, text: string) => ({
  ...{ key, name, text, number: null, accountId: accountId as AccountId },
  ...{ currency: currencyCode('EUR'), minor: minorUnits(50_000), date: plainDate('2026-11-21') },
});

export function firstHour(change: Partial<FirstHour> = {}): FirstHour {
  return {
    today: plainDate('2026-11-21'),
    coverage: coverage({ worked: ['acc-2' as AccountId] }),
    promisesDue: [row('pr-1', 'acc-1', 'Contoso Ltd', 'Mia promised it')],
    promisesAhead: [],
    brokenPromises: [],
    nextActions: [row('acc-4', 'acc-4', 'Kestrel Logistics', 'Call back: after ten')],
    drafts: [row('d-1', 'acc-2', 'Fabrikam GmbH', 'Reminder: 2 invoices')],
    never: [
      {
        key: 'dnc-1',
        kind: 'do_not_contact',
        accountId: 'acc-3' as AccountId,
        name: 'Castellane',
        text: 'Do not contact anybody here',
        why: 'Lawyer, since 12 Nov',
      },
    ],
    accounts: [
      {
        accountId: 'acc-1' as AccountId,
        number: 'C-1',
        name: 'Contoso Ltd',
        currency: currencyCode('EUR'),
        overdue: minorUnits(90_000),
        next: 'Call back',
        nextOn: plainDate('2026-11-20'),
        words: 'Always ask for Mia.',
      },
      {
        accountId: 'acc-2' as AccountId,
        number: null,
        name: 'Fabrikam GmbH',
        currency: null,
        overdue: null,
        next: '',
        nextOn: null,
        words: '',
      },
    ],
    ...change,
  };
}
