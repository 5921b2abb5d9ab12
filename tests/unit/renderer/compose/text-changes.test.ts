import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextChange, textChanges } from '../../../../renderer/ui/text-changes.ts';

const without = (changes: readonly TextChange[], kind: TextChange['kind']) =>
  changes
    .filter((change) => change.kind !== kind)
    .map(({ text }) => text)
    .join('');

const letters = fc
  .array(fc.constantFrom('please', 'pay', 'now', ',', ' ', '  ', '\n', '\n\n', '€48,210.00', 'ü'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('comparing two texts', () => {
  it('reads the text before without what was added, and the text after without what was removed', () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const changes = textChanges(before, after);
        expect(without(changes, 'added')).toBe(before);
        expect(without(changes, 'removed')).toBe(after);
      }),
    );
  });

  it('finds no change between equal texts', () => {
    fc.assert(
      fc.property(letters, (text) => {
        expect(textChanges(text, text).every((change) => change.kind === 'same')).toBe(true);
      }),
    );
  });

  it('marks only the words that differ', () => {
    expect(
      textChanges('Please pay the amount now, or reply.', 'Please pay the amount by Friday, or reply.'),
    ).toEqual([
      { kind: 'same', text: 'Please pay the amount ' },
      { kind: 'removed', text: 'now,' },
      { kind: 'added', text: 'by Friday,' },
      { kind: 'same', text: ' or reply.' },
    ]);
  });

  it('keeps the words around a sentence that was put in', () => {
    const before = 'Dear Dana,\n\nPlease pay.\n';
    const after = 'Dear Dana,\n\nYou promised payment for 7 November. Please pay.\n';
    expect(textChanges(before, after).filter((change) => change.kind !== 'same')).toEqual([
      { kind: 'added', text: 'You promised payment for 7 November. ' },
    ]);
  });

  it('calls a text rewritten when both sides are too long to compare', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(' ');
    const after = Array.from({ length: 3000 }, (_, index) => `b${index}`).join(' ');
    expect(textChanges(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });
});
