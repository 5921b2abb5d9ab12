import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetIds, targetNames } from '../../../../renderer/features/account/account-actions.tsx';
import { datePresets, nextMonday } from '../../../../renderer/features/account/date-presets.ts';
import { iconOf } from '../../../../renderer/features/account/timeline-icons.ts';
import { OUTCOME_NAMES } from '../../../../renderer/features/account/touchpoint-words.ts';
import { addDays, dayNumber, plainDate } from '../../../../shared/domain/dates.ts';
import { CALL_OUTCOMES, TOUCHPOINT_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';
import { sampleItems } from '../support/sample-ledger.ts';

const presets = (today: string) => datePresets(plainDate(today)).map(({ label, date }) => `${label} ${date}`);
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(plainDate('2000-01-01'), days));

describe('the days to choose from', () => {
  it('are the usual ones, the nearest first', () => {
    expect(presets('2026-11-18')).toEqual([
      'Tomorrow 2026-11-19',
      'In 3 days 2026-11-21',
      'Monday 2026-11-23',
      'In a week 2026-11-25',
      'Next month 2026-12-01',
      'In 2 weeks 2026-12-02',
    ]);
  });

  it('name a day that is two of them by the nearer word', () => {
    expect(presets('2026-11-22')[0]).toBe('Tomorrow 2026-11-23');
    expect(presets('2026-11-20')).toContain('In 3 days 2026-11-23');
    expect(presets('2026-11-23')).toContain('Monday 2026-11-30');
    expect(presets('2026-11-20').filter((one) => one.endsWith('2026-11-23'))).toHaveLength(1);
  });

  it('lie after today, each once and in order, on every day there is', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const dates = datePresets(today).map(({ date }) => date);
        expect(dates.every((date) => date > today)).toBe(true);
        expect(dates).toEqual([...new Set(dates)].sort());
      }),
    );
  });

  it('hold a Monday within the next seven days', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const monday = nextMonday(today);
        expect((dayNumber(monday) + 3) % 7).toBe(0);
        expect(monday > today && monday <= addDays(today, 7)).toBe(true);
      }),
    );
  });
});

describe('words and signs of what happened', () => {
  it('there are for every outcome of a call, each its own', () => {
    const names = CALL_OUTCOMES.map((outcome) => OUTCOME_NAMES[outcome]);
    expect(new Set(names).size).toBe(CALL_OUTCOMES.length);
  });

  it('tell a call, a note and a payment apart, and have a point for a later kind', () => {
    const icons = ['call', 'note', 'payment_received', 'snoozed', 'of_a_later_version'].map(iconOf);
    expect(new Set(icons).size).toBe(5);
  });

  it('have a sign of their own for every kind of an account’s timeline', () => {
    const ofAccount = TOUCHPOINT_KINDS.filter((kind) =>
      /^(note|call|mail$|contact|draft|snooz|next|promise|dispute|hold|do_not|reply|address)/.test(kind),
    );
    for (const kind of ofAccount) expect(iconOf(kind), kind).not.toBe(iconOf('of_a_later_version'));
  });
});

describe('whom an action is about', () => {
  const [first, second] = sampleItems();
  if (!first || !second) throw new Error('The sample ledger is empty.');
  const inPounds = { ...first, currency: second.currency };

  it('is the account by its name, also with two currencies', () => {
    expect(targetNames([first])).toBe('Northwind Traders');
    expect(targetNames([first, inPounds])).toBe('Northwind Traders');
  });

  it('is the number of accounts, not of rows', () => {
    expect(targetNames([first, inPounds, second])).toBe('2 accounts');
    expect(targetIds([first, inPounds, second])).toEqual(['acc-1', 'acc-2']);
  });
});
