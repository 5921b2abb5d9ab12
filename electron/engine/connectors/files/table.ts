import type { PlainDate } from '../../../../shared/domain/dates.ts';

export type CellKind = 'text' | 'number' | 'date' | 'blank';

/**
 * One row of a table. `line` is the line of a CSV file where the row starts, or the row number of a sheet. `cells`
 * are plain texts: numbers without formatting, dates as `YYYY-MM-DD`. `kinds` is null when every cell is text, as in CSV.
 */
export interface SourceRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly kinds: readonly CellKind[] | null;
}

export interface RowChunk {
  readonly rows: readonly SourceRow[];
  /** How much of the file has been read, 0 to 1. */
  readonly fraction: number;
}

/** A table in a file, to be read as often as needed; each reading streams from the start. */
export interface TableSource {
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** True when some characters of a CSV file are broken; cells show U+FFFD for them. */
  readonly damagedText: boolean;
  /** True for a CSV file whose last line has no line end: a half-written file looks like that. */
  readonly endsInsideLine: boolean;
  /** Streams the rows. Throws `EngineError`: `bad_file` for a broken file, `cancelled` when the signal aborts. */
  rows(signal?: AbortSignal): AsyncIterable<RowChunk>;
  /** The same file, another sheet. Throws `EngineError('bad_file')` when there is no such sheet. */
  withSheet(sheet: string): TableSource;
}

export const ROWS_PER_CHUNK = 2_000;
/** More columns than any ledger export has; beyond it a file is no ledger but an attack or a mistake. */
export const MAX_COLUMNS = 1_024;

/** What kind of cell it is; missing cells are blank. */
export function cellKind(row: SourceRow, index: number): CellKind {
  const text = row.cells[index] ?? '';
  if (text === '') return 'blank';
  return row.kinds?.[index] ?? 'text';
}

/** The cell as a date when the file itself says that it is one; null otherwise. */
export function dateCell(row: SourceRow, index: number): PlainDate | null {
  return row.kinds?.[index] === 'date' ? ((row.cells[index] ?? null) as PlainDate | null) : null;
}
