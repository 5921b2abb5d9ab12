// Loaded before a process of a test (`--import`): a wait of more than a tenth of a second passes at once, and the clock of
// that process is ahead by as much from then on, as after a real wait.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const LONGEST = 100;
let ahead = 0;

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [RealDate.now() + ahead] : given) as [number]));
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
} as DateConstructor;

const wait = timers.setTimeout;
timers.setTimeout = (async (milliseconds = 0, value, options) => {
  if (milliseconds <= LONGEST) return wait(milliseconds, value, options);
  const passed = await wait(LONGEST / 10, value, options);
  ahead += milliseconds;
  return passed;
}) as typeof wait;
syncBuiltinESMExports();
