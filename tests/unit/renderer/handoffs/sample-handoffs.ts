import type { AwayView } from '../../../../shared/contract/handoff-away.ts';
import type { AccountToHand, GivenHandoff, HandoffCheck } from '../../../../shared/contract/handoffs.ts';
import type { PeopleView } from '../../../../shared/contract/people.ts';
import { instant, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, MergeConflictId, PersonId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

type Person = PeopleView['trusted'][number];

const person = (name: string, change: Partial<Person> = {}): Person => ({
  id: `p-${name}` as PersonId,
  name,
  role: 'backup',
  signingKey: 'k',
  ageRecipient: 'age1x',
  createdAt: instant('2026-11-01T08:00:00.000Z'),
  own: false,
  fingerprint: '4f2a 91c0 aa55 de01 237b c9f0 e1d2 c3b4 a596 8778',
  trustedAt: instant('2026-11-02T08:00:00.000Z'),
  ...change,
});

export const NOBODY: PeopleView = { own: null, keys: 'none', trusted: [] };
export const BEN = person('Ben Okafor');
export const PEOPLE: PeopleView = {
  own: person('Ada Brandt', { own: true, role: 'specialist' }),
  keys: 'keyring',
  trusted: [BEN],
};

export const HANDOFF: GivenHandoff = {
  id: 'handoff-1' as HandoffId,
  state: 'running',
  to: 'Ben Okafor',
  personId: BEN.id,
  startsOn: plainDate('2026-11-24'),
  endsOn: plainDate('2026-11-28'),
  givenAt: instant('2026-11-23T16:00:00.000Z'),
  givenBy: 'Ada Brandt',
  words: 'Call first.',
  returnedAt: null,
  closedAt: null,
  closedWhy: null,
  accounts: 2,
  declined: 0,
  conflicts: 0,
};

export function toHand(name: string, change: Partial<AccountToHand> = {}): AccountToHand {
  return {
    id: `acc-${name}` as AccountId,
    name,
    number: null,
    currency: currencyCode('EUR'),
    overdue: minorUnits(1_200_000),
    lastTouchAt: instant('2026-11-20T08:00:00.000Z'),
    handedTo: null,
    handedUntil: null,
    ...change,
  };
}

export function check(change: Partial<HandoffCheck> = {}): HandoffCheck {
  return {
    total: 2,
    accounts: [toHand('Aurora'), toHand('Boreal', { lastTouchAt: null })],
    warnings: [],
    taken: [],
    ...change,
  };
}

const AURORA = 'acc-Aurora' as AccountId;

export const AWAY: AwayView = {
  coverage: {
    accepted: 2,
    declined: 0,
    acceptedAt: instant('2026-11-24T08:00:00.000Z'),
    firstTouch: {
      seq: 12,
      at: instant('2026-11-24T08:07:00.000Z'),
      actor: 'Ben Okafor',
      kind: 'note',
      accountId: AURORA,
      summary: 'Note: pays on Friday',
      date: null,
      retracted: false,
    },
    touchedAccounts: 1,
    followUps: [
      {
        accountId: AURORA,
        kind: 'next_action',
        due: plainDate('2026-11-25'),
        summary: 'Next: call on 25 Nov 2026',
        state: 'done',
      },
    ],
  },
  conflicts: [
    {
      id: 'conflict-1' as MergeConflictId,
      accountId: AURORA,
      accountName: 'Aurora',
      what: 'Promise to pay',
      before: [],
      mine: [
        {
          label: 'Amount',
          value: { type: 'money', currency: currencyCode('EUR'), minor: minorUnits(50_000) },
        },
        { label: 'By', value: { type: 'date', date: plainDate('2026-12-01') } },
      ],
      theirs: [
        {
          label: 'Amount',
          value: { type: 'money', currency: currencyCode('EUR'), minor: minorUnits(75_000) },
        },
        { label: 'By', value: { type: 'date', date: plainDate('2026-12-01') } },
      ],
      foundAt: instant('2026-11-28T16:00:00.000Z'),
    },
    {
      id: 'conflict-2' as MergeConflictId,
      accountId: AURORA,
      accountName: 'Aurora',
      what: 'Hold',
      before: [{ label: 'Reason', value: { type: 'text', text: 'Migration' } }],
      mine: [{ label: 'Reason', value: { type: 'text', text: 'Audit' } }],
      theirs: [],
      foundAt: instant('2026-11-28T16:00:00.000Z'),
    },
  ],
  accounts: [
    {
      id: AURORA,
      name: 'Aurora',
      number: 'A',
      state: 'accepted',
      entries: [
        {
          seq: 12,
          at: instant('2026-11-24T08:07:00.000Z'),
          actor: 'Ben Okafor',
          kind: 'note',
          accountId: AURORA,
          summary: 'Note: pays on Friday',
          date: null,
          retracted: false,
        },
      ],
      taken: [{ what: 'Next action', count: 1 }],
    },
    {
      id: 'acc-Boreal' as AccountId,
      name: 'Boreal',
      number: null,
      state: 'accepted',
      entries: [],
      taken: [],
    },
  ],
};
