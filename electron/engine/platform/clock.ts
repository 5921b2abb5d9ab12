import { type Instant, instant } from '../../../shared/domain/dates.ts';

/** Where the engine takes the time from. Services ask it once per action; commands and rules never do. */
export interface Clock {
  now(): Instant;
}

/** The computer's clock, in UTC with milliseconds. */
export const systemClock: Clock = {
  now: () => instant(new Date().toISOString()),
};

/** A clock that stands still, for tests and for reproducible demo data. */
export function fixedClock(at: Instant): Clock {
  return { now: () => at };
}
