import { amountMarkEvidence, readAmount } from '../../../../shared/domain/imports/amount-text.ts';
import type { BankColumns } from './bank-columns.ts';
import type { BankRowProblem } from './bank-line.ts';

export type DecimalMark = '.' | ',';

/** A signed decimal text (point as the mark), or why there is none. */
export type BankAmount =
  | { readonly ok: true; readonly decimal: string; readonly marker: string | null }
  | { readonly ok: false; readonly code: BankRowProblem; readonly message: string };

const IN = /^(?:C|CR|CRDT|CREDIT|H|HABEN|BIJ|HABER|AVERE|IN|\+)\.?$/iu;
const OUT = /^(?:D|DR|DBIT|DEBIT|DEBET|S|SOLL|AF|DEBE|DARE|OUT|-)\.?$/iu;
const SUFFIX = /\s*\b(CR|DR|C|D|H|S)\.?$/iu;

/** The amount of a row: in one signed column, in one with a side beside or behind it, or in two columns for in and out. */
export function bankAmount(cells: readonly string[], columns: BankColumns, mark: DecimalMark): BankAmount {
  const cell = (field: 'amount' | 'credit' | 'debit' | 'side') => {
    const place = columns.places[field];
    return place === undefined ? '' : (cells[place] ?? '').trim();
  };
  if (cell('amount') !== '') return signedAmount(cell('amount'), cell('side'), mark);
  const [came, went] = [nothing(cell('credit')), nothing(cell('debit'))];
  if (came !== '' && went !== '') return fail('two_amounts', 'The row has money in and money out.');
  if (came !== '') return sided(came, '', mark);
  if (went !== '') return sided(went, '-', mark);
  return fail('no_amount', 'The row has no amount.');
}

/** The decimal mark of a file's amounts: what they show themselves; null when they can be read both ways. */
export function markOf(amounts: Iterable<string>): DecimalMark | null {
  let [either, comma, point] = [false, 0, 0];
  for (const amount of amounts) {
    const evidence = amountMarkEvidence(amount.replace(SUFFIX, ''));
    if (evidence === ',') comma += 1;
    else if (evidence === '.') point += 1;
    else if (evidence === 'either') either = true;
  }
  if (comma === 0 && point === 0) return either ? null : '.';
  return comma > point ? ',' : '.';
}

function signedAmount(text: string, side: string, mark: DecimalMark): BankAmount {
  const written = side !== '' ? side : (SUFFIX.exec(text)?.[1] ?? '');
  if (written === '') return plain(text, mark);
  const digits = text.replace(SUFFIX, '');
  if (IN.test(written)) return sided(digits, '', mark);
  if (OUT.test(written)) return sided(digits, '-', mark);
  const signed = plain(text, mark);
  return signed.ok && signed.decimal.startsWith('-')
    ? signed
    : fail('unknown_side', 'The row does not say whether the money came in or went out.');
}

function plain(text: string, mark: DecimalMark): BankAmount {
  const read = readAmount(text, mark);
  if (!read.ok) return fail('bad_amount', read.message);
  return isZero(read.decimal) ? fail('no_amount', 'The amount is 0.') : read;
}

/** In a column of its own, or with a side, an amount's own sign says nothing more. */
function sided(text: string, sign: '' | '-', mark: DecimalMark): BankAmount {
  const read = plain(text, mark);
  return read.ok ? { ...read, decimal: sign + read.decimal.replace(/^-/u, '') } : read;
}

function nothing(text: string): string {
  return /^[-–0.,\s]*$/u.test(text) ? '' : text;
}

function isZero(decimal: string): boolean {
  return !/[1-9]/u.test(decimal);
}

function fail(code: BankRowProblem, message: string): BankAmount {
  return { ok: false, code, message };
}
