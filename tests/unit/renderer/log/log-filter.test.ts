import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayRanges,
  daysText,
  filterInput,
  filterLines,
  isFiltered,
  kindsText,
  NO_FILTER,
  toggledGroup,
  withDays,
} from '../../../../renderer/features/log/log-filter.ts';
import { KIND_GROUPS, KIND_NAMES } from '../../../../renderer/features/log/log-words.ts';
import { logFilterSchema } from '../../../../shared/contract/log.ts';
import { fromDayNumber, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { TOUCHPOINT_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';

const TODAY = plainDate('2026-11-21');
const day = fc.integer({ min: 0, max: 40_000 }).map(fromDayNumber);

describe('kinds', () => {
  it('stand in exactly one group each, and have a name', () => {
    const grouped = KIND_GROUPS.flatMap((group) => group.kinds);
    expect([...grouped].sort()).toEqual([...TOUCHPOINT_KINDS].sort());
    expect(TOUCHPOINT_KINDS.every((kind) => KIND_NAMES[kind].length > 0)).toBe(true);
  });

  it('are told by the group when all of it is chosen, else by name, else by number', () => {
    expect(kindsText([])).toBeNull();
    const contacts = KIND_GROUPS.find((group) => group.label === 'Contacts')?.kinds ?? [];
    expect(kindsText(contacts.toReversed())).toBe('contacts');
    expect(kindsText(['note', 'call'])).toBe('note, call');
    expect(kindsText(['note', 'call', 'import'])).toBe('3 kinds');
  });

  it('come in as a whole group and leave as one, and leave the others alone', () => {
    const planning = KIND_GROUPS.find((group) => group.label === 'Planning')?.kinds ?? [];
    const with1 = toggledGroup(['note', 'snoozed'], planning);
    expect([...with1].sort()).toEqual(['note', ...planning].sort());
    expect(toggledGroup(with1, planning)).toEqual(['note']);
  });
});

describe('days', () => {
  it('change places when they are given the wrong way round', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const { from, to } = withDays(NO_FILTER, one, other);
        expect((from ?? '') <= (to ?? '')).toBe(true);
        expect([from, to].sort()).toEqual([one, other].sort());
      }),
    );
  });

  it('have ranges that begin on Monday, on the first, and last month in January', () => {
    const of = (label: string, today = TODAY) => dayRanges(today).find((range) => range.label === label);
    expect(of('This week')).toMatchObject({ from: '2026-11-16', to: '2026-11-21' });
    expect(of('This week', plainDate('2026-11-16'))?.from).toBe('2026-11-16');
    expect(of('This month')?.from).toBe('2026-11-01');
    expect(of('Last month')).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
    expect(of('Last month', plainDate('2027-01-05'))).toMatchObject({ from: '2026-12-01', to: '2026-12-31' });
    expect(of('Last 30 days')?.from).toBe('2026-10-23');
  });

  it('are told by the range when it is one, else by the dates', () => {
    const write = (date: string) => date;
    const text = (from: string | null, to: string | null) =>
      daysText({ from: from && plainDate(from), to: to && plainDate(to) } as never, TODAY, write);
    expect(text(null, null)).toBeNull();
    expect(text('2026-11-21', '2026-11-21')).toBe('today');
    expect(text('2026-11-02', null)).toBe('from 2026-11-02');
    expect(text(null, '2026-11-02')).toBe('until 2026-11-02');
    expect(text('2026-11-02', '2026-11-03')).toBe('2026-11-02 – 2026-11-03');
    expect(text('2026-11-02', '2026-11-02')).toBe('2026-11-02');
  });
});

describe('the filter', () => {
  const account = { id: 'acc-1' as AccountId, name: 'Northwind Traders' };

  it('is what the contract takes, with the account by its id', () => {
    const input = filterInput({ ...NO_FILTER, account, kinds: ['note'], from: TODAY });
    expect(logFilterSchema.parse(input)).toEqual({
      from: TODAY,
      to: null,
      accountId: 'acc-1',
      actor: null,
      kinds: ['note'],
    });
  });

  it('counts as one as soon as any part of it is set', () => {
    expect(isFiltered(NO_FILTER)).toBe(false);
    const parts = [
      { account },
      { kinds: ['note' as const] },
      { actor: 'Mara' },
      { from: TODAY },
      { to: TODAY },
    ];
    for (const part of parts) expect(isFiltered({ ...NO_FILTER, ...part })).toBe(true);
  });

  it('is spelled out line by line before an export', () => {
    const filter = { from: TODAY, to: null, account, actor: 'Mara', kinds: ['call' as const] };
    expect(filterLines(filter, 'en-GB')).toEqual([
      'from Saturday, 21 November 2026',
      'only Northwind Traders',
      'only what Mara did',
      'only call',
    ]);
    expect(filterLines(NO_FILTER, 'en-GB')).toEqual([]);
  });
});
