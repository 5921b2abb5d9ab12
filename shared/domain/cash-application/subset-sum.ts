/** What a search for combinations may cost. */
export interface SubsetLimits {
  readonly mostItems: number;
  readonly mostSteps: number;
  readonly mostFound: number;
}

export interface SubsetSearch {
  /** Places in `amounts`, ascending; combinations of fewer items first. */
  readonly found: readonly (readonly number[])[];
  /** True when the steps ran out: there may be more combinations than those found. */
  readonly gaveUp: boolean;
}

/**
 * Combinations of amounts (minor units of one currency; credit notes negative, none 0) whose sum is exactly the target.
 * Smaller combinations come first; among those of one size the order of the amounts decides, so that the same amounts
 * give the same answer. The search is cut where the rest cannot reach the target any more, and stops after
 * `mostSteps`: the problem is NP-complete, and a till full of equal amounts must not stop the application.
 */
export function findSubsets(amounts: readonly number[], target: number, limits: SubsetLimits): SubsetSearch {
  const bounds = reachableFrom(amounts);
  const found: number[][] = [];
  const state = { steps: 0, gaveUp: false };
  const picked: number[] = [];

  const search = (from: number, left: number, rest: number): void => {
    if (found.length >= limits.mostFound || state.gaveUp) return;
    state.steps += 1;
    if (state.steps > limits.mostSteps) {
      state.gaveUp = true;
      return;
    }
    if (left === 0) {
      if (rest === 0) found.push([...picked]);
      return;
    }
    for (let at = from; at + left <= amounts.length; at += 1) {
      const bound = bounds[at];
      if (bound === undefined || rest > bound.high || rest < bound.low) return;
      picked.push(at);
      search(at + 1, left - 1, rest - (amounts[at] ?? 0));
      picked.pop();
      if (found.length >= limits.mostFound || state.gaveUp) return;
    }
  };

  const most = Math.min(limits.mostItems, amounts.length);
  for (let size = 1; size <= most && found.length < limits.mostFound && !state.gaveUp; size += 1) {
    search(0, size, target);
  }
  return { found, gaveUp: state.gaveUp };
}

/** The least and the most that the amounts from each place on can sum up to. */
function reachableFrom(
  amounts: readonly number[],
): readonly { readonly low: number; readonly high: number }[] {
  const bounds: { low: number; high: number }[] = [];
  let [low, high] = [0, 0];
  for (const amount of amounts.toReversed()) {
    if (amount < 0) low += amount;
    else high += amount;
    bounds.push({ low, high });
  }
  return bounds.toReversed();
}
