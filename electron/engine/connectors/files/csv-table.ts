import { CsvError, Parser } from 'csv-parse';
import { sniffDelimiter } from './delimiter.ts';
import type { DetectedEncoding } from './encoding.ts';
import { decodeStart, detectEncoding, utf8Pieces } from './encoding.ts';
import { badFile, breathe, stopIfCancelled } from './file-errors.ts';
import type { RowChunk, SourceRow, TableSource } from './table.ts';
import { MAX_COLUMNS, ROWS_PER_CHUNK } from './table.ts';

const SNIFFED_BYTES = 64 * 1_024;
const PIECE_BYTES = 128 * 1_024;
/** A quote that is never closed swallows the rest of the file; no real row is that long. */
const MAX_ROW_BYTES = 1 << 20;
const LINE_END = /\r\n|\n|\r/g;

/** A CSV file in memory as a table. Throws `EngineError('bad_file')` when it holds no table. */
export function csvTable(bytes: Uint8Array, fileName: string): TableSource {
  const detected = detectEncoding(bytes);
  if (detected === null) {
    const advice = 'Export it as UTF-8, or save it as XLSX.';
    throw badFile(fileName, 'its character encoding is neither Unicode nor Windows-1252.', advice);
  }
  const start = decodeStart(bytes, detected, SNIFFED_BYTES);
  if (start.includes('\0')) {
    throw badFile(fileName, 'this is not a text file.', 'Choose a CSV or XLSX export.');
  }
  const delimiter = sniffDelimiter(start);
  if (delimiter === null) {
    const advice = 'Export the list as CSV or XLSX with one column per field.';
    throw badFile(
      fileName,
      'this is not a table: no comma, semicolon, tab or bar separates columns.',
      advice,
    );
  }
  const last = bytes.at(-1) === 0 ? bytes.at(-2) : bytes.at(-1);
  const source: TableSource = {
    fileName,
    format: 'csv',
    encoding: detected.encoding,
    delimiter,
    sheets: [],
    sheet: null,
    damagedText: detected.damaged,
    endsInsideLine: last !== 0x0a && last !== 0x0d,
    rows: (signal) => csvRows(bytes, fileName, detected, delimiter, signal),
    withSheet: () => source,
  };
  return source;
}

async function* csvRows(
  bytes: Uint8Array,
  fileName: string,
  detected: DetectedEncoding,
  delimiter: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<RowChunk> {
  const parser = newParser(delimiter);
  const lines = new LineCounter(fileName);
  let failure: unknown = null;
  parser.on('error', (error) => {
    failure = error;
  });
  try {
    for (const { piece, read } of utf8Pieces(bytes, detected, PIECE_BYTES)) {
      stopIfCancelled(signal);
      const written = new Promise<void>((resolve) => parser.write(piece, () => resolve()));
      for (const rows of drain(parser, lines)) yield { rows, fraction: read / bytes.length };
      await written;
      if (failure !== null) throw failure;
      await breathe(signal);
    }
    parser.end();
    const rest: SourceRow[] = [];
    for await (const record of parser) rest.push(lines.row(record));
    yield { rows: rest, fraction: 1 };
  } catch (error) {
    throw readable(error, fileName, lines);
  } finally {
    parser.destroy();
  }
}

function newParser(delimiter: string): Parser {
  return new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: MAX_ROW_BYTES,
  });
}

function* drain(parser: Parser, lines: LineCounter): Generator<readonly SourceRow[]> {
  let rows: SourceRow[] = [];
  for (;;) {
    const record: unknown = parser.read();
    if (record === null) break;
    rows.push(lines.row(record));
    if (rows.length >= ROWS_PER_CHUNK) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** Gives each record the line where it starts: quoted cells may hold line ends of their own. */
class LineCounter {
  next = 1;
  readonly #fileName: string;
  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  row(record: unknown): SourceRow {
    const cells = record as string[];
    if (cells.length > MAX_COLUMNS) {
      const what = `line ${this.next} has ${cells.length} columns; ${MAX_COLUMNS} is the most.`;
      throw badFile(this.#fileName, what, 'Export only the columns of the ledger.');
    }
    const line = this.next;
    this.next += 1;
    for (const cell of cells) {
      if (cell.includes('\n') || cell.includes('\r')) this.next += cell.match(LINE_END)?.length ?? 0;
    }
    return { line, cells, kinds: null };
  }
}

function readable(error: unknown, fileName: string, lines: LineCounter): unknown {
  if (!(error instanceof CsvError)) return error;
  const what =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `a quotation mark that opens in the row at line ${lines.next} is never closed. The file may be half-written.`
      : `the row at line ${lines.next} cannot be read.`;
  return badFile(fileName, what, 'Export it again, or correct that line.', error);
}
