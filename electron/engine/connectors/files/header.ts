import { normalizeHeader, tidyHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { FieldName, ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { FIELD_NAMES, mappedColumns } from '../../../../shared/domain/imports/mapping.ts';
import { knownHeaders } from '../../../../shared/domain/imports/recognise.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { badFile } from './file-errors.ts';
import { isLabelled } from './group-customer.ts';
import type { SourceRow, TableSource } from './table.ts';

export interface FoundHeader {
  readonly line: number;
  readonly names: readonly string[];
  /** Rows before the header, for titles. */
  readonly titles: readonly SourceRow[];
  /** The first rows below the header, to see what its columns hold; none where a mapping says that. */
  readonly below: readonly SourceRow[];
}

/** The column index of each mapped field; −1 for a field without a column. */
export type ColumnPlan = Readonly<Record<FieldName, number>>;

const SEARCHED_ROWS = 25;
const KNOWN_NEEDED = 3;
const LISTED_COLUMNS = 60;
/** The Aged Debtors Analysis of Sage 50 leaves its column headings out when they are not asked for. */
const SAGE_ADVICE =
  'Export the report with its column headings, or write them in as a first line; in the detailed Aged Debtors ' +
  'Analysis of Sage 50 they are No, Type, Date, Ref, Details, Balance, Future, Current, Period 1, Period 2, Period 3, Older.';

/**
 * Finds the header of a file that nobody has mapped yet: the first of the first 25 rows with three or more known
 * names, else the first whose cells are all different words. Throws `bad_file` when no row can be a header.
 */
export async function findHeader(source: TableSource, signal?: AbortSignal): Promise<FoundHeader> {
  const start = await firstRows(source, SEARCHED_ROWS + 1, signal);
  const searched = start.slice(0, SEARCHED_ROWS);
  const known = searched.find((row) => knownHeaders(row.cells) >= KNOWN_NEEDED && !describesCustomer(row));
  const header = known ?? searched.find((row, index) => looksLikeHeader(row, start[index + 1]));
  if (header === undefined && searched.some(describesCustomer)) {
    const what = 'the rows below the headings of customers come without the names of their columns.';
    throw badFile(source.fileName, what, SAGE_ADVICE);
  }
  if (header === undefined) {
    const what = `none of the first ${SEARCHED_ROWS} rows is a header with the names of the columns.`;
    throw badFile(source.fileName, what, 'Export the list with its column headers.');
  }
  return {
    line: header.line,
    names: headerNames(header),
    titles: start.filter((row) => row.line < header.line),
    below: start.filter((row) => row.line > header.line),
  };
}

/** True when the header was found by known names, so that its columns can be recognised. */
export function hasKnownNames(header: FoundHeader): boolean {
  return knownHeaders(header.names) >= KNOWN_NEEDED;
}

/**
 * Finds the first row that has every mapped column, anywhere in the file. Throws `bad_mapping` that names the missing
 * columns and lists those of the file.
 */
export async function findMappedHeader(
  source: TableSource,
  mapping: ImportMapping,
  signal?: AbortSignal,
): Promise<FoundHeader> {
  const wanted = mappedColumns(mapping).map(({ column }) => tidyHeader(column));
  const titles: SourceRow[] = [];
  let best: { readonly row: SourceRow; readonly found: number } | null = null;
  for await (const { rows } of source.rows(signal)) {
    for (const row of rows) {
      const found = wanted.filter((column) => columnIndex(row.cells, column) >= 0).length;
      if (found === wanted.length) return { line: row.line, names: headerNames(row), titles, below: [] };
      if (titles.length < SEARCHED_ROWS) titles.push(row);
      if (best === null || found > best.found) best = { row, found };
    }
  }
  if (best === null) throw badFile(source.fileName, 'the file has no rows.', 'Export it again.');
  throw missingColumns(source, wanted, best.row);
}

function missingColumns(source: TableSource, wanted: readonly string[], row: SourceRow): EngineError {
  const missing = [...new Set(wanted.filter((column) => columnIndex(row.cells, column) < 0))];
  const columns = headerNames(row).filter(Boolean);
  const listed = columns.slice(0, LISTED_COLUMNS).join(', ');
  const names = missing.map((column) => `"${column}"`).join(', ');
  const one = missing.length === 1;
  return new EngineError(
    'bad_mapping',
    `${source.fileName}: the mapping names the column${one ? '' : 's'} ${names}, which the file does not have. ` +
      `Its columns (line ${row.line}) are: ${listed}. Correct the mapping.`,
    { missing, columns, line: row.line },
  );
}

/** Where each mapped field stands in the header. */
export function columnPlan(names: readonly string[], mapping: ImportMapping): ColumnPlan {
  const plan = {} as Record<FieldName, number>;
  for (const field of FIELD_NAMES) {
    const column = mapping.columns[field];
    plan[field] = column === null ? -1 : columnIndex(names, tidyHeader(column));
  }
  return plan;
}

/** Exact text first, then without case and punctuation. */
function columnIndex(cells: readonly string[], column: string): number {
  const exact = cells.findIndex((cell) => cell.length < 1_000 && tidyHeader(cell) === column);
  if (exact >= 0) return exact;
  const normal = normalizeHeader(column);
  return normal === ''
    ? -1
    : cells.findIndex((cell) => cell.length < 1_000 && normalizeHeader(cell) === normal);
}

function headerNames(row: SourceRow): readonly string[] {
  return row.cells.map(tidyHeader);
}

async function firstRows(source: TableSource, count: number, signal?: AbortSignal): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const chunk of source.rows(signal)) {
    rows.push(...chunk.rows.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

/** A row such as `A/C: | ABC001 | Name: | …`, which describes the customer of the rows below it. */
function describesCustomer(row: SourceRow): boolean {
  return isLabelled(row.cells.find((cell) => cell.trim() !== '') ?? '');
}

/** Three or more different words, none of them a number, above a row that is at least as wide. */
function looksLikeHeader(row: SourceRow, next: SourceRow | undefined): boolean {
  const filled = row.cells.map(tidyHeader).filter(Boolean);
  const words = filled.filter((cell) => /\p{L}/u.test(cell) && !/\d{3}/.test(cell) && cell.length <= 40);
  const nextFilled = next?.cells.filter((cell) => cell.trim() !== '').length ?? 0;
  return (
    filled.length >= 3 &&
    words.length === filled.length &&
    new Set(filled).size === filled.length &&
    nextFilled >= 3
  );
}
