import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consequence,
  windowPresets,
  windowProblem,
  windowText,
} from '../../../../renderer/features/handoffs/handoff-words.ts';
import { lapseText } from '../../../../renderer/features/handoffs/lapse-text.ts';
import { restOf } from '../../../../renderer/features/worklist/resting.ts';
import { addDays, instant, plainDate } from '../../../../shared/domain/dates.ts';

const MONDAY = plainDate('2026-11-23');
const format = { today: MONDAY, locale: 'en-GB' };
const week = { from: plainDate('2026-11-24'), to: plainDate('2026-11-28') };

describe('what handing over means, in words', () => {
  it('says how many accounts rest, when, and that nothing goes out', () => {
    expect(consequence(12, week, format)).toBe(
      '12 accounts are held here from 24 Nov to 28 Nov; nothing goes out from this desk to them.',
    );
    expect(consequence(1, { from: week.from, to: week.from }, format)).toBe(
      '1 account is held here on 24 Nov; nothing goes out from this desk to it.',
    );
  });

  it('names a window by its days', () => {
    expect(windowText(week, format)).toBe('from 24 Nov to 28 Nov');
  });
});

describe('usual windows', () => {
  it('are tomorrow, the rest of this week, next week and two weeks', () => {
    expect(windowPresets(MONDAY).map(({ label, from, to }) => [label, from, to])).toEqual([
      ['Tomorrow', '2026-11-24', '2026-11-24'],
      ['This week', '2026-11-23', '2026-11-27'],
      ['Next week', '2026-11-30', '2026-12-04'],
      ['Two weeks', '2026-11-30', '2026-12-11'],
    ]);
  });

  it('have no rest of a week that is over', () => {
    const labels = (days: number) => windowPresets(addDays(MONDAY, days)).map(({ label }) => label);
    expect(labels(3)).toContain('This week');
    expect(labels(4)).not.toContain('This week');
    expect(labels(6)).not.toContain('This week');
  });

  it('can all be handed over, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const today = addDays(MONDAY, days);
        for (const window of windowPresets(today)) {
          expect(windowProblem(window, today)).toBeNull();
          expect(window.from >= today).toBe(true);
        }
      }),
    );
  });
});

describe('a window that will not do', () => {
  it('is longer than a year', () => {
    const from = MONDAY;
    expect(windowProblem({ from, to: addDays(from, 366) }, MONDAY)).toMatch(/at most a year/u);
    expect(windowProblem({ from, to: addDays(from, 365) }, MONDAY)).toBeNull();
  });

  it('ends before it begins, or is over', () => {
    expect(windowProblem({ from: week.to, to: week.from }, MONDAY)).toMatch(/before the first/u);
    const past = { from: addDays(MONDAY, -5), to: addDays(MONDAY, -1) };
    expect(windowProblem(past, MONDAY)).toMatch(/over already/u);
    expect(windowProblem({ from: past.from, to: MONDAY }, MONDAY)).toBeNull();
  });
});

describe('how long it took', () => {
  const from = instant('2026-11-23T08:00:00.000Z');
  const after = (minutes: number) => instant(new Date(Date.parse(from) + minutes * 60_000).toISOString());
  it.each([
    [0, 'less than a minute'],
    [7, '7 min'],
    [60, '1 h'],
    [130, '2 h 10 min'],
    [24 * 60, '1 d'],
    [27 * 60 + 5, '1 d 3 h'],
  ])('%i minutes are %s', (minutes, text) => {
    expect(lapseText(from, after(minutes))).toBe(text);
  });
});

describe('an account that somebody else has', () => {
  it('says with whom in the worklist, instead of a hold', () => {
    const until = plainDate('2026-11-29');
    const hold = (reason: string) => restOf({ holds: [{ code: 'held', until, reason }], rests: true });
    expect(hold('Handed to Ben Okafor')).toEqual({
      text: 'with Ben',
      until: null,
      reason: 'Handed to Ben Okafor',
    });
    expect(hold('Migration')).toMatchObject({ text: 'held to', until });
  });
});
