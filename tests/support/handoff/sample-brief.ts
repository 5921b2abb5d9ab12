import type { AccountBrief, Brief } from '../../../electron/engine/services/handoff/brief/brief.ts';
import { instant, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DisputeId, DocumentId, HoldId, PromiseId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

export const EUR = currencyCode('EUR');
const NOON = 'T12:00:00.000Z';
const day = (text: string): PlainDate => plainDate(text);

/** An account with nothing but a name; the rest is what a test says. */
export function accountBrief(name: string, more: Partial<AccountBrief> = {}): AccountBrief {
  return {
    id: `id-${name}` as AccountId,
    number: null,
    name,
    aliases: [],
    terms: null,
    balances: [],
    nextAction: null,
    documents: [],
    documentCount: 0,
    promises: [],
    keptRates: [],
    disputes: [],
    doNotContact: [],
    unansweredReply: null,
    undeliverable: [],
    owner: null,
    contacts: [],
    place: { country: null, countryName: null, region: null, timeZone: null },
    holds: [],
    snooze: null,
    figures: { at: instant(`2026-11-22${NOON}`), from: null, sources: 1 },
    words: '',
    letters: [],
    lastTalk: null,
    lastMessage: null,
    story: [],
    hasEarlier: false,
    ...more,
  };
}

/** A brief for 23 November to 4 December 2026, made on the day before. */
export function sampleBrief(accounts: readonly AccountBrief[], more: Partial<Brief> = {}): Brief {
  return {
    client: 'Halden Instruments',
    senderName: 'Anna Berg',
    recipientName: 'Ben Okafor',
    from: day('2026-11-23'),
    to: day('2026-12-04'),
    asOf: day('2026-11-22'),
    madeAt: instant('2026-11-22T15:00:00.000Z'),
    timeZone: 'UTC',
    words: '',
    figures: { at: instant('2026-11-22T08:12:00.000Z'), from: null, sources: 1 },
    agingEdges: [30, 60, 90],
    holds: [],
    accounts,
    ...more,
  };
}

type Invoice = AccountBrief['documents'][number];

/** An open invoice that nothing holds back; amounts in cents. */
export function invoice(number: string, open: number, more: Partial<Invoice> = {}): Invoice {
  const minor = minorUnits(open);
  const zero = minorUnits(0);
  return {
    id: `id-${number}` as DocumentId,
    kind: 'invoice',
    number,
    issueDate: day('2026-09-13'),
    dueDate: day('2026-10-13'),
    dueDerived: false,
    daysPastDue: 40,
    currency: EUR,
    total: minor,
    open: minor,
    poNumber: null,
    reference: null,
    disputedInLedger: false,
    parts: { claimed: zero, disputed: zero, held: zero, promised: zero, free: minor },
    promisedUntil: null,
    ...more,
  };
}

/** The balance of invoices that are all 31 to 60 days late. */
export function balanceOf(
  invoices: readonly Invoice[],
  count = invoices.length,
): AccountBrief['balances'][number] {
  const gross = minorUnits(invoices.reduce((sum, { open }) => sum + open, 0));
  const zero = minorUnits(0);
  return {
    aging: {
      currency: EUR,
      current: zero,
      d1_30: zero,
      d31_60: gross,
      d61_90: zero,
      d91_plus: zero,
      gross,
      credits: zero,
      unapplied: zero,
      net: gross,
      invoices: count,
    },
    overdue: gross,
    free: gross,
    rests: false,
    brokenLevel: 0,
    oldestDaysPastDue: 40,
    score: 50,
    reasons: [],
    stage: 'firm',
    proposal: { kind: 'mail', stage: 'firm', date: day('2026-11-22'), reasons: ['40 days late'] },
  };
}

type Promised = AccountBrief['promises'][number];

/** An open promise on the account, by phone. */
export function promise(made: string, due: string, more: Partial<Promised> = {}): Promised {
  return {
    id: `promise-${made}` as PromiseId,
    accountId: 'id' as AccountId,
    accountName: '',
    accountNumber: null,
    currency: EUR,
    amountMinor: minorUnits(120_000),
    date: day(due),
    lastDay: day(due),
    graceDays: 0,
    documentIds: [],
    numbers: [],
    level: 1,
    state: 'open',
    receivedMinor: minorUnits(0),
    promisedBy: null,
    channel: 'call',
    note: '',
    correction: null,
    madeOn: day(made),
    madeAt: instant(`${made}${NOON}`),
    madeBy: 'Anna Berg',
    openMinor: minorUnits(120_000),
    followed: false,
    ...more,
  };
}

/** A dispute of 30 euros about an invoice of 100. */
export function dispute(number: string, more: Partial<AccountBrief['disputes'][number]> = {}) {
  return {
    id: `dispute-${number}` as DisputeId,
    accountId: 'id' as AccountId,
    documentId: `id-${number}` as DocumentId,
    currency: EUR,
    reason: 'price' as const,
    amountMinor: minorUnits(3_000),
    state: 'open' as const,
    openedOn: day('2026-11-10'),
    resolvedOn: null,
    number,
    openMinor: minorUnits(10_000),
    text: 'Ordered at the old price.',
    owner: 'Sales',
    nextAction: 'Ask Sales for the quote',
    nextDate: day('2026-11-25'),
    outcome: null,
    openedBy: 'Anna Berg',
    papers: [
      { name: 'Quote', receivedOn: null },
      { name: 'Order confirmation', receivedOn: day('2026-11-12') },
    ],
    ...more,
  };
}

/** A hold on the account until 1 December. */
export function hold(accountId: AccountId): AccountBrief['holds'][number] {
  return {
    id: 'hold' as HoldId,
    target: { scope: 'account', accountId },
    reason: 'Audit',
    until: day('2026-12-01'),
    setBy: 'Anna Berg',
    setOn: day('2026-11-20'),
    number: null,
  };
}
