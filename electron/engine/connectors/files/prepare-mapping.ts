import type { RowClass } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { RowKey } from './duplicate-rows.ts';
import { KeyCounts, rowKeys } from './duplicate-rows.ts';
import type { FileReading } from './file-reading.ts';
import { ReadingFacts } from './file-reading.ts';
import type { ColumnPlan, FoundHeader } from './header.ts';
import { columnPlan, findMappedHeader } from './header.ts';
import type { AmountLevels } from './invoice-lines.ts';
import { amountLevels, hasLineColumns, LineSurvey } from './invoice-lines.ts';
import type { ScanOptions } from './scan-rows.ts';
import { classifiedRows, closedGroups } from './scan-rows.ts';
import type { TableSource } from './table.ts';

/** What a first pass over the file found out, so that a second one can read every row. */
export interface PreparedFile {
  readonly source: TableSource;
  readonly header: FoundHeader;
  readonly plan: ColumnPlan;
  readonly scan: ScanOptions;
  readonly reading: FileReading;
  readonly keyOf: RowKey;
  readonly repeated: ReadonlyMap<string, number>;
  /** What the amounts of an invoice in several rows speak of. */
  readonly levels: AmountLevels;
  /** Line of a last row that ends before its last column, in a file that ends inside of that line. */
  readonly brokenLine: number | null;
}

export interface PrepareOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Finds the header and decides how the file is read. Throws `bad_mapping` and `bad_file`. */
export async function prepareFile(
  given: TableSource,
  mapping: ImportMapping,
  options: PrepareOptions,
): Promise<PreparedFile> {
  const { source, header } = await mappedSheet(given, mapping, options.signal);
  const plan = columnPlan(header.names, mapping);
  const closed = await closedGroups(source, mapping.layout, options.signal);
  const scan: ScanOptions = { header, plan, layout: mapping.layout, closedGroups: closed };
  const facts = new ReadingFacts(plan, mapping);
  const keyOf = rowKeys(plan);
  const keys = new KeyCounts();
  const ending = new FileEnding(header.names.length);
  for await (const rows of classifiedRows(source, scan, options.signal)) {
    for (const { row, rowClass, group } of rows) {
      if (rowClass === 'blank') continue;
      ending.note(row.line, row.cells.length, rowClass);
      if (rowClass !== 'data') continue;
      facts.note(row);
      const key = mapping.kind === 'invoices' ? keyOf(row, group) : null;
      if (key !== null) keys.add(key);
    }
    options.onProgress?.(rows.at(-1)?.fraction ?? 0);
  }
  const { reading, questions } = facts.decide();
  const [question] = questions;
  if (question !== undefined) {
    const setting = question.code === 'date_order' ? 'dateFormat' : 'decimal';
    const choices = question.choices.map(({ value }) => `"${value}"`).join(' or ');
    throw new EngineError('bad_mapping', `${question.text} Set "${setting}" in the mapping to ${choices}.`, {
      questions,
    });
  }
  const brokenLine = source.endsInsideLine ? ending.brokenLine : null;
  const levels = await surveyLines(source, scan, keyOf, keys.repeated, options.signal);
  return { source, header, plan, scan, reading, keyOf, repeated: keys.repeated, levels, brokenLine };
}

/** Only a file with columns for lines and with repeated invoices is read once more. */
async function surveyLines(
  source: TableSource,
  scan: ScanOptions,
  keyOf: RowKey,
  repeated: ReadonlyMap<string, number>,
  signal: AbortSignal | undefined,
): Promise<AmountLevels> {
  if (repeated.size === 0 || !hasLineColumns(scan.header)) return amountLevels(scan.header, scan.plan, null);
  const survey = new LineSurvey(scan.plan);
  for await (const rows of classifiedRows(source, scan, signal)) {
    for (const { row, rowClass, group } of rows) {
      const key = rowClass === 'data' ? keyOf(row, group) : null;
      if (key !== null && repeated.has(key)) survey.note(key, row);
    }
  }
  return amountLevels(scan.header, scan.plan, survey);
}

/** The named sheet, else the first one that has all mapped columns. */
async function mappedSheet(
  given: TableSource,
  mapping: ImportMapping,
  signal: AbortSignal | undefined,
): Promise<{ readonly source: TableSource; readonly header: FoundHeader }> {
  const named = mapping.sheet === null || given.format === 'csv' ? given : given.withSheet(mapping.sheet);
  const others = mapping.sheet === null ? given.sheets.filter((sheet) => sheet !== given.sheet) : [];
  try {
    return { source: named, header: await findMappedHeader(named, mapping, signal) };
  } catch (error) {
    for (const sheet of isEngineError(error, 'cancelled') ? [] : others) {
      const source = given.withSheet(sheet);
      const header = await findMappedHeader(source, mapping, signal).catch((problem: unknown) => {
        if (isEngineError(problem, 'bad_mapping') || isEngineError(problem, 'bad_file')) return null;
        throw problem;
      });
      if (header !== null) return { source, header };
    }
    throw error;
  }
}

/** Watches for a last row that is shorter than all others: what a half-written file ends with. */
class FileEnding {
  readonly #width: number;
  #last: { readonly line: number; readonly short: boolean } | null = null;
  #shortBefore = false;

  constructor(width: number) {
    this.#width = width;
  }

  note(line: number, cells: number, rowClass: RowClass): void {
    if (this.#last?.short) this.#shortBefore = true;
    this.#last = { line, short: (rowClass === 'data' || rowClass === 'unknown') && cells < this.#width };
  }

  get brokenLine(): number | null {
    return this.#last?.short && !this.#shortBefore ? this.#last.line : null;
  }
}
