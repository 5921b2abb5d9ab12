import { isEngineError } from '../../platform/engine-error.ts';
import { badFile, breathe, stopIfCancelled } from './file-errors.ts';
import type { RowChunk, TableSource } from './table.ts';
import type { Workbook, WorkbookSheet } from './xlsx-parts.ts';
import { readWorkbook } from './xlsx-parts.ts';
import { SheetRows } from './xlsx-rows.ts';
import { readXml } from './xml-reader.ts';
import { PackageError, ZipPackage } from './zip-package.ts';

interface OpenBook {
  readonly zip: ZipPackage;
  readonly book: Workbook;
  readonly fileName: string;
}

/** An XLSX file in memory as a table: the named sheet, else the first visible one. Throws `bad_file`. */
export async function xlsxTable(
  bytes: Uint8Array,
  fileName: string,
  options: { readonly sheet?: string | null; readonly signal?: AbortSignal },
): Promise<TableSource> {
  try {
    const zip = await ZipPackage.open(bytes);
    stopIfCancelled(options.signal);
    const book = await readWorkbook(zip);
    const first = book.sheets.find((sheet) => !sheet.hidden) ?? book.sheets[0];
    if (first === undefined) throw new PackageError('it has no sheet with cells.');
    return sheetTable(
      { zip, book, fileName },
      sheetNamed({ zip, book, fileName }, options.sheet ?? first.name),
    );
  } catch (error) {
    throw readable(error, fileName);
  }
}

function sheetNamed(open: OpenBook, name: string): WorkbookSheet {
  const sheet = open.book.sheets.find((candidate) => candidate.name === name);
  if (sheet !== undefined) return sheet;
  const names = open.book.sheets.map((candidate) => `"${candidate.name}"`).join(', ');
  throw badFile(open.fileName, `there is no sheet "${name}".`, `Its sheets are ${names}.`);
}

function sheetTable(open: OpenBook, sheet: WorkbookSheet): TableSource {
  return {
    fileName: open.fileName,
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: open.book.sheets.map((candidate) => candidate.name),
    sheet: sheet.name,
    damagedText: false,
    endsInsideLine: false,
    rows: (signal) => sheetRows(open, sheet, signal),
    withSheet: (name) => sheetTable(open, sheetNamed(open, name)),
  };
}

async function* sheetRows(
  open: OpenBook,
  sheet: WorkbookSheet,
  signal: AbortSignal | undefined,
): AsyncGenerator<RowChunk> {
  const listener = new SheetRows(open.book);
  const size = Math.max(open.zip.size(sheet.part), 1);
  const read = { characters: 0 };
  try {
    for await (const _ of readXml(counted(open.zip.text(sheet.part), read), listener)) {
      const rows = listener.take();
      if (rows.length > 0) yield { rows, fraction: Math.min(read.characters / size, 1) };
      await breathe(signal);
    }
  } catch (error) {
    throw readable(error, open.fileName);
  }
}

async function* counted(pieces: AsyncIterable<string>, read: { characters: number }): AsyncGenerator<string> {
  for await (const piece of pieces) {
    read.characters += piece.length;
    yield piece;
  }
}

function readable(error: unknown, fileName: string): unknown {
  if (isEngineError(error)) return error;
  if (error instanceof PackageError) {
    return badFile(fileName, error.message, 'Export or save it again as .xlsx or CSV.', error);
  }
  const what = 'the workbook is damaged: one of its parts is no valid XML.';
  return badFile(fileName, what, 'Export or save it again as .xlsx or CSV.', error);
}
