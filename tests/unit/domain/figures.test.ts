import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/domain/dates.ts';
import { type Figures, figuresLine, figuresStamp } from '../../../shared/domain/figures.ts';

const AT = '2026-11-22T08:12:45.000Z' as Instant;
const figures = (changes: Partial<Figures> = {}): Figures => ({
  at: AT,
  from: 'Head office',
  sources: 1,
  ...changes,
});

describe('the line that says how old figures are', () => {
  it('speaks of a sync where a connection reads them, and of no sync where files brought them', () => {
    expect(figuresLine(figures())).toBe('Figures as of sync 2026-11-22 08:12 UTC of Head office');
    expect(figuresLine(figures({ from: null }))).toBe('Figures as of 2026-11-22 08:12 UTC');
  });

  it('says of which source the moment is, and that it is the oldest, where several are mixed', () => {
    expect(figuresLine(figures({ sources: 3 }))).toBe(
      'Figures as of sync 2026-11-22 08:12 UTC (Head office, the oldest of 3 sources)',
    );
    expect(figuresLine(figures({ from: null, sources: 2 }))).toBe(
      'Figures as of 2026-11-22 08:12 UTC (imported files, the oldest of 2 sources)',
    );
  });

  it('names a connection that was not read to its end, and says when there is nothing at all', () => {
    expect(figuresLine(figures({ at: null, sources: 2 }))).toBe('Head office was not read to its end yet');
    expect(figuresLine({ at: null, from: null, sources: 0 })).toBe('No figures yet');
  });
});

it('a stamp has a moment exactly when the figures have one, and names another source only among several', () => {
  fc.assert(
    fc.property(
      fc.record({
        at: fc.constantFrom(AT, null),
        from: fc.constantFrom('Head office', null),
        sources: fc.integer({ min: 1, max: 5 }),
      }),
      (given) => {
        const stamp = figuresStamp(given);
        expect(stamp.at).toBe(given.at);
        expect(stamp.before).not.toBe('');
        expect(stamp.after !== '').toBe(given.at !== null && given.sources > 1);
      },
    ),
  );
});
