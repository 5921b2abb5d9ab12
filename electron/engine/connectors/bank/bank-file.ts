import { decodeStart, detectEncoding } from '../files/encoding.ts';
import { readTable } from '../files/read-table.ts';
import { type BankAnswers, readBankTable } from './bank-csv.ts';
import type { BankReading } from './bank-line.ts';
import { readCamt053 } from './camt053.ts';
import { readMt940 } from './mt940.ts';
import { statementText } from './statement-file.ts';

const START = 8_192;
const HTML = /^\s*<(?:!doctype html|html|table)/iu;
const XML = /^\s*<[?!a-z]/iu;
const SWIFT = /^(?:.*\{4:\s*)?:20:/mu;
const SWIFT_BEGIN = /^\s*\{1:[A-Z]\d{2}/u;

/** What kind of bank statement a file is, by its bytes; its name says nothing that could be trusted. */
export function bankFileKind(bytes: Uint8Array): 'camt053' | 'mt940' | 'table' {
  const detected = detectEncoding(bytes.subarray(0, START));
  const start = detected === null ? '' : decodeStart(bytes, detected, START);
  if (XML.test(start) && !HTML.test(start)) return 'camt053';
  return SWIFT_BEGIN.test(start) || SWIFT.test(start) ? 'mt940' : 'table';
}

/**
 * Reads a bank statement in any of its forms: CAMT.053, MT940, CSV or XLSX. All give the same bookings; only a table
 * may leave questions open. Throws `bad_file` with what is wrong, where, and what to do; `cancelled`.
 */
export async function readBankFile(
  bytes: Uint8Array,
  fileName: string,
  answers: BankAnswers = {},
  signal?: AbortSignal,
): Promise<BankReading> {
  const kind = bankFileKind(bytes);
  if (kind === 'table') {
    const table = await readTable(bytes, fileName, signal === undefined ? {} : { signal });
    return readBankTable(table, answers, signal);
  }
  const text = statementText(bytes, fileName);
  const read = kind === 'camt053' ? readCamt053 : readMt940;
  return { state: 'read', statement: await read(text, fileName, signal) };
}
