import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainJsonSchema, wholeTextSchema } from '../../shared/contract/primitives.ts';
import { PROCEDURES } from './procedures.ts';
import { type TextPosition, textPositions } from './text-positions.ts';

/** Long enough for every lower limit, short enough for every upper one but a language's. */
const STEM = 'whole text';
const BROKEN: readonly (readonly [what: string, text: string])[] = [
  ['the first half of a character', `${STEM}\ud83d`],
  ['the second half of a character', `\ude00${STEM}`],
  ['the halves in the wrong order', `${STEM.slice(0, 4)}\ude00\ud83d${STEM.slice(4)}`],
  ['NUL', `${STEM.slice(0, 4)}\u0000${STEM.slice(4)}`],
];

const POSITIONS = PROCEDURES.flatMap(({ path, input }) => (input === null ? [] : textPositions(input, path)));

const takes = ({ schema }: TextPosition, value: unknown) => z.safeParse(schema, value).success;

describe('a text that is not whole', () => {
  it('has many places where it could come in', () => {
    expect(POSITIONS.length).toBeGreaterThan(100);
    expect(POSITIONS.map(({ at }) => at)).toEqual(
      expect.arrayContaining([
        'accounts.search.text',
        'app.preferences.set.layout{}',
        'app.preferences.set.layout{key}',
        'drafts.change.to[].address',
        'imports.run.mapping.columns.invoiceNumber',
        'log.export.filter.actor',
        'worklist.page.cursor',
        'worklist.views.save.name',
      ]),
    );
  });

  it.each(BROKEN)('with %s is refused in every place', (_, text) => {
    expect(POSITIONS.filter((position) => takes(position, text)).map(({ at }) => at)).toEqual([]);
  });

  it.each(BROKEN)('with %s is refused inside values of any shape, as value and as name', (_, text) => {
    const shapeless = POSITIONS.filter((position) => takes(position, { deep: [STEM] }));
    expect(shapeless.map(({ at }) => at)).toContain('app.preferences.set.layout{}');
    const kept = shapeless.filter(
      (position) => takes(position, [{ a: text }]) || takes(position, [{ [text]: 1 }]),
    );
    expect(kept.map(({ at }) => at)).toEqual([]);
  });
});

describe('whole text', () => {
  it.each(['', 'Ångström & 川端 😀', 'a\tb\nc', '\u202e', '\ufffd', '\\u0000 \\ud83d'])(
    'as in "%s" is taken',
    (text) => {
      expect(wholeTextSchema(40).parse(text)).toBe(text);
      expect(plainJsonSchema(200).parse({ [text]: [text] })).toEqual({ [text]: [text] });
    },
  );

  it('has its limits, also inside values of any shape, which end somewhere', () => {
    expect(wholeTextSchema(3).safeParse('abcd').success).toBe(false);
    expect(plainJsonSchema(10).safeParse(['abcdefghij']).success).toBe(false);
    const endless: unknown[] = [];
    endless.push(endless);
    for (const value of [endless, [10n]]) expect(plainJsonSchema(100).safeParse(value).success).toBe(false);
    expect(plainJsonSchema(10).safeParse(undefined).success).toBe(true);
  });
});
