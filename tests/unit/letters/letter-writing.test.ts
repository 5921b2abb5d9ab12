import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import { type LetterBlock, letterBodyFromText } from '../../../shared/domain/letters/letter-body.ts';
import { missingFieldsIn, missingMarker } from '../../../shared/domain/letters/missing-marker.ts';
import { harmlessLines, hasControlCharacters, singleLine } from '../../../shared/domain/letters/safe-text.ts';
import { writeLetterHtml } from '../../../shared/domain/letters/write-html.ts';
import { writeLetterText } from '../../../shared/domain/letters/write-text.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

const table = (rows: readonly (readonly string[])[], foot: readonly string[] | null = null): LetterBlock => ({
  kind: 'table',
  columns: [
    { label: 'Name', align: 'start' },
    { label: 'Sum', align: 'end' },
  ],
  rows,
  foot,
});

describe('the dates and amounts of a letter', () => {
  const date = (locale: string, text: string) =>
    letterFormat(locale, currencyCode('EUR')).date(plainDate(text));

  it('are of the same day whatever the time zone of the machine', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['Pacific/Honolulu', 'Pacific/Kiritimati', 'UTC']) {
        process.env.TZ = zone;
        expect(date('en-GB', '2026-02-03')).toBe('3 February 2026');
        expect(date('en-GB', '2024-02-29')).toBe('29 February 2024');
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('are of the Gregorian calendar where a locale counts other years', () => {
    for (const locale of ['th-TH', 'fa-IR', 'ar-SA-u-nu-latn', 'ja-JP-u-ca-japanese']) {
      const digits = date(locale, '2026-11-21')
        .normalize('NFKC')
        .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
      expect(digits).toContain('2026');
    }
  });

  it('keep every digit of every amount', () => {
    const { amount } = letterFormat('en-GB', currencyCode('KWD'));
    fc.assert(
      fc.property(fc.maxSafeInteger(), (minor) => {
        const text = amount(minorUnits(minor));
        expect(Number(text.replace(/\D/g, ''))).toBe(Math.abs(minor));
        expect(text.startsWith('-')).toBe(minor < 0);
        expect(text).toMatch(/\.\d{3}$/);
      }),
    );
  });
});

describe('a letter as text', () => {
  it('aligns names that hold characters of two units', () => {
    expect(
      writeLetterText([
        table([
          ['👷 Bau', '9'],
          ['Northwind', '10'],
        ]),
      ]),
    ).toBe(['Name       Sum', '--------------', '👷 Bau        9', 'Northwind   10', ''].join('\n'));
  });

  it('fills a row that is too short with blanks', () => {
    expect(writeLetterText([table([['A']], ['Total'])])).toBe(
      ['Name   Sum', '----------', 'A', '----------', 'Total', ''].join('\n'),
    );
  });

  it('of nothing is an empty line', () => {
    expect(writeLetterText([])).toBe('\n');
    expect(letterBodyFromText(' \n\n\t\n')).toEqual([]);
  });

  it('has no space at the end of a line of a table', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'Ü', '9', ' ') });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1 }), (rows) => {
        expect(writeLetterText([table(rows)])).not.toMatch(/ $/m);
      }),
    );
  });
});

describe('a letter as HTML', () => {
  it('sets amounts to the right and names to the left, in head, rows and foot', () => {
    const html = writeLetterHtml([table([['A', '1']], ['Total', '1'])], 'en');
    const cells = html.match(/<t[dh] [^>]*>/g) ?? [];
    expect(cells).toHaveLength(6);
    expect(cells.map((cell) => cell.includes('text-align:right'))).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(cells.map((cell) => cell.includes('text-align:left'))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('has no head where no column has a label, and no foot where nothing is set apart', () => {
    const columns = [
      { label: '', align: 'start' as const },
      { label: '', align: 'end' as const },
    ];
    const html = writeLetterHtml([{ kind: 'table', columns, rows: [['A', '1']], foot: null }], 'en');
    expect(html).not.toMatch(/<thead|<tfoot/);
    expect(html).toContain('<tbody>');
  });

  it('names its language and its character set', () => {
    expect(writeLetterHtml([], 'de-CH')).toMatch(
      /^<!doctype html>\n<html lang="de-CH">\n<head><meta charset="utf-8">/,
    );
  });

  it('keeps the spaces of aligned lines that are no table', () => {
    const [block] = letterBodyFromText('one  two\nthree  four');
    expect(block).toEqual({ kind: 'preformatted', text: 'one  two\nthree  four' });
    expect(writeLetterHtml(block ? [block] : [], 'en')).toContain('one  two\nthree  four</pre>');
  });
});

describe('a marker of a missing field', () => {
  it('is found as often as it stands, and named once, in the order of the texts', () => {
    const [name, phone] = [missingMarker('sender.name'), missingMarker('sender.phone')];
    expect(missingFieldsIn(`${phone} ${name}`, `${name}${phone}`)).toEqual(['sender.phone', 'sender.name']);
    expect(missingFieldsIn()).toEqual([]);
  });

  it('is no longer one when a person wrote into it or broke it', () => {
    for (const text of ['[missing: ]', '[missing:x]', '[missing: a\nb]', '[missing: a', 'missing: a]']) {
      expect(missingFieldsIn(text)).toEqual([]);
    }
  });

  it('is found for any name of a field', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}(\.[a-zA-Z]{1,20})?$/), fc.string(), (field, around) => {
        expect(missingFieldsIn(`${around.replaceAll('[', '(')} ${missingMarker(field)}.`)).toEqual([field]);
      }),
    );
  });
});

describe('a line of a letter', () => {
  it.each(['\u2028', '\u2029'])('that holds %j could be broken by it, so it is seen', (separator) => {
    expect(hasControlCharacters(`a${separator}b`)).toBe(true);
    expect(singleLine(`a${separator}b`)).toBe('a b');
    expect(harmlessLines(`a${separator}b`)).toBe('a\nb');
  });

  it('loses what nobody sees', () => {
    for (const hidden of [
      '\u00AD',
      '\u180E',
      '\u200B',
      '\u2060',
      '\u2065',
      '\uFEFF',
      '\uFFFA',
      '\u{E0001}',
      '\u{E007F}',
    ]) {
      expect(singleLine(`a${hidden}b`)).toBe('ab');
      expect(harmlessLines(`a${hidden}b`)).toBe('ab');
    }
  });
});
