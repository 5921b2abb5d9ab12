import type {
  AdvisedAccount,
  CashMatchView,
  CashProposalView,
  Unapplied,
  WaitingAccount,
} from '../../../../shared/contract/cash.ts';
import type { MatchConfidence } from '../../../../shared/domain/cash-application/types.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, BankLineId, CashMatchId, DocumentId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';

const EUR = currencyCode('EUR');

/** A bank line of an invented payer. */
export function money(number: number, part: Partial<Unapplied> = {}): Unapplied {
  return {
    kind: 'bank_line',
    id: `line-${number}`,
    accountId: null,
    account: null,
    payerName: `Payer ${number}`,
    date: plainDate('2026-11-19'),
    waitingDays: 2,
    currency: EUR,
    amountMinor: minorUnits(120_000),
    openMinor: minorUnits(120_000),
    text: `INV-${number} thank you`,
    ...part,
  };
}

export function proposalFor(
  number: string,
  confidence: MatchConfidence,
  part: Partial<CashProposalView> = {},
): CashProposalView {
  return {
    kind: 'numbers',
    confidence,
    allocations: [
      {
        itemId: `doc-${number}` as DocumentId,
        kind: 'invoice',
        number,
        amountMinor: minorUnits(120_000),
        shortMinor: minorUnits(0),
        shortReason: null,
      },
    ],
    restMinor: minorUnits(0),
    reasons: [`The text names ${number}, and the amount agrees.`],
    ...part,
  };
}

export function advised(
  name: string,
  proposals: readonly CashProposalView[],
  part: Partial<AdvisedAccount> = {},
): AdvisedAccount {
  return {
    accountId: `acc-${name}` as AccountId,
    name,
    number: 'C-1',
    by: ['invoices'],
    proposals: { proposals, remarks: [] },
    ...part,
  };
}

export function match(number: number, part: Partial<CashMatchView> = {}): CashMatchView {
  return {
    id: `match-${number}` as CashMatchId,
    accountId: `acc-${number}` as AccountId,
    account: `Customer ${number}`,
    accountNumber: `C-${number}`,
    bankLineId: `line-${number}` as BankLineId,
    paymentId: null,
    date: plainDate('2026-11-19'),
    currency: EUR,
    amountMinor: minorUnits(120_000),
    restMinor: minorUnits(5_000),
    kind: 'numbers',
    confidence: 'likely',
    reasons: ['The text names it.'],
    text: 'thanks',
    approvedAt: '2026-11-20T10:00:00.000Z' as Instant,
    approvedBy: 'Mara Lindt',
    exportedAt: null,
    items: [
      {
        documentId: `doc-${number}` as DocumentId,
        kind: 'invoice',
        number: `INV-${number}`,
        amountMinor: minorUnits(115_000),
        shortMinor: minorUnits(0),
        shortReason: null,
        gone: false,
      },
    ],
    ...part,
  };
}

/** An account with cash that waits since 45 days, and a credit note. */
export function waiting(number: number, part: Partial<WaitingAccount> = {}): WaitingAccount {
  return {
    accountId: `acc-${number}` as AccountId,
    account: `Customer ${number}`,
    number: `C-${number}`,
    currency: EUR,
    unappliedMinor: minorUnits(40_000),
    payments: 1,
    oldestDays: 45,
    upTo30: minorUnits(0),
    upTo60: minorUnits(40_000),
    upTo90: minorUnits(0),
    over90: minorUnits(0),
    creditsMinor: minorUnits(7_500),
    creditNotes: 1,
    ...part,
  };
}

/** An engine with this money; what is approved leaves the list, what is withdrawn comes back. */
export function cashEngine(given: {
  readonly unapplied?: readonly Unapplied[];
  readonly matches?: readonly CashMatchView[];
  readonly accounts?: readonly AdvisedAccount[];
  readonly waiting?: readonly WaitingAccount[];
}): SampleEngine {
  const sample = createSampleEngine();
  const page = <Row>(rows: readonly Row[]) => ({ rows, total: rows.length, next: null });
  sample.answer('cash.unapplied', () => page(given.unapplied ?? []));
  sample.answer('cash.byAccount', () => page(given.waiting ?? []));
  sample.answer('cash.matches', ({ pending }: { pending: boolean }) =>
    page((given.matches ?? []).filter(({ exportedAt }) => !pending || exportedAt === null)),
  );
  sample.answer('cash.advise', () => ({ accounts: given.accounts ?? [] }));
  sample.answer('cash.approve', () => ({ id: 'match-new' }));
  sample.answer('cash.withdraw', () => ({ withdrawn: true }));
  return sample;
}
