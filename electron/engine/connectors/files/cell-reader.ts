import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AmountText } from '../../../../shared/domain/imports/amount-text.ts';
import { readAmount } from '../../../../shared/domain/imports/amount-text.ts';
import { cellText, cleanText } from '../../../../shared/domain/imports/blank.ts';
import type { DateText } from '../../../../shared/domain/imports/date-text.ts';
import { isNoDate, readDate } from '../../../../shared/domain/imports/date-text.ts';
import {
  hasPointZero,
  isShortenedNumber,
  withoutPointZero,
} from '../../../../shared/domain/imports/identifiers.ts';
import type { AmountField, DateField, FieldName } from '../../../../shared/domain/imports/mapping.ts';
import { quoted } from '../../../../shared/domain/imports/quoted.ts';
import type { FileReading } from './file-reading.ts';
import type { ColumnPlan } from './header.ts';
import type { WarningCounts } from './import-warnings.ts';
import { RowProblem } from './row-problem.ts';
import type { SourceRow } from './table.ts';
import { dateCell } from './table.ts';

const LONGEST_TEXT = 2_000;
const LONGEST_IDENTIFIER = 200;
/** Identifiers that a record is found by: with digits missing it would be taken for another one. */
const EXACT_FIELDS: ReadonlySet<FieldName> = new Set([
  'customerNumber',
  'invoiceNumber',
  'transactionNumber',
]);
const CACHED_DATES = 20_000;

/** Reads the mapped cells of a row; throws `RowProblem` for a cell that cannot be read. */
export class CellReader {
  readonly #plan: ColumnPlan;
  readonly #reading: FileReading;
  readonly #warnings: WarningCounts;
  readonly #dates = new Map<string, DateText>();

  constructor(plan: ColumnPlan, reading: FileReading, warnings: WarningCounts) {
    this.#plan = plan;
    this.#reading = reading;
    this.#warnings = warnings;
  }

  /** True when the mapping gives the field a column. */
  has(field: FieldName): boolean {
    return this.#plan[field] >= 0;
  }

  /** A free text; '' for a blank cell. */
  text(row: SourceRow, field: FieldName): string {
    const index = this.#plan[field];
    if (index < 0) return '';
    const text = cleanText(row.cells[index] ?? '');
    if (text.length > LONGEST_TEXT) {
      throw new RowProblem(
        'too_long',
        field,
        `The cell holds ${text.length} characters; ${LONGEST_TEXT} is the most.`,
      );
    }
    return text;
  }

  /** An identifier: text with its leading zeros, without a `.0` that a spreadsheet added; '' for a blank cell. */
  identifier(row: SourceRow, field: FieldName): string {
    const text = this.text(row, field);
    if (text.length > LONGEST_IDENTIFIER) {
      const message = `The cell holds ${text.length} characters; ${LONGEST_IDENTIFIER} is the most.`;
      throw new RowProblem('too_long', field, message);
    }
    if (EXACT_FIELDS.has(field) && isShortenedNumber(text)) {
      const message = `${quoted(text)} was shortened by a spreadsheet and its last digits are lost. Export it as text.`;
      throw new RowProblem('shortened_number', field, message);
    }
    if (!hasPointZero(text) || !this.#reading.pointZero.has(this.#plan[field])) return text;
    this.#warnings.add('identifier_point_zero');
    return withoutPointZero(text);
  }

  /** A date; null for a blank cell. */
  date(row: SourceRow, field: DateField): PlainDate | null {
    const index = this.#plan[field];
    if (index < 0) return null;
    const stated = dateCell(row, index);
    if (stated !== null) return stated;
    const text = cellText(row.cells[index] ?? '');
    if (text === '' || isNoDate(text)) return null;
    const read = this.#cachedDate(text, field);
    if (!read.ok) throw new RowProblem(read.code, field, read.message);
    return read.date;
  }

  /** An amount as decimal text; null for a blank cell. */
  amount(row: SourceRow, field: AmountField): AmountText | null {
    const index = this.#plan[field];
    const text = index < 0 ? '' : cellText(row.cells[index] ?? '');
    if (text === '') return null;
    const read = readAmount(text, row.kinds?.[index] === 'number' ? '.' : this.#reading.marks[field]);
    if (!read.ok) throw new RowProblem(read.code, field, read.message);
    return read;
  }

  #cachedDate(text: string, field: DateField): DateText {
    const reading = this.#reading.dates[field];
    const key = `${reading.order ?? ''}${text}`;
    const known = this.#dates.get(key);
    if (known !== undefined) return known;
    const read = readDate(text, reading);
    if (this.#dates.size >= CACHED_DATES) this.#dates.clear();
    this.#dates.set(key, read);
    return read;
  }
}
