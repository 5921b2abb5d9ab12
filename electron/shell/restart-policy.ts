const WINDOW_MS = 5 * 60 * 1000;
const MAX_CRASHES = 5;

export type RestartDecision = 'restart' | 'give_up';

export type RestartPolicy = {
  /** Takes note of a crash of the engine and decides what follows. */
  crashed(): RestartDecision;
};

/**
 * Restarts a crashed engine, but gives up at the fifth crash within five minutes.
 * @param now - a clock in milliseconds that does not jump
 */
export function createRestartPolicy(now: () => number): RestartPolicy {
  let recent: readonly number[] = [];
  return {
    crashed() {
      const at = now();
      recent = [...recent.filter((earlier) => at - earlier < WINDOW_MS), at];
      return recent.length >= MAX_CRASHES ? 'give_up' : 'restart';
    },
  };
}
