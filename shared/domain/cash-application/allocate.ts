import { formatMoney } from '../format/money.ts';
import { type MinorUnits, minorUnits, ZERO } from '../money.ts';
import { explainShortPay, type ShortPay } from './short-pay.ts';
import type { CashAllocation, CashItem, CashPayment, CashSettings } from './types.ts';

/** A payment laid upon picked items. */
export interface LaidPayment {
  readonly allocations: readonly CashAllocation[];
  readonly restMinor: MinorUnits;
  /** `exact`: to the minor unit; `short`: less than the items; `over`: more. */
  readonly fit: 'exact' | 'short' | 'over';
  readonly short: ShortPay | null;
  readonly reasons: readonly string[];
}

/**
 * Lays a payment upon items of its currency: credit notes are netted first, up to the invoices; what is missing is
 * explained and left open; what is too much stays on account. Null when there is no invoice among the items, or the
 * credit notes alone pay them.
 */
export function layPayment(
  payment: CashPayment,
  items: readonly CashItem[],
  settings: CashSettings,
): LaidPayment | null {
  const invoices = items.filter((item) => item.kind === 'invoice');
  const due = sumOf(invoices);
  const credits = usedCredits(items, due);
  const net = due - credits.reduce((sum, credit) => sum + credit.amountMinor, 0);
  if (invoices.length === 0 || net <= 0) return null;
  const difference = net - payment.amountMinor;
  const short =
    difference > 0 ? explainShortPay({ invoices, differenceMinor: difference, payment, settings }) : null;
  const allocations = [...invoices.map((item) => invoiceAllocation(item, short)), ...credits];
  const rest = minorUnits(Math.max(0, -difference));
  return {
    allocations,
    restMinor: rest,
    fit: difference === 0 ? 'exact' : difference > 0 ? 'short' : 'over',
    short,
    reasons: [
      ...(credits.length > 0
        ? [`Credit notes netted: ${credits.map((credit) => credit.number).join(', ')}.`]
        : []),
      ...(short === null ? [] : [short.text]),
      ...(rest > 0
        ? [`${formatMoney(rest, payment.currency)} more than asked for: the rest stays on account.`]
        : []),
    ],
  };
}

/** What items come to: invoices less credit notes, in minor units. */
export function netOf(items: readonly CashItem[]): number {
  return (
    sumOf(items.filter((item) => item.kind === 'invoice')) -
    sumOf(items.filter((item) => item.kind === 'credit_note'))
  );
}

function sumOf(items: readonly CashItem[]): number {
  return items.reduce((sum, item) => sum + item.openMinor, 0);
}

function invoiceAllocation(item: CashItem, short: ShortPay | null): CashAllocation {
  const shortMinor = short?.shares.get(item.id) ?? ZERO;
  return {
    itemId: item.id,
    kind: 'invoice',
    number: item.number,
    amountMinor: minorUnits(item.openMinor - shortMinor),
    shortMinor,
    shortReason: shortMinor > 0 ? (short?.reason ?? null) : null,
  };
}

function usedCredits(items: readonly CashItem[], due: number): CashAllocation[] {
  let left = due;
  return items.flatMap((item) => {
    const amount = Math.min(left, item.openMinor);
    if (item.kind === 'invoice' || amount <= 0) return [];
    left -= amount;
    return [
      {
        itemId: item.id,
        kind: 'credit_note' as const,
        number: item.number,
        amountMinor: minorUnits(amount),
        shortMinor: ZERO,
        shortReason: null,
      },
    ];
  });
}
