import { setTimeout as wait } from 'node:timers/promises';

/** Time as the network code needs it; tests give one in which waiting takes no time. */
export interface Timing {
  /** Milliseconds since 1970 of this computer's clock; only ever used for how long to wait, never for a cursor. */
  now(): number;
  /** Waits; rejects as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** At least 0 and less than 1. */
  random(): number;
}

export const systemTiming: Timing = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, { signal });
  },
  random: () => Math.random(),
};
