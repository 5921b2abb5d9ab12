/** The points per reason that differ from the defaults. */
export type Weights = Readonly<Record<string, number>>;

export interface WeightDefault {
  readonly code: string;
  readonly default: number;
}

const LIMIT = 100;

export function weightOf(weights: Weights, reason: WeightDefault): number {
  return weights[reason.code] ?? reason.default;
}

/** Sets the points of one reason, within ±100. A reason at its default is left out, so that a later default reaches it. */
export function setWeight(weights: Weights, reason: WeightDefault, points: number): Record<string, number> {
  const kept = Object.entries(weights).filter(([code]) => code !== reason.code);
  const bounded = Math.round(Math.min(LIMIT, Math.max(-LIMIT, points)));
  if (bounded !== reason.default) kept.push([reason.code, bounded]);
  return Object.fromEntries(kept);
}
