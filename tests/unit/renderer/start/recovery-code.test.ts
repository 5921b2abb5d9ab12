import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lastGroup,
  matchesLastGroup,
  recoveryFileText,
  shownGroups,
} from '../../../../renderer/features/start/recovery-code.ts';

const CODE = '5SZA-0P8K-F2SF-AQCM-RCAV-94NJ-7YB0-SVG1-D';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 33, maxLength: 33 })
  .map((characters) => (characters.join('').match(/.{1,4}/g) ?? []).join('-'));

describe('the end of a recovery code', () => {
  it('is its last four characters with the check character', () => {
    expect(lastGroup(CODE)).toBe('SVG1-D');
  });

  it('is the last group alone when that is long enough', () => {
    expect(lastGroup('AAAA-BBBB-CCCC')).toBe('CCCC');
  });

  it('is accepted in any case, with and without its dash', () => {
    for (const typed of ['SVG1-D', 'svg1d', ' svg1 d ']) expect(matchesLastGroup(typed, CODE)).toBe(true);
  });

  it('is accepted with the letters that look like its digits', () => {
    expect(matchesLastGroup('svgl-d', CODE)).toBe(true);
    expect(matchesLastGroup('7yBo', '5SZA-7YB0')).toBe(true);
  });

  it('is refused when it is empty, the beginning, or the whole code', () => {
    for (const typed of ['', '5SZA', CODE]) expect(matchesLastGroup(typed, CODE)).toBe(false);
  });

  it('is refused with one wrong character, for every code', () => {
    fc.assert(
      fc.property(codes, fc.nat(4), fc.constantFrom(...ALPHABET), (code, at, other) => {
        const tail = [...lastGroup(code).replace('-', '')];
        fc.pre(tail[at] !== other);
        const wrong = tail.map((character, index) => (index === at ? other : character)).join('');
        expect(matchesLastGroup(wrong, code)).toBe(false);
      }),
    );
  });

  it('is the last of the groups on the page, which together are the code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const groups = shownGroups(code);
        expect(groups.join('-')).toBe(code);
        expect(groups.at(-1)).toBe(lastGroup(code));
      }),
    );
  });
});

describe('the text file of a recovery code', () => {
  const text = recoveryFileText(CODE, 'Halden Supply', '2026-11-21');

  it('holds the code on a line of its own, the workspace and the day', () => {
    const lines = text.split('\r\n');
    expect(lines).toContain(CODE);
    expect(lines).toContain('Workspace: Halden Supply');
    expect(lines).toContain('Made on: 2026-11-21');
  });

  it('says what the code opens and that it is a secret', () => {
    expect(text).toMatch(/opens the workspace and its backups/);
    expect(text).toMatch(/can read everything/);
  });
});
