import { addDays, dateOf, type PlainDate } from '../../../shared/domain/dates.ts';

export interface AsOfPreset {
  readonly label: string;
  readonly date: PlainDate;
}

const MONTHS_IN_QUARTER = 3;

/** The days that books are looked at: today, and the ends of the month and the calendar quarter before it. */
export function asOfPresets(today: PlainDate): readonly AsOfPreset[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const firstOfQuarter = month - ((month - 1) % MONTHS_IN_QUARTER);
  return [
    { label: 'Today', date: today },
    { label: 'End of last month', date: addDays(dateOf(year, month, 1), -1) },
    { label: 'End of last quarter', date: addDays(dateOf(year, firstOfQuarter, 1), -1) },
  ];
}
