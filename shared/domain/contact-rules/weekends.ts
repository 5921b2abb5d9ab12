import { dayNumber, type PlainDate } from '../dates.ts';

/** Countries whose weekend is not Saturday and Sunday, as days of the week (0: Sunday). Source: CLDR 47, weekData. */
const OTHER_WEEKENDS: readonly {
  readonly days: readonly number[];
  readonly countries: readonly string[];
}[] = [
  {
    days: [5, 6],
    countries: ['BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA', 'SD', 'SY', 'YE'],
  },
  { days: [5], countries: ['IR'] },
  { days: [0], countries: ['IN', 'UG'] },
];
const USUAL: readonly number[] = [6, 0];

/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

/** The day of the week of a date, 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: PlainDate): number {
  return (((dayNumber(date) + FIRST_WEEKDAY) % 7) + 7) % 7;
}

/** Whether people in a country rest on this day of the week. Without a country: on Saturday and Sunday. */
export function isWeekend(country: string | null, date: PlainDate): boolean {
  const other = OTHER_WEEKENDS.find(({ countries }) => country !== null && countries.includes(country));
  return (other?.days ?? USUAL).includes(weekdayOf(date));
}
