import { listOf } from '../format/words.ts';
import { type LaidPayment, layPayment, netOf } from './allocate.ts';
import { findNumbers } from './find-numbers.ts';
import type {
  CashItem,
  CashPayment,
  CashProposal,
  CashProposals,
  CashSettings,
  MatchConfidence,
} from './types.ts';

/** What the numbers in the payment's text say it is for. Numbers that fit several items are told, not taken. */
export function byNumbers(
  payment: CashPayment,
  items: readonly CashItem[],
  settings: CashSettings,
): CashProposals {
  const named = findNumbers(payment.text, payment.currency, items);
  const remarks = named.unclear.map((text) => `"${text}" in the text fits several open items.`);
  const sure = inOrder(items, named.sure);
  const range = inOrder(items, [...named.sure, ...named.ranged]);
  const all = inOrder(items, [...range, ...named.weak]);
  const exact = [range, sure, all].find((set) => set.length > 0 && netOf(set) === payment.amountMinor);
  const credits = items.filter((item) => item.kind === 'credit_note' && !range.includes(item));
  const netted = range.length > 0 && credits.length > 0 ? inOrder(items, [...range, ...credits]) : [];
  if (exact === undefined && netOf(netted) === payment.amountMinor) {
    return { proposals: proposal({ payment, items: netted, settings, all: false }), remarks };
  }
  const taken = exact ?? range;
  return {
    proposals: proposal({
      payment,
      items: taken,
      settings,
      all: taken !== all || all.length === range.length,
    }),
    remarks,
  };
}

function proposal(from: {
  readonly payment: CashPayment;
  readonly items: readonly CashItem[];
  readonly settings: CashSettings;
  /** Whether the text itself names every one of them beyond doubt. */
  readonly all: boolean;
}): CashProposal[] {
  const laid = layPayment(from.payment, from.items, from.settings);
  if (laid === null) return [];
  const names = listOf(from.items.map((item) => item.number));
  const sum = laid.fit === 'exact' ? ', and the amount agrees' : '';
  const reason = from.all
    ? `The text names ${names}${sum}.`
    : `The text names some of ${names}, and together they agree with the amount.`;
  return [
    {
      kind: 'numbers',
      confidence: from.all ? confidenceOf(laid) : 'likely',
      allocations: laid.allocations,
      restMinor: laid.restMinor,
      reasons: [reason, ...laid.reasons],
    },
  ];
}

function confidenceOf(laid: LaidPayment): MatchConfidence {
  if (laid.fit === 'exact') return 'exact';
  return laid.short?.reason === 'deduction' ? 'possible' : 'likely';
}

function inOrder(items: readonly CashItem[], picked: readonly CashItem[]): readonly CashItem[] {
  return items.filter((item) => picked.includes(item));
}
