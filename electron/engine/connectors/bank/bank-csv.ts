import { isIban } from '../../../../shared/domain/cash-application/remittance-text.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { currencyOfText } from '../../../../shared/domain/imports/currency-text.ts';
import { type DateOrder, orderEvidence, readDate } from '../../../../shared/domain/imports/date-text.ts';
import { type CurrencyCode, MoneyError, parseDecimal } from '../../../../shared/domain/money.ts';
import { badFile } from '../files/file-errors.ts';
import { dateCell, type SourceRow, type TableSource } from '../files/table.ts';
import { bankAmount, type DecimalMark, markOf } from './bank-amount.ts';
import { type BankColumns, type BankField, bankColumns } from './bank-columns.ts';
import type { BankLine, BankQuestion, BankReading, BankRowProblem, RejectedBankRow } from './bank-line.ts';

/** What a person said about the file; absent: not asked yet. */
export interface BankAnswers {
  readonly dateOrder?: DateOrder;
  readonly decimalMark?: DecimalMark;
  /** For rows that name none: mostly that of the account. */
  readonly currency?: CurrencyCode;
}

const MOST_LETTERHEAD = 60;

/**
 * Reads a bank statement from a table (`readTable` finds encoding and delimiter). Its columns are found by their names;
 * a file without a date and an amount column is refused (`bad_file`). Asks where days and months, the decimal mark or
 * the currency can be read two ways, and reads nothing then. Every row below the header is a line or rejected.
 */
export async function readBankTable(
  table: TableSource,
  answers: BankAnswers = {},
  signal?: AbortSignal,
): Promise<BankReading> {
  const rows: SourceRow[] = [];
  for await (const chunk of table.rows(signal)) rows.push(...chunk.rows);
  const headerAt = rows.slice(0, MOST_LETTERHEAD).findIndex((row) => bankColumns(row.cells) !== null);
  const columns = bankColumns(rows[headerAt]?.cells ?? []);
  if (columns === null) {
    const what = 'no row names a date and an amount column of a bank statement.';
    throw badFile(table.fileName, what, 'Export the bookings as CSV with the names of the columns.');
  }
  const body = rows.slice(headerAt + 1).filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  const plan = planOf(body, columns, answers);
  if ('questions' in plan) return { state: 'questions', questions: plan.questions };
  const lines: BankLine[] = [];
  const rejected: RejectedBankRow[] = [];
  for (const row of body) {
    const read = readRow(row, plan);
    if ('code' in read) rejected.push({ row: row.line, ...read, cells: row.cells });
    else lines.push(read);
  }
  const counts = { statements: 0, balanced: 0, balances: 0 };
  return {
    state: 'read',
    statement: { format: table.format, lines, rejected, aside: [], warnings: [], ...counts },
  };
}

interface Plan {
  readonly columns: BankColumns;
  readonly order: DateOrder | null;
  readonly mark: DecimalMark;
  readonly currency: CurrencyCode | null;
}

function planOf(
  rows: readonly SourceRow[],
  columns: BankColumns,
  answers: BankAnswers,
): Plan | { readonly questions: readonly BankQuestion[] } {
  const questions: BankQuestion[] = [];
  const texts = (field: BankField) =>
    rows.map((row) => cellOf(row, columns, field)).filter((text) => text !== '');
  const orders = new Set([...texts('date'), ...texts('valueDate')].map(orderEvidence));
  const shown = orders.has('dmy') ? 'dmy' : orders.has('mdy') ? 'mdy' : null;
  const order = answers.dateOrder ?? (orders.has('dmy') && orders.has('mdy') ? null : shown);
  if (order === null && orders.has('either')) questions.push('date_order');
  const mark = answers.decimalMark ?? markOf([...texts('amount'), ...texts('credit'), ...texts('debit')]);
  if (mark === null) questions.push('decimal_mark');
  const currency = answers.currency ?? null;
  if (currency === null && rows.some((row) => needsCurrency(row, columns))) questions.push('currency');
  if (mark === null || questions.length > 0) return { questions };
  return { columns, order, mark, currency };
}

function needsCurrency(row: SourceRow, columns: BankColumns): boolean {
  if (cellOf(row, columns, 'currency') !== '') return false;
  const amount = bankAmount(row.cells, columns, '.');
  const other = amount.ok ? amount : bankAmount(row.cells, columns, ',');
  return other.ok && currencyOfText(other.marker ?? '') === null;
}

type Problem = { readonly code: BankRowProblem; readonly message: string };

function readRow(row: SourceRow, plan: Plan): BankLine | Problem {
  const cell = (field: BankField) => cellOf(row, plan.columns, field);
  const date = dateOf(row, plan);
  if (!date.ok) return { code: date.code, message: date.message };
  const amount = bankAmount(row.cells, plan.columns, plan.mark);
  if (!amount.ok) return { code: amount.code, message: amount.message };
  const named = cell('currency');
  const currency =
    named === '' ? (currencyOfText(amount.marker ?? '') ?? plan.currency) : currencyOfText(named);
  if (currency === null)
    return { code: 'unknown_currency', message: `"${named.slice(0, 40)}" is no currency that is known.` };
  try {
    const iban = cell('iban').replace(/\s+/gu, '').toUpperCase();
    return {
      row: row.line,
      date: date.date,
      valueDate: valueDateOf(row, plan),
      currency,
      amountMinor: parseDecimal(amount.decimal, currency).minor,
      text: plan.columns.texts
        .map((place) => (row.cells[place] ?? '').trim())
        .filter((text) => text !== '')
        .join('\n'),
      payerName: orNull(cell('payer')),
      payerAccount: isIban(iban) ? iban : null,
      bankReference: orNull(cell('reference')),
      ownAccount: null,
    };
  } catch (error) {
    if (error instanceof MoneyError) return { code: 'bad_amount', message: error.message };
    throw error;
  }
}

function dateOf(row: SourceRow, { columns, order }: Plan, field: 'date' | 'valueDate' = 'date') {
  const date = dateCell(row, columns.places[field] ?? -1);
  if (date !== null) return { ok: true as const, date };
  return readDate(cellOf(row, columns, field), { pattern: null, order });
}

/** A day that the row may lack, or that may not be readable: nothing rests on it. */
function valueDateOf(row: SourceRow, plan: Plan): PlainDate | null {
  const read = dateOf(row, plan, 'valueDate');
  return read.ok ? read.date : null;
}

function cellOf(row: SourceRow, columns: BankColumns, field: BankField): string {
  const place = columns.places[field];
  return place === undefined ? '' : (row.cells[place] ?? '').trim();
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
