import { csvTable } from './csv-table.ts';
import { badFile, stopIfCancelled } from './file-errors.ts';
import type { TableSource } from './table.ts';
import { xlsxTable } from './xlsx-table.ts';

/** The largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 200 * 1_024 * 1_024;

export interface ReadTableOptions {
  readonly sheet?: string | null;
  readonly signal?: AbortSignal;
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/, 'this is a PDF.'],
  [/^\s*(?:<!doctype html|<html|<table)/i, 'this is a web page, whatever its name says.'],
  [/^\s*<\?xml/i, 'this is an XML file.'],
  [/^\{\\rtf/, 'this is a text document.'],
  [/^\s*[[{]\s*["{]/, 'this is a JSON file.'],
  [/^(?:\x89PNG|\xff\xd8\xff|GIF8)/, 'this is a picture.'],
];

/**
 * Opens a CSV or XLSX file that is in memory as a table that can be read as often as needed. The kind is found from
 * the bytes; the name is only for messages. Throws `EngineError('bad_file')` for what is no readable table.
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadTableOptions = {},
): Promise<TableSource> {
  stopIfCancelled(options.signal);
  if (bytes.length > MAX_FILE_BYTES) {
    throw badFile(
      fileName,
      'the file is larger than 200 MB.',
      'Export a shorter period, or only the open items.',
    );
  }
  if (bytes.length === 0 || bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    throw badFile(fileName, 'the file is empty.', 'Export it again.');
  }
  if (startsWith(bytes, OLE)) throw oleError(bytes, fileName);
  if (startsWith(bytes, ZIP)) return xlsxTable(bytes, fileName, options);
  if (startsWith(bytes, GZIP)) {
    throw badFile(
      fileName,
      'this is a compressed archive.',
      'Unpack it and choose the CSV or XLSX file in it.',
    );
  }
  const start = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const foreign = FOREIGN.find(([form]) => form.test(start));
  if (foreign !== undefined) throw badFile(fileName, foreign[1], 'Export the list as CSV or XLSX.');
  return csvTable(bytes, fileName);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** OLE files are old workbooks, or new ones wrapped for a password ([MS-OFFCRYPTO] stream `EncryptedPackage`). */
function oleError(bytes: Uint8Array, fileName: string): Error {
  const encrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return encrypted
    ? badFile(fileName, 'the workbook is protected by a password.', 'Save a copy without the password.')
    : badFile(fileName, 'this is a workbook of the old .xls kind.', 'Save it as .xlsx or CSV.');
}
