import type { AmountText } from '../../../../shared/domain/imports/amount-text.ts';
import { currencyOfText } from '../../../../shared/domain/imports/currency-text.ts';
import { accountSide } from '../../../../shared/domain/imports/document-state.ts';
import type { AmountField } from '../../../../shared/domain/imports/mapping.ts';
import { quoted } from '../../../../shared/domain/imports/quoted.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { MoneyError, parseDecimal } from '../../../../shared/domain/money.ts';
import type { CellReader } from './cell-reader.ts';
import type { WarningCounts } from './import-warnings.ts';
import { RowProblem } from './row-problem.ts';
import type { SourceRow } from './table.ts';

/** The amounts of one row, signed as written, in minor units of its currency; null for blank cells. */
export interface RowMoney {
  readonly currency: CurrencyCode;
  readonly amount: number | null;
  readonly open: number | null;
  readonly unapplied: number | null;
}

/**
 * Reads the amounts of a row and their currency: the currency column, else a currency that the amount itself names
 * (`€`, `CHF`), else the default. Throws `RowProblem`, `missing_amount` when no amount is there at all.
 */
export function readMoney(
  row: SourceRow,
  cells: CellReader,
  fallback: CurrencyCode | null,
  warnings: WarningCounts,
): RowMoney {
  const amount = cells.amount(row, 'amount');
  const open = cells.amount(row, 'openAmount');
  const unapplied = cells.amount(row, 'unappliedAmount');
  if (amount === null && open === null) {
    const field = cells.has('amount') ? 'amount' : 'openAmount';
    throw new RowProblem('missing_amount', field, 'The amount is blank.');
  }
  const marker = amount?.marker ?? open?.marker ?? null;
  const stated = cells.text(row, 'currency');
  const currency = rowCurrency(stated, marker, fallback, warnings);
  if (stated === '' && marker === null && cells.has('currency')) warnings.add('currency_blank');
  const minor = (text: AmountText | null, field: AmountField) =>
    text === null ? null : toMinor(text.decimal, field, currency, warnings);
  return {
    currency,
    amount: minor(amount, 'amount'),
    open: minor(open, 'openAmount'),
    unapplied: minor(unapplied, 'unappliedAmount'),
  };
}

/**
 * Gives the amounts of an open item the sign of their side of the account, where a column names it (`S`/`H`, `Dr`/`Cr`).
 * Throws `RowProblem('unknown_side')` for a text that names none, and for a credit that is negative as well.
 */
export function onItsSide(money: RowMoney, row: SourceRow, cells: CellReader): RowMoney {
  const text = cells.text(row, 'side');
  if (text === '') return money;
  const side = accountSide(text);
  if (side === null) {
    throw new RowProblem('unknown_side', 'side', `${quoted(text)} is neither debit nor credit.`);
  }
  if (side === 'debit') return money;
  if ((money.amount ?? 0) < 0 || (money.open ?? 0) < 0) {
    const message = `The amount is negative and marked ${quoted(text)} as well: it can be read in two ways.`;
    throw new RowProblem('unknown_side', 'side', message);
  }
  return { ...money, amount: negated(money.amount), open: negated(money.open) };
}

function negated(minor: number | null): number | null {
  return minor === null || minor === 0 ? minor : -minor;
}

function rowCurrency(
  text: string,
  marker: string | null,
  fallback: CurrencyCode | null,
  warnings: WarningCounts,
): CurrencyCode {
  const marked = marker === null ? null : currencyOfText(marker);
  if (text !== '') {
    const stated = currencyOfText(text);
    if (stated === null) {
      const message = `${quoted(text)} is no ISO 4217 currency code such as USD.`;
      throw new RowProblem('unknown_currency', 'currency', message);
    }
    if (marked !== null && marked !== stated) warnings.add('currency_differs');
    return stated;
  }
  if (marked !== null && marked !== fallback) {
    warnings.add('currency_from_amount');
    return marked;
  }
  if (fallback !== null) return fallback;
  throw new RowProblem(
    'missing_currency',
    'currency',
    'The row names no currency and the mapping has no default.',
  );
}

function toMinor(
  decimal: string,
  field: AmountField,
  currency: CurrencyCode,
  warnings: WarningCounts,
): number {
  try {
    const { minor, rounded } = parseDecimal(decimal, currency);
    if (rounded) warnings.add('amount_rounded');
    return minor;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new RowProblem('amount_too_large', field, error.message);
  }
}
