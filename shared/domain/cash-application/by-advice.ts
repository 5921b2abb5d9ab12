import { formatMoney } from '../format/money.ts';
import { listOf } from '../format/words.ts';
import { type MinorUnits, minorUnits, ZERO } from '../money.ts';
import { netOf } from './allocate.ts';
import { findNumbers } from './find-numbers.ts';
import { explainShortPay } from './short-pay.ts';
import type {
  AdviceAmount,
  CashAllocation,
  CashItem,
  CashPayment,
  CashProposal,
  CashProposals,
  CashSettings,
} from './types.ts';

/** What the lines of an advice say of one item. */
interface StatedItem {
  readonly item: CashItem;
  readonly statedMinor: number;
}

interface ReadAdvice {
  readonly stated: readonly StatedItem[];
  /** Lines with money that name no open item, or more than one that cannot be told apart. */
  readonly unread: readonly AdviceAmount[];
}

/** What an advice asks for. */
export interface AdvisedProposals extends CashProposals {
  /** Every line that pays something was understood, so that nothing else has to be guessed. */
  readonly followed: boolean;
}

/**
 * The application that a remittance advice asks for, line by line: each invoice gets the amount that its line states.
 * What a line states less than is open is explained and stays open; what it states more stays on account. Deductions that
 * name no credit note are taken off the largest invoice. No proposal when the lines ask for more than was paid, or name
 * no invoice.
 */
export function byAdvice(
  payment: CashPayment,
  items: readonly CashItem[],
  advice: readonly AdviceAmount[],
  settings: CashSettings,
): AdvisedProposals {
  const { stated, unread } = readLines(payment, items, advice);
  const invoices = stated.filter(({ item, statedMinor }) => item.kind === 'invoice' && statedMinor > 0);
  const remarks = unread.map(
    (line) =>
      `Line ${line.line} of the advice (${money(line.amountMinor, payment)}) names no single open item.`,
  );
  if (invoices.length === 0) return { proposals: [], remarks, followed: false };
  const without = stated.filter(({ item }) => item.kind === 'invoice');
  const negatives = [...unread.map((line) => line.amountMinor), ...without.map((one) => one.statedMinor)];
  const deducted = -negatives.reduce<number>((sum, amount) => sum + Math.min(0, amount), 0);
  const parts = [...invoices.map((one) => invoicePart(one, payment, settings)), ...creditParts(stated)];
  const allocations = withDeduction(parts, deducted);
  const applied = appliedBy(allocations);
  const rest = payment.amountMinor - applied;
  if (rest < 0 || applied <= 0) {
    const asked = `The lines of the advice come to ${money(applied, payment)}, more than was paid.`;
    return { proposals: [], remarks: [asked, ...remarks], followed: false };
  }
  return {
    proposals: [proposalOf({ payment, allocations, rest, deducted, clean: unread.length === 0 })],
    remarks,
    followed: unread.every((line) => line.amountMinor <= 0),
  };
}

function readLines(
  payment: CashPayment,
  items: readonly CashItem[],
  advice: readonly AdviceAmount[],
): ReadAdvice {
  const stated = new Map<CashItem, number>();
  const unread: AdviceAmount[] = [];
  for (const line of advice) {
    const { sure, unclear } = findNumbers(line.text, payment.currency, items);
    const [only, ...others] = sure;
    const add = (item: CashItem, amount: number) => stated.set(item, (stated.get(item) ?? 0) + amount);
    if (only !== undefined && others.length === 0 && unclear.length === 0) add(only, line.amountMinor);
    else if (sure.length > 1 && netOf(sure) === line.amountMinor)
      for (const item of sure) add(item, signed(item));
    else unread.push(line);
  }
  return { stated: [...stated].map(([item, statedMinor]) => ({ item, statedMinor })), unread };
}

function signed(item: CashItem): number {
  return item.kind === 'invoice' ? item.openMinor : -item.openMinor;
}

function invoicePart(
  { item, statedMinor }: StatedItem,
  payment: CashPayment,
  settings: CashSettings,
): CashAllocation {
  const amountMinor = minorUnits(Math.min(statedMinor, item.openMinor));
  const shortMinor = minorUnits(item.openMinor - amountMinor);
  const short =
    shortMinor > 0
      ? explainShortPay({ invoices: [item], differenceMinor: shortMinor, payment, settings })
      : null;
  return {
    itemId: item.id,
    kind: 'invoice',
    number: item.number,
    amountMinor,
    shortMinor,
    shortReason: short?.reason ?? null,
  };
}

/** Credit notes, whether the advice writes them with a minus or without. */
function creditParts(stated: readonly StatedItem[]): readonly CashAllocation[] {
  return stated.flatMap(({ item, statedMinor }) => {
    const amountMinor = minorUnits(Math.min(Math.abs(statedMinor), item.openMinor));
    if (item.kind === 'invoice' || amountMinor === 0) return [];
    return [
      {
        itemId: item.id,
        kind: item.kind,
        number: item.number,
        amountMinor,
        shortMinor: ZERO,
        shortReason: null,
      },
    ];
  });
}

/** Takes what the payer deducted without a credit note off the invoices, the largest first. */
function withDeduction(parts: readonly CashAllocation[], deducted: number): readonly CashAllocation[] {
  let left = deducted;
  const taken = new Map<CashAllocation, number>();
  const invoices = parts.filter((part) => part.kind === 'invoice');
  for (const part of invoices.toSorted((one, other) => other.amountMinor - one.amountMinor)) {
    const off = Math.min(left, part.amountMinor);
    taken.set(part, off);
    left -= off;
  }
  return parts.map((part) => {
    const off = taken.get(part) ?? 0;
    if (off === 0) return part;
    return {
      ...part,
      amountMinor: minorUnits(part.amountMinor - off),
      shortMinor: minorUnits(part.shortMinor + off),
      shortReason: 'deduction',
    };
  });
}

function appliedBy(parts: readonly CashAllocation[]): number {
  return parts.reduce(
    (sum, part) => sum + (part.kind === 'invoice' ? part.amountMinor : -part.amountMinor),
    0,
  );
}

function proposalOf(from: {
  readonly payment: CashPayment;
  readonly allocations: readonly CashAllocation[];
  readonly rest: number;
  readonly deducted: number;
  readonly clean: boolean;
}): CashProposal {
  const { payment, allocations, rest } = from;
  const unexplained = allocations.some((part) => part.shortReason === 'deduction');
  const numbers = listOf(allocations.map((part) => part.number));
  const agrees = rest === 0 ? ', and they come to the payment' : '';
  const short = allocations.filter((part) => part.shortMinor > 0);
  return {
    kind: 'numbers',
    confidence: !from.clean || unexplained ? 'possible' : rest === 0 ? 'exact' : 'likely',
    allocations,
    restMinor: minorUnits(rest),
    reasons: [
      `The advice states an amount for ${numbers}${agrees}.`,
      ...(short.length > 0
        ? [`Paid in part by the advice: ${listOf(short.map((part) => part.number))}.`]
        : []),
      ...(from.deducted > 0
        ? [`${money(from.deducted, payment)} were deducted without a credit note: ask the customer what for.`]
        : []),
      ...(rest > 0
        ? [`${money(rest, payment)} more than the lines ask for: the rest stays on account.`]
        : []),
    ],
  };
}

function money(minor: number, { currency }: CashPayment): string {
  return formatMoney(minorUnits(minor) as MinorUnits, currency);
}
