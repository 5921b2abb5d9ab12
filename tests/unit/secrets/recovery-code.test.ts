import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, parseRecoveryCode } from '../../../electron/engine/secrets/recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const freshCode = fc.constant(null).map(() => newRecoveryCode());

const refused = (text: string, words: RegExp) =>
  expect(() => parseRecoveryCode(text)).toThrow(
    expect.objectContaining({ code: 'validation', message: expect.stringMatching(words) }),
  );

describe('a recovery code', () => {
  it('carries 160 bits in groups of four, with one check character', () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]$/);
    expect(parseRecoveryCode(code)).toHaveLength((160 / 5) | 0);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, newRecoveryCode)).size).toBe(100);
  });

  it('uses every letter and digit of the alphabet', () => {
    const seen = new Set(Array.from({ length: 100 }, () => [...parseRecoveryCode(newRecoveryCode())]).flat());
    expect([...seen].sort().join('')).toBe([...ALPHABET].sort().join(''));
  });

  it('is read however people write it: case, spaces, dashes, O for 0, I and L for 1', () => {
    fc.assert(
      fc.property(freshCode, fc.infiniteStream(fc.nat({ max: 5 })), (code, choices) => {
        const pick = () => choices.next().value ?? 0;
        const typed = [...code]
          .map((character) => {
            if (character === '0') return ['0', 'o', 'O'][pick() % 3];
            if (character === '1') return ['1', 'i', 'I', 'l', 'L'][pick() % 5];
            if (character === '-') return ['-', ' ', '', '–', ' - '][pick() % 5];
            return pick() % 2 === 0 ? character.toLowerCase() : character;
          })
          .join('');
        expect(parseRecoveryCode(`  ${typed}\n`)).toBe(parseRecoveryCode(code));
      }),
    );
  });

  it('is refused when any one character is wrong', () => {
    fc.assert(
      fc.property(
        freshCode,
        fc.nat({ max: 32 }),
        fc.integer({ min: 1, max: 31 }),
        (code, position, shift) => {
          const characters = [...code.replaceAll('-', '')];
          const old = ALPHABET.indexOf(characters[position] ?? '');
          characters[position] = ALPHABET.charAt((old + shift) % 32);
          refused(characters.join(''), /typing mistake/);
        },
      ),
    );
  });

  it('is refused when two different neighbours are swapped', () => {
    fc.assert(
      fc.property(freshCode, fc.nat({ max: 31 }), (code, position) => {
        const characters = [...code.replaceAll('-', '')];
        const [first = '', second = ''] = characters.slice(position, position + 2);
        fc.pre(first !== second);
        characters.splice(position, 2, second, first);
        refused(characters.join(''), /typing mistake/);
      }),
    );
  });

  it('says how many characters are missing', () => {
    refused(newRecoveryCode().slice(0, -2), /33 letters and digits; this has 32/);
    refused('', /this has 0/);
  });

  it('says which character cannot be part of it', () => {
    refused(newRecoveryCode().replace(/.$/, 'U'), /"U"/);
    refused(`${newRecoveryCode()}!`, /"!"/);
  });
});
