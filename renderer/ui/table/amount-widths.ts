import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { moneyText } from '../format/money-format.ts';
import type { Column } from './column.ts';

const CHARACTER_WIDTH = 8;
const CELL_PADDING = 12;

/**
 * How wide a column of amounts has to be, in pixels, so that none of these rows is cut: half an amount reads as another
 * amount. By column id; columns without amounts are not in it.
 */
export function amountWidths<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  locale: string,
): ReadonlyMap<string, number> {
  const widths = new Map<string, number>();
  for (const { id, sheet } of columns) {
    if (!sheet) continue;
    const longest = Math.max(
      0,
      ...largest(rows, sheet).map(({ minor, currency }) => moneyText(minor, currency, locale).length),
    );
    if (longest > 0) widths.set(id, longest * CHARACTER_WIDTH + CELL_PADDING);
  }
  return widths;
}

/** The longest amount of each currency. */
function largest<Row>(rows: readonly Row[], sheet: NonNullable<Column<Row>['sheet']>) {
  const most = new Map<CurrencyCode, MinorUnits>();
  for (const row of rows) {
    const value = sheet(row);
    if (value === null || typeof value !== 'object') continue;
    const known = most.get(value.currency);
    if (known === undefined || weight(value.minor) > weight(known)) most.set(value.currency, value.minor);
  }
  return [...most].map(([currency, minor]) => ({ minor, currency }));
}

/** Minus takes the room of a digit. */
function weight(minor: MinorUnits): number {
  return minor < 0 ? -minor * 10 : minor;
}
