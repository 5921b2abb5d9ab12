import { describe, expect, it } from 'vitest';
import { datePresets, nextMonday } from '../../../renderer/features/account/date-presets.ts';
import { timelineWords } from '../../../renderer/features/account/timeline-words.ts';
import { type Reason, reasonTone, tellingReasons } from '../../../renderer/features/worklist/reasons.ts';
import { rowAfterLoss } from '../../../renderer/features/worklist/use-cursor.ts';
import { totalsOf } from '../../../renderer/features/worklist/worklist-footer.tsx';
import { agingSegments, bucketLabels } from '../../../renderer/ui/aging-segments.ts';
import { count } from '../../../renderer/ui/format/count.ts';
import { countryName } from '../../../renderer/ui/format/country-name.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { sampleItems } from './support/sample-ledger.ts';

const reason = (code: string, points: number): Reason => ({ code, text: code, points });

describe('why now', () => {
  it('says first what the row does not show anyway', () => {
    const telling = tellingReasons([
      reason('overdue_amount', 30),
      reason('share_of_book', 4),
      reason('not_contacted', 9),
    ]);
    expect(telling.map(({ code }) => code)).toEqual(['not_contacted', 'share_of_book']);
  });

  it('puts before them what holds the account back', () => {
    const telling = tellingReasons([reason('not_contacted', 10), reason('disputed', 2)]);
    expect(telling.map(({ code }) => code)).toEqual(['disputed', 'not_contacted']);
  });

  it('falls back to what the row shows when there is nothing else', () => {
    expect(tellingReasons([reason('overdue_amount', 30)]).map(({ code }) => code)).toEqual([
      'overdue_amount',
    ]);
  });

  it('knows no tone for a reason of a later version', () => {
    expect(reasonTone(reason('something_new', 1))).toBeNull();
  });
});

describe('a timeline entry', () => {
  it('does not say its text twice', () => {
    expect(timelineWords('Call · right party: Payment run is Fridays', 'Payment run is Fridays')).toEqual({
      title: 'Call · right party',
      text: 'Payment run is Fridays',
    });
  });

  it('knows its text again when the summary cut it short', () => {
    const text = 'Wants one statement a month instead of single reminders.';
    expect(timelineWords(`Note: ${text.slice(0, 40)}…`, text)).toEqual({ title: 'Note', text });
  });

  it('keeps a summary that says something else', () => {
    expect(timelineWords('Note', 'Call before ten')).toEqual({ title: 'Note', text: 'Call before ten' });
    expect(timelineWords('Snoozed until 24 Nov', null)).toEqual({
      title: 'Snoozed until 24 Nov',
      text: null,
    });
    expect(timelineWords('Paid in part', 'Paid in part')).toEqual({ title: 'Paid in part', text: null });
  });
});

describe('days to choose from', () => {
  it('finds the coming Monday from every day of the week', () => {
    const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) =>
      nextMonday(plainDate(`2026-11-${day}`)),
    );
    expect(new Set(week)).toEqual(new Set(['2026-11-30']));
  });

  it('names each day once', () => {
    const days = datePresets(plainDate('2026-11-22')).map(({ date }) => date);
    expect(new Set(days).size).toBe(days.length);
  });

  it('goes over the end of the year', () => {
    expect(datePresets(plainDate('2026-12-15')).find(({ label }) => label === 'Next month')?.date).toBe(
      '2027-01-01',
    );
  });
});

describe('the row after one that is gone', () => {
  it('is the one that took its place', () => {
    expect(rowAfterLoss(['a', 'c', 'd'], 1)).toBe('c');
  });

  it('is the last one when the end was lost', () => {
    expect(rowAfterLoss(['a', 'b'], 2)).toBe('b');
  });

  it('is none in an empty list', () => {
    expect(rowAfterLoss([], 0)).toBeUndefined();
  });
});

describe('aging', () => {
  const [first, fjell] = sampleItems();

  it('labels its buckets by the edges of the workspace', () => {
    expect(Object.values(bucketLabels([15, 45, 120]))).toEqual([
      'not due',
      '1–15',
      '16–45',
      '46–120',
      '121+',
    ]);
  });

  it('draws only buckets that hold something, each in its own tint', () => {
    const segments = first ? agingSegments(first.aging, [30, 60, 90]) : [];
    expect(segments.map(({ tint }) => tint)).toEqual([0, 1, 2, 3]);
    const others = fjell ? agingSegments(fjell.aging, [30, 60, 90]) : [];
    expect(others.map(({ tint }) => tint)).toEqual([0, 2, 3, 4]);
  });
});

describe('sums', () => {
  it('never cross currencies', () => {
    const items = sampleItems();
    const totals = totalsOf(items);
    expect(totals.map(({ currency }) => currency)).toEqual(['EUR', 'NOK', 'GBP', 'USD', 'JPY']);
    const euros = items
      .filter((item) => item.currency === 'EUR')
      .reduce((sum, item) => sum + item.overdue, 0);
    expect(totals[0]?.overdue).toBe(euros);
  });
});

describe('words', () => {
  it('count in the singular and the plural', () => {
    expect([count(1, 'account'), count(0, 'account'), count(1204, 'account')]).toEqual([
      '1 account',
      '0 accounts',
      '1,204 accounts',
    ]);
  });

  it('name a country by its code, and leave a name as it is', () => {
    expect(countryName('DE', 'en-GB')).toBe('Germany');
    expect(countryName('Germany', 'en-GB')).toBe('Germany');
  });
});
