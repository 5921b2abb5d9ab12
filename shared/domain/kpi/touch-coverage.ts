import type { PlainDate } from '../dates.ts';

/** An account whose touch was due in the period. */
export interface DueTouch {
  readonly dueOn: PlainDate;
  /** The first touch on or after the one before, up to the end of the period; `null`: there was none. */
  readonly touchedOn: PlainDate | null;
  /** It was on hold when the touch was due: it could not be touched. */
  readonly held: boolean;
}

/** Shares from 0 to 1 over accounts with a touch due; those on hold are not among them, but counted beside. */
export interface TouchCoverage {
  readonly due: number;
  readonly held: number;
  readonly onTime: number;
  readonly late: number;
  readonly missed: number;
  /** Touched by the date that it was due ÷ due. */
  readonly onSchedule: number;
  /** Touched at all ÷ due. */
  readonly touched: number;
}

/** How many of the accounts whose touch was due were touched; `null` when none was due. */
export function touchCoverage(touches: readonly DueTouch[]): TouchCoverage | null {
  const counted = touches.filter((touch) => !touch.held);
  const due = counted.length;
  if (due === 0) return null;
  const onTime = counted.filter(({ touchedOn, dueOn }) => touchedOn !== null && touchedOn <= dueOn).length;
  const missed = counted.filter(({ touchedOn }) => touchedOn === null).length;
  return {
    due,
    held: touches.length - due,
    onTime,
    late: due - onTime - missed,
    missed,
    onSchedule: onTime / due,
    touched: (due - missed) / due,
  };
}
