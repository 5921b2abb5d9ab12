import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { cellText } from '../../../../shared/domain/imports/blank.ts';
import { noRows } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { CanonicalCustomer, CanonicalRecord } from '../canonical.ts';
import { RecordBuilder } from './build-record.ts';
import { CellReader } from './cell-reader.ts';
import { checkMapping } from './check-mapping.ts';
import { CustomerNames } from './customer-names.ts';
import { HeldRows } from './duplicate-rows.ts';
import { breathe } from './file-errors.ts';
import { GrandTotals } from './grand-totals.ts';
import type { ImportSummary, RejectedSourceRow } from './import-summary.ts';
import { WarningCounts } from './import-warnings.ts';
import type { PreparedFile } from './prepare-mapping.ts';
import { prepareFile } from './prepare-mapping.ts';
import { RepeatedInvoices } from './repeated-invoices.ts';
import { RowProblem } from './row-problem.ts';
import type { ClassifiedRow } from './scan-rows.ts';
import { classifiedRows } from './scan-rows.ts';
import { statedAsOf } from './stated-as-of.ts';
import type { SourceRow, TableSource } from './table.ts';

/** The most records that one batch holds. */
export const BATCH_SIZE = 5_000;

export interface ApplyMappingOptions {
  /** The day that the import is made on, in the workspace's time zone: a later paid date is not yet paid. */
  readonly today: PlainDate;
  /** The workspace's currency: only suggested when the file names none, never assumed. */
  readonly baseCurrency: CurrencyCode;
  readonly signal?: AbortSignal;
  /** Why rows of a customer are not taken, in words; null for one whose rows are. */
  readonly refuse?: (customer: CanonicalCustomer) => string | null;
  /** Called now and then with how much of the work is done, 0 to 1, and the rows read so far. */
  readonly onProgress?: (progress: { readonly fraction: number; readonly rows: number }) => void;
}

/** A file whose rows can be read as canonical records, once. */
export interface MappedFile {
  /** Records in the order of the file. A repeated invoice comes where its last row stands. */
  readonly batches: AsyncIterable<readonly CanonicalRecord[]>;
  /** The day that a title row of the file states; null when none does. */
  readonly statedAsOf: PlainDate | null;
  /** What the rows came to; throws before all batches have been read. */
  summary(): ImportSummary;
}

/**
 * Reads a table by a mapping. Throws `EngineError` before any record comes out: `bad_mapping` when the mapping does not
 * fit the file or the file can be read in two ways, `bad_file` when it breaks off, `cancelled`. Single rows that cannot
 * be read are in the summary's `rejected` and stop nothing.
 */
export async function applyMapping(
  source: TableSource,
  mapping: ImportMapping,
  options: ApplyMappingOptions,
): Promise<MappedFile> {
  const fallbackCurrency = checkMapping(mapping, options.baseCurrency);
  const prepared = await prepareFile(source, mapping, {
    signal: options.signal,
    onProgress: (fraction) => options.onProgress?.({ fraction: fraction / 2, rows: 0 }),
  });
  return new MappedRows(prepared, mapping, fallbackCurrency, options);
}

class MappedRows implements MappedFile {
  readonly #file: PreparedFile;
  readonly #options: ApplyMappingOptions;
  readonly #warnings = new WarningCounts();
  readonly #builder: RecordBuilder;
  readonly #held: HeldRows;
  readonly #repeated: RepeatedInvoices;
  readonly #customers = new CustomerNames();
  readonly #totals: GrandTotals;
  readonly #classes = noRows();
  readonly #kinds = { invoice: 0, credit_note: 0, payment: 0 };
  readonly #rejected: RejectedSourceRow[] = [];
  #done = false;

  constructor(
    file: PreparedFile,
    mapping: ImportMapping,
    fallbackCurrency: CurrencyCode | null,
    options: ApplyMappingOptions,
  ) {
    this.#file = file;
    this.#options = options;
    const cells = new CellReader(file.plan, file.reading, this.#warnings);
    this.#builder = new RecordBuilder(
      cells,
      {
        kind: mapping.kind,
        fallbackCurrency,
        today: options.today,
        paymentsAreNegative: file.reading.mostlyNegative,
      },
      this.#warnings,
    );
    this.#held = new HeldRows(file.repeated);
    this.#repeated = new RepeatedInvoices(file.levels, file.plan, this.#builder, this.#warnings, {
      read: (row) => this.#readRow(row),
      refuse: (row, problem) => this.#reject(row, problem),
    });
    this.#totals = new GrandTotals(cells);
  }

  get statedAsOf(): PlainDate | null {
    return statedAsOf(this.#file.header, this.#file.reading);
  }

  get batches(): AsyncIterable<readonly CanonicalRecord[]> {
    return this.#read();
  }

  async *#read(): AsyncGenerator<readonly CanonicalRecord[]> {
    const { signal, onProgress } = this.#options;
    let batch: CanonicalRecord[] = [];
    let read = 0;
    for await (const rows of classifiedRows(this.#file.source, this.#file.scan, signal)) {
      for (const classified of rows) {
        for (const record of this.#take(classified)) batch.push(record);
        if (batch.length >= BATCH_SIZE) {
          yield batch;
          batch = [];
          await breathe(signal);
        }
      }
      read += rows.length;
      onProgress?.({ fraction: 0.5 + (rows.at(-1)?.fraction ?? 0) / 2, rows: read });
    }
    if (batch.length > 0) yield batch;
    this.#finish();
  }

  #take(classified: ClassifiedRow): readonly CanonicalRecord[] {
    const { row, rowClass, group } = classified;
    this.#classes[rowClass] += 1;
    if (rowClass === 'grand') this.#totals.compare(row);
    if (rowClass !== 'data') return [];
    const rows = this.#held.offer(this.#file.keyOf(row, group), classified);
    const records =
      rows.length > 1 ? this.#repeated.resolve(rows) : rows.flatMap((one) => this.#build(one) ?? []);
    for (const each of records) {
      this.#kinds[each.kind] += 1;
      this.#customers.add(each);
      this.#totals.add(each);
    }
    return records;
  }

  #build(row: ClassifiedRow): CanonicalRecord | null {
    const record = this.#readRow(row);
    this.#warnings.endRow(record !== null);
    return record;
  }

  /** Reads a row or rejects it; what it warns of is left for the caller to count. */
  #readRow({ row, group }: ClassifiedRow): CanonicalRecord | null {
    try {
      this.#checkWidth(row);
      const record = this.#builder.build(row, group);
      const reason = this.#options.refuse?.(record) ?? null;
      if (reason !== null) throw new RowProblem('read_from_books', null, reason);
      return record;
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      this.#reject(row, error);
      return null;
    }
  }

  #reject(row: SourceRow, { code, field, message }: RowProblem): void {
    const column = this.#file.header.names[field === null ? -1 : this.#file.plan[field]] ?? field;
    this.#rejected.push({ row: row.line, column, code, message, cells: row.cells });
  }

  /** Cells that have slipped out of their columns must not be read as if they had not. */
  #checkWidth(row: SourceRow): void {
    if (row.line === this.#file.brokenLine) {
      throw new RowProblem(
        'incomplete_row',
        null,
        'The file ends in the middle of this row. Export it again.',
      );
    }
    const width = this.#file.header.names.length;
    if (row.kinds !== null || row.cells.length <= width) return;
    if (row.cells.slice(width).every((cell) => cellText(cell) === '')) return;
    const message =
      'The row has more cells than the header: a text or an amount with a comma in it is not quoted.';
    throw new RowProblem('too_many_cells', null, message);
  }

  #finish(): void {
    this.#warnings.addToFile('customer_alias', this.#customers.aliases().length);
    this.#warnings.addToFile('unknown_rows', this.#classes.unknown);
    this.#warnings.addToFile('file_ends_early', this.#file.brokenLine === null ? 0 : 1);
    this.#warnings.addToFile('damaged_text', this.#file.source.damagedText ? 1 : 0);
    this.#warnings.addToFile('total_differs', this.#totals.differences);
    this.#done = true;
  }

  summary(): ImportSummary {
    if (!this.#done) throw new Error('The summary is there when all batches have been read.');
    const { header } = this.#file;
    const { data, group, subtotal, grand, footer, unknown } = this.#classes;
    const read = data + group + subtotal + grand + footer + unknown;
    const records = this.#kinds.invoice + this.#kinds.credit_note + this.#kinds.payment;
    const rejected = this.#rejected.length;
    return {
      headerLine: header.line,
      columns: header.names,
      classes: this.#classes,
      rows: { read, records, skipped: read - records - rejected, rejected },
      superseded: this.#repeated.merged,
      customers: this.#customers.count,
      invoices: this.#kinds.invoice,
      creditNotes: this.#kinds.credit_note,
      payments: this.#kinds.payment,
      aliases: this.#customers.aliases(),
      rejected: this.#rejected.toSorted((a, b) => a.row - b.row),
      warnings: this.#warnings.list(),
    };
  }
}
