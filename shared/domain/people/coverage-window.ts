import { daysBetween, type PlainDate } from '../dates.ts';

/** How the window of a handoff stands for the one who took it over. */
export const WINDOW_STATES = ['not_begun', 'running', 'over', 'returned'] as const;
export type WindowState = (typeof WINDOW_STATES)[number];

/** First and last day of the window, both with it. */
export interface CoverageWindow {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The state of a window on a day; what was returned for good stays returned. */
export function windowState({ from, to }: CoverageWindow, today: PlainDate, returned: boolean): WindowState {
  if (returned) return 'returned';
  if (today < from) return 'not_begun';
  return today > to ? 'over' : 'running';
}

/** How many days are left, today with them: 1 on the last day, 0 once the window is over. */
export function daysLeft({ to }: Pick<CoverageWindow, 'to'>, today: PlainDate): number {
  return Math.max(0, daysBetween(today, to) + 1);
}
