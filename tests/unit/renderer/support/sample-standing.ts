import type { Account } from '../../../../shared/contract/accounts.ts';
import type { DisputeRow } from '../../../../shared/contract/disputes.ts';
import type { PromiseRow } from '../../../../shared/contract/promises.ts';
import { addDays, type Instant } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  DisputeId,
  DocumentId,
  DoNotContactId,
  HoldId,
  PromiseId,
} from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { createSampleEngine, type SampleEngine } from './sample-engine.ts';
import { NOTHING_STANDS, sampleAccount, sampleItems, TODAY } from './sample-ledger.ts';

const [ITEM] = sampleItems();
if (ITEM === undefined) throw new Error('The sample ledger is empty.');
/** Northwind Traders: five invoices in EUR, of which four are overdue and one of these is disputed in the books. */
export const NORTHWIND = ITEM;

/** Northwind with something that stands against asking. */
export function northwindWith(standing: Partial<Account['standing']>, part: Partial<Account> = {}): Account {
  return { ...sampleAccount(NORTHWIND), ...part, standing: { ...NOTHING_STANDS, ...standing } };
}

/** The sample engine, whose Northwind is this account; everything about holding fire is accepted. */
export function engineWith(account: Account): SampleEngine {
  const sample = createSampleEngine();
  sample.answer('accounts.get', () => account);
  let made = 0;
  const id = () => {
    made += 1;
    return { id: `new-${made}` };
  };
  sample.answer('promises.add', () => ({ ...id(), level: 1, openMinor: 0, replaced: [] }));
  sample.answer('promises.withdraw', () => ({ withdrawn: true }));
  sample.answer('promises.correct', () => ({ corrected: true }));
  sample.answer('promises.reinstate', () => ({ reinstated: true }));
  sample.answer('disputes.open', () => ({ ...id(), number: 'INV' }));
  sample.answer('disputes.change', () => ({ changed: true }));
  sample.answer('disputes.resolve', () => ({ resolved: true }));
  sample.answer('disputes.reopen', () => ({ reopened: true }));
  sample.answer('disputes.withdraw', () => ({ withdrawn: true }));
  sample.answer('holds.list', () => ({ holds: account.standing.holds }));
  sample.answer('holds.set', id);
  sample.answer('holds.lift', () => ({ lifted: 'hold-1' }));
  sample.answer('holds.setDoNotContact', id);
  sample.answer('holds.liftDoNotContact', () => ({ lifted: true }));
  sample.answer('holds.markUnanswered', () => ({ marked: true }));
  sample.answer('holds.clearUnanswered', () => ({ cleared: true }));
  sample.answer('holds.markUndeliverable', () => ({ marked: true }));
  sample.answer('holds.clearUndeliverable', () => ({ cleared: true }));
  return sample;
}

/** An open promise of €40,210.00 by 24 November on two invoices, one day of grace. */
export function samplePromise(part: Partial<PromiseRow> = {}): PromiseRow {
  return {
    id: 'promise-1' as PromiseId,
    accountId: 'acc-1' as AccountId,
    accountName: 'Northwind Traders',
    accountNumber: 'C-0141',
    currency: currencyCode('EUR'),
    amountMinor: minorUnits(4_021_000),
    date: addDays(TODAY, 3),
    lastDay: addDays(TODAY, 4),
    graceDays: 1,
    documentIds: ['doc-1-0', 'doc-1-1'] as DocumentId[],
    numbers: ['INV-10421', 'INV-10477'],
    level: 1,
    state: 'open',
    receivedMinor: minorUnits(0),
    promisedBy: 'Dana Whitfield',
    channel: 'call',
    note: '',
    correction: null,
    madeOn: addDays(TODAY, -2),
    madeAt: '2026-11-19T09:00:00.000Z' as Instant,
    madeBy: 'Mara Lindt',
    openMinor: minorUnits(4_021_000),
    followed: false,
    ...part,
  };
}

/** An open dispute of €500.00 of an invoice of €18,400.00, logged ten days ago, one of two papers there. */
export function sampleDispute(part: Partial<DisputeRow> = {}): DisputeRow {
  return {
    id: 'dispute-1' as DisputeId,
    accountId: 'acc-1' as AccountId,
    accountName: 'Northwind Traders',
    accountNumber: 'C-0141',
    documentId: 'doc-1-0' as DocumentId,
    number: 'INV-10421',
    currency: currencyCode('EUR'),
    openMinor: minorUnits(1_840_000),
    reason: 'price',
    amountMinor: minorUnits(50_000),
    state: 'open',
    text: 'Ordered at the old price.',
    owner: 'Sales',
    nextAction: 'Ask for the quote',
    nextDate: addDays(TODAY, 2),
    openedOn: addDays(TODAY, -10),
    openedBy: 'Mara Lindt',
    resolvedOn: null,
    outcome: null,
    papers: [
      { name: 'Quote', receivedOn: null },
      { name: 'Order confirmation', receivedOn: addDays(TODAY, -1) },
    ],
    ...part,
  };
}

export function sampleHold(part: Partial<Account['standing']['holds'][number]> = {}) {
  return {
    id: 'hold-1' as HoldId,
    target: { scope: 'account' as const, accountId: 'acc-1' as AccountId },
    reason: 'Audit',
    until: null,
    setBy: 'Mara Lindt',
    setOn: addDays(TODAY, -2),
    number: null,
    ...part,
  };
}

export function sampleWish(part: Partial<Account['standing']['doNotContact'][number]> = {}) {
  return {
    id: 'wish-1' as DoNotContactId,
    accountId: 'acc-1' as AccountId,
    contactId: null,
    email: null,
    phone: null,
    name: null,
    channel: 'mail' as const,
    reason: 'Lawyer',
    setOn: addDays(TODAY, -2),
    setBy: 'Mara Lindt',
    ...part,
  };
}
