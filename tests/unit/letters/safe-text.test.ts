import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  harmlessLines,
  hasControlCharacters,
  severalLines,
  singleLine,
} from '../../../shared/domain/letters/safe-text.ts';

const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

describe('text from the books', () => {
  it('becomes one line whatever breaks it holds', () => {
    expect(singleLine('Northwind\r\nBcc: x@y.example\u2028next\u0085end\ttab')).toBe(
      'Northwind Bcc: x@y.example next end tab',
    );
  });

  it('loses characters that turn the reading direction', () => {
    expect(singleLine('Invoice \u202E0001-VNI\u202C paid\u2066\u2069\u200F')).toBe('Invoice 0001-VNI paid');
  });

  it('loses invisible and control characters, NUL among them', () => {
    expect(singleLine('A\u0000c\u200Bm\uFEFFe\u{E0041} \u001b[31mLtd')).toBe('Acme [31mLtd');
  });

  it('keeps what names need: accents, Hebrew, Arabic, Hindi with joiners, emoji', () => {
    for (const name of ['Žižka & Søn A/S', 'חברת החשמל', 'شركة النور', 'क्‍ष लिमिटेड', '東京電力', '👷 Bau']) {
      expect(singleLine(name)).toBe(name);
    }
  });

  it('replaces half of a surrogate pair, which no file can hold', () => {
    expect(singleLine('A\uD800B')).toBe('A\uFFFDB');
  });

  it('keeps the lines of an address and drops its empty ones', () => {
    expect(severalLines('Quay 4\r\n\r\n  1050  Copenhagen \r\nDenmark')).toBe(
      'Quay 4\n1050 Copenhagen\nDenmark',
    );
  });

  it('keeps the layout of a text whose spaces have a meaning', () => {
    expect(harmlessLines('A   1\r\n\r\n  B\u0001\u202E 2')).toBe('A   1\n\n  B 2');
  });

  it('is always free of control and direction characters, and stays the same when treated again', () => {
    const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    const hidden = fc.constantFrom(
      '\u0000',
      '\r',
      '\n',
      '\t',
      ' ',
      '\u202E',
      '\u2067',
      '\u200B',
      '\u2028',
      '\uDC00',
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(anyCharacter, hidden), maxLength: 60 }), (text) => {
        const line = singleLine(text);
        expect(hasControlCharacters(line)).toBe(false);
        expect(line).not.toMatch(BIDI);
        expect(singleLine(line)).toBe(line);
        expect(severalLines(severalLines(text))).toBe(severalLines(text));
      }),
    );
  });

  it.each(['a\rb', 'a\nb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\u2028b'])(
    'is seen to hold a control character: %j',
    (text) => {
      expect(hasControlCharacters(text)).toBe(true);
    },
  );
});
