import { addDays, dateOf, dayNumber, type PlainDate } from '../../../shared/domain/dates.ts';

export interface DatePreset {
  readonly label: string;
  readonly date: PlainDate;
}

const MONDAY = 1;

/** The days that a person usually means: tomorrow, Monday, in a week … Each day once, in order. */
export function datePresets(today: PlainDate): readonly DatePreset[] {
  const all: readonly DatePreset[] = [
    { label: 'Tomorrow', date: addDays(today, 1) },
    { label: 'In 3 days', date: addDays(today, 3) },
    { label: 'Monday', date: nextMonday(today) },
    { label: 'In a week', date: addDays(today, 7) },
    { label: 'In 2 weeks', date: addDays(today, 14) },
    { label: 'Next month', date: firstOfNextMonth(today) },
  ];
  return all
    .filter((preset, index) => all.findIndex((one) => one.date === preset.date) === index)
    .toSorted((left, right) => left.date.localeCompare(right.date));
}

/** The Monday after this day (a week later on a Monday). */
export function nextMonday(today: PlainDate): PlainDate {
  const weekday = (dayNumber(today) + 4) % 7;
  return addDays(today, ((MONDAY - weekday + 6) % 7) + 1);
}

function firstOfNextMonth(today: PlainDate): PlainDate {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, month + 1, 1);
}
