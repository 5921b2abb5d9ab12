import { describe, expect, it } from 'vitest';
import {
  dateText,
  exactDate,
  instantText,
  localDay,
  shortDate,
} from '../../../renderer/ui/format/date-format.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';

const today = plainDate('2026-11-21');
const text = (days: number) => dateText(addDays(today, days), today, 'en-GB');

describe('a date', () => {
  it('is said as people say it within a week', () => {
    expect([text(0), text(1), text(-1)]).toEqual(['today', 'tomorrow', 'yesterday']);
    expect([text(6), text(-6)]).toEqual(['in 6 days', '6 days ago']);
  });

  it('is day and month beyond a week', () => {
    expect(text(7)).toBe('28 Nov');
    expect(text(-7)).toBe('14 Nov');
  });

  it('has its year when that is another one and could be mistaken', () => {
    expect(shortDate(plainDate('2025-12-31'), today, 'en-GB')).toBe('31 Dec 2025');
    expect(shortDate(plainDate('2027-01-10'), today, 'en-GB')).toBe('10 Jan');
    expect(shortDate(plainDate('2027-11-20'), today, 'en-GB')).toBe('20 Nov 2027');
    expect(shortDate(plainDate('2026-01-01'), today, 'en-GB')).toBe('1 Jan');
  });

  it('is exact on demand, and never a day off', () => {
    expect(exactDate(plainDate('2026-11-01'), 'en-GB')).toBe('Sunday, 1 November 2026');
    expect(exactDate(plainDate('2026-11-01'), 'de-DE')).toBe('Sonntag, 1. November 2026');
  });
});

describe('a moment', () => {
  const at = new Date(2026, 10, 21, 8, 12).toISOString() as Instant;

  it('is the time alone on the same day', () => {
    expect(instantText(at, today, 'en-GB')).toBe('08:12');
  });

  it('is date and time on another day', () => {
    expect(instantText(at, addDays(today, 1), 'en-GB')).toBe('yesterday 08:12');
    expect(instantText(at, addDays(today, 30), 'en-GB')).toBe('21 Nov 08:12');
  });

  it('belongs to the day of this computer, at both ends of it', () => {
    expect(localDay(new Date(2026, 0, 5, 0, 0, 1).toISOString() as Instant)).toBe('2026-01-05');
    expect(localDay(new Date(2026, 0, 5, 23, 59, 59).toISOString() as Instant)).toBe('2026-01-05');
  });
});
