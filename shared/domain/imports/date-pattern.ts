import { monthOfName } from './month-names.ts';

/** A date format such as `M/d/yyyy`, ready to read with. */
export interface DatePattern {
  readonly source: string;
  readonly form: RegExp;
  readonly parts: readonly ('year' | 'shortYear' | 'month' | 'monthName' | 'day')[];
}

const TOKEN = /y+|Y+|M+|d+|D+|[^yYMdD]+/g;
const SEPARATORS = '[-/. ]';

/**
 * Makes a pattern of `yyyy`, `yy`, `MMMM`/`MMM` (name), `MM`/`M`, `dd`/`d` and separators; `Y` and `D` are read like
 * `y` and `d`, one digit is read where
 * two are asked for, and a time of day (`HH:mm`) at the end is ignored. Null when it does not name day, month and year once.
 */
export function datePattern(source: string): DatePattern | null {
  const dateOnly = source
    .trim()
    .replace(/[T, ]*'?T?'?[Hh]{1,2}\b.*$/, '')
    .replace(/'/g, '');
  const cased = /M/.test(dateOnly) ? dateOnly : dateOnly.replace(/m/g, 'M');
  const digits = /[^yYMdD]/.test(cased) ? '(\\d{1,2})' : '(\\d{2})';
  const parts: DatePattern['parts'][number][] = [];
  let form = '';
  for (const [token] of cased.matchAll(TOKEN)) {
    const part = partOf(token, digits);
    if (part === null) {
      form += separatorForm(token);
    } else {
      parts.push(part.kind);
      form += part.form;
    }
  }
  const kinds = parts.map((part) => part.replace('shortYear', 'year').replace('monthName', 'month'));
  if (kinds.toSorted().join() !== 'day,month,year') return null;
  return { source, form: new RegExp(`^${form}(?:\\.0+)?$`, 'u'), parts };
}

/** Day, month and year of a text in that form, unchecked; null when it has another form. */
export function readPattern(
  text: string,
  pattern: DatePattern,
): { readonly year: number; readonly month: number; readonly day: number } | null {
  const match = pattern.form.exec(text);
  if (match === null) return null;
  let [year, month, day] = [0, 0, 0];
  for (const [index, part] of pattern.parts.entries()) {
    const value = match[index + 1] ?? '';
    if (part === 'year' || part === 'shortYear') year = fullYear(value);
    else if (part === 'month') month = Number(value);
    else if (part === 'day') day = Number(value);
    else month = monthOfName(value) ?? 0;
  }
  return { year, month, day };
}

/** Two digits stand for 1980 to 2079: the years that open items and their history fall in. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 80 ? 2000 + year : 1900 + year;
}

function partOf(token: string, digits: string): { kind: DatePattern['parts'][number]; form: string } | null {
  const letter = token[0]?.toLowerCase();
  if (letter === 'y') {
    return token.length === 2 ? { kind: 'shortYear', form: '(\\d{2})' } : { kind: 'year', form: '(\\d{4})' };
  }
  if (letter === 'd') return { kind: 'day', form: digits };
  if (letter !== 'm') return null;
  if (token.length > 2) return { kind: 'monthName', form: '(\\p{L}+)\\.?' };
  return { kind: 'month', form: digits };
}

function separatorForm(token: string): string {
  if (/^[-/. ]$/.test(token)) return SEPARATORS;
  return token.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/ +/g, '\\s+');
}
