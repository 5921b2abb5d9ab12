import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { daysLeft, windowState } from '../../../shared/domain/people/coverage-window.ts';

const from = plainDate('2026-11-20');
const to = plainDate('2026-11-23');

describe('the window of a handoff', () => {
  it.each([
    ['2026-11-19', 'not_begun', 5],
    ['2026-11-20', 'running', 4],
    ['2026-11-23', 'running', 1],
    ['2026-11-24', 'over', 0],
  ] as const)('on %s is %s, with %i days left', (day, state, left) => {
    expect(windowState({ from, to }, plainDate(day), false)).toBe(state);
    expect(daysLeft({ to }, plainDate(day))).toBe(left);
  });

  it('that was returned for good stays returned, whatever the day', () => {
    for (const day of [-30, 0, 30]) {
      expect(windowState({ from, to }, addDays(from, day), true)).toBe('returned');
    }
  });

  it('runs on exactly as many days as it has, and has days left while it runs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -500, max: 900 }), (length, day) => {
        const window = { from, to: addDays(from, length) };
        const today = addDays(from, day);
        const running = windowState(window, today, false) === 'running';
        expect(running).toBe(day >= 0 && day <= length);
        if (running) expect(daysLeft(window, today)).toBeGreaterThan(0);
        if (windowState(window, today, false) === 'over') expect(daysLeft(window, today)).toBe(0);
      }),
    );
  });
});
