import { quoted } from '../../../../shared/domain/imports/quoted.ts';
import type { CanonicalInvoice, CanonicalRecord } from '../canonical.ts';
import type { RecordBuilder } from './build-record.ts';
import { sameRow } from './duplicate-rows.ts';
import type { ColumnPlan } from './header.ts';
import type { WarningCode, WarningCounts } from './import-warnings.ts';
import type { AmountLevels } from './invoice-lines.ts';
import type { RowMoney } from './row-money.ts';
import { RowProblem } from './row-problem.ts';
import type { ClassifiedRow } from './scan-rows.ts';
import type { SourceRow } from './table.ts';

interface ReadRow {
  readonly classified: ClassifiedRow;
  readonly record: CanonicalRecord;
  readonly warned: readonly WarningCode[];
}
interface InvoiceRow extends ReadRow {
  readonly record: CanonicalInvoice;
}

/** How rows are read and refused: the file's own reader, which leaves the warnings of a row to be counted. */
export interface RowReading {
  readonly read: (row: ClassifiedRow) => CanonicalRecord | null;
  readonly refuse: (row: SourceRow, problem: RowProblem) => void;
}

/**
 * Makes one invoice of the rows in which it stands: equal rows count once, lines are added up, a repeated total is
 * taken once. Rows that could be read in two ways are refused together: never does one of them win over the others.
 */
export class RepeatedInvoices {
  readonly #levels: AmountLevels;
  readonly #plan: ColumnPlan;
  readonly #builder: RecordBuilder;
  readonly #warnings: WarningCounts;
  readonly #reading: RowReading;
  /** Rows that became a part of the record of a later row. */
  merged = 0;

  constructor(
    levels: AmountLevels,
    plan: ColumnPlan,
    builder: RecordBuilder,
    warnings: WarningCounts,
    reading: RowReading,
  ) {
    this.#levels = levels;
    this.#plan = plan;
    this.#builder = builder;
    this.#warnings = warnings;
    this.#reading = reading;
  }

  /** All rows of one customer's document number, in the order of the file; gives their records in that order. */
  resolve(rows: readonly ClassifiedRow[]): readonly CanonicalRecord[] {
    const good: ReadRow[] = [];
    for (const classified of rows) {
      const record = this.#reading.read(classified);
      const warned = this.#warnings.takeRow();
      if (record !== null) good.push({ classified, record, warned });
    }
    const complete = good.length === rows.length;
    const records: CanonicalRecord[] = [];
    for (const part of this.#parts(good)) records.push(...this.#one(part, complete));
    return records.sort((a, b) => a.line - b.line);
  }

  get #linewise(): boolean {
    return this.#levels.amount === 'line' || this.#levels.openAmount === 'line';
  }

  /** Payments stand alone; a credit note is no part of the invoice of its number, but a rebate's line is. */
  #parts(rows: readonly ReadRow[]): readonly (readonly ReadRow[])[] {
    const parts = new Map<string, ReadRow[]>();
    for (const each of rows) {
      const { record, classified } = each;
      const kind = this.#linewise ? this.#builder.statedKind(classified.row) : record.kind;
      const key =
        record.kind === 'payment'
          ? `payment\0${record.line}`
          : [kind, record.customerKey, record.number].join('\0');
      parts.set(key, [...(parts.get(key) ?? []), each]);
    }
    return [...parts.values()];
  }

  #one(part: readonly ReadRow[], complete: boolean): readonly CanonicalRecord[] {
    const rows = part.filter((each): each is InvoiceRow => each.record.kind !== 'payment');
    const last = rows.at(-1);
    if (last === undefined) return this.#kept(part);
    if (this.#linewise && !complete) {
      return this.#refuse(rows, 'line_refused', (number) => {
        return `Another line of ${number} could not be read, and without it the amount would be wrong. Mend that line and import them together.`;
      });
    }
    if (rows.length === 1) return this.#kept(rows);
    if (!sameFacts(rows)) {
      return this.#refuse(rows, 'invoice_differs', (number, lines) => {
        return `${number} stands in the rows ${lines} with different dates or currencies. Keep one row with the whole amount, or give each instalment a number of its own.`;
      });
    }
    return this.#linewise ? this.#sum(rows, last) : this.#once(rows, last);
  }

  #once(rows: readonly InvoiceRow[], last: InvoiceRow): readonly CanonicalRecord[] {
    const { totalMinor, openMinor } = last.record;
    if (rows.some(({ record }) => record.totalMinor !== totalMinor || record.openMinor !== openMinor)) {
      return this.#refuse(rows, 'invoice_differs', (number, lines) => {
        return `${number} stands in the rows ${lines} with different amounts. Keep the one that is right; if each row is a line of the invoice, call the column of its amount "Line total" and import again.`;
      });
    }
    if (this.#alike(rows, 'all')) this.#warnings.addToFile('duplicate_invoice', rows.length - 1);
    else if (this.#levels.amount === 'unclear' || this.#levels.openAmount === 'unclear') {
      return this.#refuse(rows, 'invoice_unclear', (number, lines) => {
        return `${number} stands in the rows ${lines} with the same amount: its total each time, or equal lines. Keep one row; or call the column "Invoice total" or "Line total" and import again.`;
      });
    } else this.#warnings.addToFile('invoice_total_once', 1);
    this.merged += rows.length - 1;
    return this.#kept(rows).slice(-1);
  }

  /** The records of rows that stay, whose warnings count now. */
  #kept(rows: readonly ReadRow[]): readonly CanonicalRecord[] {
    for (const { warned } of rows) this.#warnings.keep(warned);
    return rows.map(({ record }) => record);
  }

  #sum(rows: readonly InvoiceRow[], last: InvoiceRow): readonly CanonicalRecord[] {
    if (this.#alike(rows, 'any')) {
      return this.#refuse(rows, 'invoice_unclear', (number, lines) => {
        return `${number} has rows (of ${lines}) that are alike in every column: equal lines, or the same line twice. Remove what is too much, or add a column that numbers the lines, and import again.`;
      });
    }
    const money = this.#addedUp(rows);
    if (money === null) {
      return this.#refuse(rows, 'invoice_differs', (number, lines) => {
        return `The rows ${lines} are lines of ${number}, but the figure that speaks of the whole invoice differs between them. Export it again, or correct it.`;
      });
    }
    const { row, group } = last.classified;
    const record = this.#builder.build(row, group, money);
    this.#warnings.endRow(true);
    this.#warnings.addToFile('invoice_lines_summed', 1);
    this.merged += rows.length - 1;
    return [record];
  }

  /** The money of the whole invoice; null when a figure that all rows should repeat differs. */
  #addedUp(rows: readonly InvoiceRow[]): RowMoney | null {
    const lines = rows.map(({ classified }) => this.#builder.money(classified.row));
    const warned = this.#warnings.takeRow();
    const [first] = lines;
    if (first === undefined) return null;
    const whole = (field: 'amount' | 'open', level: AmountLevels['amount']) => {
      if (level !== 'line') {
        return lines.every((line) => line[field] === first[field]) ? first[field] : undefined;
      }
      if (lines.some((line) => line[field] === null)) return undefined;
      return lines.reduce((sum, line) => sum + (line[field] ?? 0), 0);
    };
    const amount = whole('amount', this.#levels.amount);
    const open = whole('open', this.#levels.openAmount);
    if (amount === undefined || open === undefined) return null;
    this.#warnings.keep(warned);
    return { ...first, amount, open };
  }

  #alike(rows: readonly InvoiceRow[], which: 'all' | 'any'): boolean {
    const same = (a: InvoiceRow, b: InvoiceRow) => sameRow(a.classified.row, b.classified.row, this.#plan);
    const [first] = rows;
    return which === 'all'
      ? first !== undefined && rows.every((each) => same(each, first))
      : rows.some((each, at) => rows.slice(0, at).some((before) => same(each, before)));
  }

  #refuse(
    rows: readonly InvoiceRow[],
    code: 'invoice_differs' | 'invoice_unclear' | 'line_refused',
    message: (number: string, lines: string) => string,
  ): readonly CanonicalRecord[] {
    const lines = rows.map(({ record }) => record.line);
    const shown = lines.length > 6 ? [...lines.slice(0, 5), '…', lines.at(-1)] : lines;
    for (const { classified, record } of rows) {
      const text = message(`Invoice ${quoted(record.number)}`, shown.join(', '));
      this.#reading.refuse(classified.row, new RowProblem(code, 'invoiceNumber', text));
    }
    return [];
  }
}

function sameFacts(rows: readonly InvoiceRow[]): boolean {
  const facts = ({ record }: InvoiceRow) =>
    [record.issueDate, record.dueDate, record.paidDate, record.currency].join('\0');
  return new Set(rows.map(facts)).size === 1;
}
