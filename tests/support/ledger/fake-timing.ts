import type { Timing } from '../../../electron/engine/connectors/http/timing.ts';

/** A clock on which waiting takes no time: it jumps to the end of each wait and writes the wait down. */
export interface FakeTiming extends Timing {
  readonly waits: readonly number[];
  advance(milliseconds: number): void;
}

export function fakeTiming(start = Date.parse('2026-11-22T08:00:00Z'), random = () => 0.5): FakeTiming {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    random,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
