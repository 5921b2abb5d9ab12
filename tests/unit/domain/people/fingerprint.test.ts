import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprintDigits,
  fingerprintGroups,
  fingerprintOf,
  personIdOf,
} from '../../../../shared/domain/people/fingerprint.ts';

const DIGEST = '4f2a91c0aa55de01237bc9f0e1d2c3b4a5968778695a4b3c2d1e0f00112233ff';
const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

describe('a fingerprint', () => {
  it('is the first forty digits of the hash in ten groups of four', () => {
    expect(fingerprintOf(DIGEST)).toBe('4f2a 91c0 aa55 de01 237b c9f0 e1d2 c3b4 a596 8778');
  });

  it('gives its groups back, in whatever way somebody wrote it down', () => {
    fc.assert(
      fc.property(digest, fc.constantFrom(' ', '-', ':', '', '  '), (hash, between) => {
        const groups = fingerprintOf(hash).split(' ');
        expect(fingerprintGroups(groups.join(between).toUpperCase())).toEqual(groups);
        expect(fingerprintDigits(groups.join(between))).toBe(hash.slice(0, 40));
      }),
    );
  });

  it('is of a whole hash only', () => {
    for (const wrong of ['', DIGEST.slice(1), DIGEST.toUpperCase(), `${DIGEST}0`, 'x'.repeat(64)]) {
      expect(() => fingerprintOf(wrong)).toThrow(RangeError);
      expect(() => personIdOf(wrong)).toThrow(RangeError);
    }
  });
});

it('an id is made of the hash, so that other keys have another id', () => {
  expect(personIdOf(DIGEST)).toBe('p-4f2a91c0aa55de01237b');
});
