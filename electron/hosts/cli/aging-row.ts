import { formatDecimal } from '../../../shared/domain/money.ts';
import { type AgingAmount, type AgingView, eachAmount } from '../../engine/db/queries/aging-view.ts';

/** An aging row as it is printed: decimal texts, credits and unapplied payments ≤ 0. */
export type PrintedAging = { readonly currency: string; readonly invoices: number } & Readonly<
  Record<AgingAmount, string>
>;

export function printedAging(row: AgingView): PrintedAging {
  const amounts = eachAmount((name) => formatDecimal(row[name], row.currency));
  return { currency: row.currency, ...amounts, invoices: row.invoices };
}
