import { formatDecimal } from '../../../shared/domain/money.ts';
import type { AgingView } from '../../engine/db/queries/worklist.ts';

const AMOUNTS = [
  'current',
  'd1_30',
  'd31_60',
  'd61_90',
  'd91_plus',
  'gross',
  'credits',
  'unapplied',
  'net',
] as const;
type AmountName = (typeof AMOUNTS)[number];

/** An aging row as it is printed: decimal texts, credits and unapplied payments ≤ 0. */
export type PrintedAging = { readonly currency: string; readonly invoices: number } & Readonly<
  Record<AmountName, string>
>;

export function printedAging(row: AgingView): PrintedAging {
  const amounts = Object.fromEntries(
    AMOUNTS.map((name) => [name, formatDecimal(row[name], row.currency)]),
  ) as Record<AmountName, string>;
  return { currency: row.currency, ...amounts, invoices: row.invoices };
}
