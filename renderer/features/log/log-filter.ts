import type { z } from 'zod';
import type { logFilterSchema } from '../../../shared/contract/log.ts';
import { addDays, dateOf, dayNumber, type PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../shared/domain/touchpoint-kinds.ts';
import { exactDate } from '../../ui/format/date-format.ts';
import { KIND_GROUPS, KIND_NAMES } from './log-words.ts';

/** What the log is narrowed to. The account's name is kept beside its id, for the words on the screen. */
export interface LogFilter {
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly account: { readonly id: AccountId; readonly name: string } | null;
  readonly actor: string | null;
  readonly kinds: readonly TouchpointKind[];
}

export const NO_FILTER: LogFilter = { from: null, to: null, account: null, actor: null, kinds: [] };

export function isFiltered(filter: LogFilter): boolean {
  const { from, to, account, actor, kinds } = filter;
  return from !== null || to !== null || account !== null || actor !== null || kinds.length > 0;
}

/** The filter as the contract takes it. */
export function filterInput(filter: LogFilter): z.infer<typeof logFilterSchema> {
  return {
    from: filter.from,
    to: filter.to,
    accountId: filter.account?.id ?? null,
    actor: filter.actor,
    kinds: [...filter.kinds],
  };
}

/** Sets both days; given the wrong way round, they change places. */
export function withDays(filter: LogFilter, from: PlainDate | null, to: PlainDate | null): LogFilter {
  return from !== null && to !== null && from > to
    ? { ...filter, from: to, to: from }
    : { ...filter, from, to };
}

export interface DayRange {
  readonly label: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The ranges that a person usually means. Weeks begin on Monday. */
export function dayRanges(today: PlainDate): readonly DayRange[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const weekday = (dayNumber(today) + 3) % 7;
  const firstOfMonth = dateOf(year, month, 1);
  const lastMonth = month === 1 ? dateOf(year - 1, 12, 1) : dateOf(year, month - 1, 1);
  return [
    { label: 'Today', from: today, to: today },
    { label: 'This week', from: addDays(today, -weekday), to: today },
    { label: 'Last 30 days', from: addDays(today, -29), to: today },
    { label: 'This month', from: firstOfMonth, to: today },
    { label: 'Last month', from: lastMonth, to: addDays(firstOfMonth, -1) },
    { label: 'This year', from: dateOf(year, 1, 1), to: today },
  ];
}

/** The days in words, for the chip; null when all days are shown. */
export function daysText(
  { from, to }: Pick<LogFilter, 'from' | 'to'>,
  today: PlainDate,
  write: (date: PlainDate) => string,
): string | null {
  if (from === null && to === null) return null;
  const range = dayRanges(today).find((one) => one.from === from && one.to === to);
  if (range) return range.label.toLowerCase();
  if (from === null) return `until ${write(to ?? today)}`;
  if (to === null) return `from ${write(from)}`;
  return from === to ? write(from) : `${write(from)} – ${write(to)}`;
}

/** The kinds in words: a whole group by its name, else the kinds, else how many. */
export function kindsText(kinds: readonly TouchpointKind[]): string | null {
  if (kinds.length === 0) return null;
  const group = KIND_GROUPS.find(
    (one) => one.kinds.length === kinds.length && one.kinds.every((kind) => kinds.includes(kind)),
  );
  if (group) return group.label.toLowerCase();
  return kinds.length > 2
    ? `${kinds.length} kinds`
    : kinds.map((kind) => KIND_NAMES[kind].toLowerCase()).join(', ');
}

/** Takes a whole group in, or out when all of it was in. */
export function toggledGroup(
  kinds: readonly TouchpointKind[],
  group: readonly TouchpointKind[],
): readonly TouchpointKind[] {
  const all = group.every((kind) => kinds.includes(kind));
  const others = kinds.filter((kind) => !group.includes(kind));
  return all ? others : [...others, ...group];
}

/** Everything that narrows the log, line by line, for the look before an export. */
export function filterLines(filter: LogFilter, locale: string): readonly string[] {
  const { from, to, account, actor, kinds } = filter;
  return [
    ...(from === null ? [] : [`from ${exactDate(from, locale)}`]),
    ...(to === null ? [] : [`to ${exactDate(to, locale)}`]),
    ...(account === null ? [] : [`only ${account.name}`]),
    ...(actor === null ? [] : [`only what ${actor} did`]),
    ...(kinds.length === 0 ? [] : [`only ${kinds.map((kind) => KIND_NAMES[kind].toLowerCase()).join(', ')}`]),
  ];
}
