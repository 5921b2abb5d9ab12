import type { PlainDate } from '../dates.ts';
import { layPayment, netOf } from './allocate.ts';
import { byAdvice } from './by-advice.ts';
import { combinations } from './combinations.ts';
import { byNumbers } from './named-items.ts';
import {
  type AdviceAmount,
  type CashItem,
  type CashPayment,
  type CashProposal,
  type CashProposals,
  type CashSettings,
  type CashStatement,
  DEFAULT_CASH_SETTINGS,
  MATCH_KINDS,
  type MatchKind,
} from './types.ts';

/** What a proposal rests on: all open items of one customer, whatever their order. */
export interface CashQuestion {
  readonly payment: CashPayment;
  readonly items: readonly CashItem[];
  /** Letters and statements whose items may have been paid together. */
  readonly statements?: readonly CashStatement[];
  /** Lines of a remittance advice: the amounts that they state go before those that are open. */
  readonly advice?: readonly AdviceAmount[];
  readonly settings?: CashSettings;
}

const NOTHING: CashProposals = { proposals: [], remarks: [] };

/**
 * Ways to apply a payment to a customer's open items, the best first: numbers in the text before amounts, amounts
 * before combinations, combinations before explained differences. Items of another currency are never touched.
 * An advice of which every line was understood is followed: beside it only numbers and amount that agree are shown.
 * Nothing is chosen where several ways fit as well: they are all shown, marked `ambiguous`. Where the numbers in the text
 * and the amount agree, nothing else is looked for.
 */
export function proposeMatches(question: CashQuestion): CashProposals {
  const { payment } = question;
  const items = question.items
    .filter((item) => item.currency === payment.currency && item.openMinor > 0)
    .toSorted(byDueDate);
  if (payment.amountMinor <= 0 || items.length === 0) return NOTHING;
  const { advice = [], settings = DEFAULT_CASH_SETTINGS } = question;
  const asked = { ...question, items, settings };
  const stated = byAdvice(payment, items, advice, settings);
  if (stated.proposals.some((proposal) => proposal.restMinor === 0)) return joined(stated, NOTHING);
  const named = byNumbers(payment, items, settings);
  const exact = named.proposals.filter((proposal) => proposal.confidence === 'exact');
  if (stated.followed) return joined(stated, { ...named, proposals: exact });
  const numbers = joined(stated, named);
  if (exact.length > 0) return numbers;
  const wholes = [...byOneItem(asked), ...bySets(asked)];
  const combined = combinations({ ...asked, rivals: wholes.length > 0 });
  const found = [...numbers.proposals, ...wholes, ...combined.proposals];
  const proposals = withoutRepeats([...found, ...(found.length > 0 ? [] : byShortPay(asked))]);
  return { proposals: proposals.toSorted(byKind), remarks: [...numbers.remarks, ...combined.remarks] };
}

type Asked = Required<Omit<CashQuestion, 'statements' | 'advice'>> & Pick<CashQuestion, 'statements'>;

/** What comes first is shown first. */
function joined(first: CashProposals, second: CashProposals): CashProposals {
  return {
    proposals: withoutRepeats([...first.proposals, ...second.proposals]),
    remarks: [...first.remarks, ...second.remarks],
  };
}

/** Items whose open amount is the payment. Several of them are all shown. */
function byOneItem({ payment, items, settings }: Asked): CashProposal[] {
  const equal = items.filter((item) => item.kind === 'invoice' && item.openMinor === payment.amountMinor);
  const confidence = equal.length === 1 ? 'likely' : 'ambiguous';
  const reason =
    equal.length === 1
      ? 'The payment is exactly its open amount.'
      : `The payment is exactly its open amount, and that of ${equal.length - 1} more.`;
  return equal.flatMap((item) => {
    const laid = layPayment(payment, [item], settings);
    return laid === null
      ? []
      : [{ ...laidOnly(laid), kind: 'one_item' as const, confidence, reasons: [reason] }];
  });
}

/** All that is open, all that is overdue, all of a letter: sets that customers pay as a whole. */
function bySets({ payment, items, statements, settings }: Asked): CashProposal[] {
  const overdue = items.filter((item) => item.kind === 'invoice' && isOverdue(item, payment.date));
  const credits = items.filter((item) => item.kind === 'credit_note');
  const sets: { kind: MatchKind; words: string; items: readonly CashItem[] }[] = [
    { kind: 'all_open', words: 'all that is open', items },
    {
      kind: 'all_open',
      words: 'all open invoices, no credit note used',
      items: items.filter((item) => item.kind === 'invoice'),
    },
    { kind: 'all_overdue', words: 'all that is overdue', items: overdue },
    {
      kind: 'all_overdue',
      words: 'all that is overdue less the open credit notes',
      items: [...overdue, ...credits],
    },
    ...(statements ?? []).map((statement) => ({
      kind: 'statement' as const,
      words: `all of ${statement.label}`,
      items: items.filter((item) => statement.items.includes(item.id)),
    })),
  ];
  return sets.flatMap((set) => {
    if (set.items.length < 2 || netOf(set.items) !== payment.amountMinor) return [];
    const laid = layPayment(payment, set.items, settings);
    if (laid?.fit !== 'exact') return [];
    const reasons = [`The payment is exactly ${set.words}.`, ...laid.reasons];
    return [{ ...laidOnly(laid), kind: set.kind, confidence: 'likely' as const, reasons }];
  });
}

/** One invoice, or all of them, for less than they are, where a usual reason explains the difference to the cent. */
function byShortPay({ payment, items, settings }: Asked): CashProposal[] {
  const sets = [...items.filter((item) => item.kind === 'invoice').map((item) => [item]), items];
  const found = sets.flatMap((set) => {
    const laid = layPayment(payment, set, settings);
    if (laid?.short == null || laid.short.reason === 'deduction') return [];
    return [{ ...laidOnly(laid), kind: 'short_pay' as const, reasons: laid.reasons }];
  });
  const confidence =
    withoutRepeats(found.map((one) => ({ ...one, confidence: 'possible' as const }))).length === 1
      ? 'possible'
      : 'ambiguous';
  return found.slice(0, settings.mostShown).map((one) => ({ ...one, confidence }));
}

function isOverdue(item: CashItem, on: PlainDate): boolean {
  return item.dueDate !== null && item.dueDate < on;
}

function laidOnly({ allocations, restMinor }: Pick<CashProposal, 'allocations' | 'restMinor'>) {
  return { allocations, restMinor };
}

/** The same items for the same amounts are one proposal; what else speaks for it is added to its reasons. */
function withoutRepeats(proposals: readonly CashProposal[]): CashProposal[] {
  const kept = new Map<string, CashProposal>();
  for (const proposal of proposals) {
    const key = proposal.allocations
      .map((one) => `${one.itemId}:${one.amountMinor}`)
      .sort()
      .join(' ');
    const before = kept.get(key);
    if (before === undefined) kept.set(key, proposal);
    else kept.set(key, { ...before, reasons: [...new Set([...before.reasons, ...proposal.reasons])] });
  }
  return [...kept.values()];
}

function byKind(left: CashProposal, right: CashProposal): number {
  return MATCH_KINDS.indexOf(left.kind) - MATCH_KINDS.indexOf(right.kind);
}

function byDueDate(left: CashItem, right: CashItem): number {
  const key = (item: CashItem) =>
    [item.dueDate ?? '', item.issueDate ?? '', item.number, item.id].join('\u0000');
  const [one, other] = [key(left), key(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
