import { daysBetween, type PlainDate } from '../dates.ts';

/** Days from logging to resolution. */
export interface CycleTime {
  readonly disputes: number;
  readonly meanDays: number;
  readonly medianDays: number;
}

/** Cycle time of resolved disputes, in calendar days; `null` without any. */
export function cycleTime(
  resolved: readonly { readonly openedOn: PlainDate; readonly resolvedOn: PlainDate }[],
): CycleTime | null {
  const days = resolved
    .map(({ openedOn, resolvedOn }) => daysBetween(openedOn, resolvedOn))
    .sort((left, right) => left - right);
  const middle = medianOf(days);
  if (middle === null) return null;
  const total = days.reduce((sum, one) => sum + one, 0);
  return { disputes: days.length, meanDays: total / days.length, medianDays: middle };
}

function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

export const DISPUTE_AGE_BANDS = ['0–7', '8–14', '15–30', '31–60', '61+'] as const;
export type DisputeAgeBand = (typeof DISPUTE_AGE_BANDS)[number];

/** The band of an open dispute's age in days since it was logged. */
export function ageBand(openedOn: PlainDate, today: PlainDate): DisputeAgeBand {
  const days = daysBetween(openedOn, today);
  if (days <= 7) return '0–7';
  if (days <= 14) return '8–14';
  if (days <= 30) return '15–30';
  return days <= 60 ? '31–60' : '61+';
}
