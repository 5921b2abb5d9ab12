import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOfPresets } from '../../../../renderer/features/looking-back/as-of-presets.ts';
import { pastDay } from '../../../../renderer/features/looking-back/use-as-of.ts';
import { addDays, fromDayNumber, plainDate } from '../../../../shared/domain/dates.ts';

const dates = (today: string) => asOfPresets(plainDate(today)).map((preset) => preset.date);

describe('the usual days to look at', () => {
  it('are today, the end of last month and the end of last quarter', () => {
    expect(dates('2026-11-21')).toEqual(['2026-11-21', '2026-10-31', '2026-09-30']);
  });

  it('lie in the year before at the turn of the year', () => {
    expect(dates('2026-01-01')).toEqual(['2026-01-01', '2025-12-31', '2025-12-31']);
    expect(dates('2026-03-31')).toEqual(['2026-03-31', '2026-02-28', '2025-12-31']);
  });

  it('know leap days', () => {
    expect(dates('2024-03-05')[1]).toBe('2024-02-29');
  });

  it('end a month and a quarter before today, whatever day it is', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map(fromDayNumber);
    fc.assert(
      fc.property(days, (today) => {
        const [, month, quarter] = dates(today);
        const after = [month, quarter].map((date) => addDays(plainDate(date ?? ''), 1));
        expect(after[0]?.slice(8)).toBe('01');
        expect(['01-01', '04-01', '07-01', '10-01']).toContain(after[1]?.slice(5));
        expect(after[0] && after[0] <= today).toBe(true);
        expect(after[1] && after[0] && after[1] <= after[0]).toBe(true);
      }),
    );
  });
});

describe('a typed day', () => {
  const today = plainDate('2026-11-21');

  it('is taken up to today', () => {
    expect(pastDay('2013-06-30', today)).toBe('2013-06-30');
    expect(pastDay('2026-11-21', today)).toBe('2026-11-21');
    expect(pastDay('2026-11-22', today)).toBeNull();
  });

  it('is not taken before it is whole', () => {
    for (const text of ['', '2013-06', '2013-02-30', '0201-06-30']) expect(pastDay(text, today)).toBeNull();
  });
});
