import { type AgingFigures, BUCKETS } from '../../shared/contract/worklist.ts';
import type { MinorUnits } from '../../shared/domain/money.ts';

/** Upper edges of the three middle buckets, in days past due. */
export type BucketEdges = readonly [number, number, number];
export const DEFAULT_EDGES: BucketEdges = [30, 60, 90];

export type Bucket = (typeof BUCKETS)[number];

export interface AgingSegment {
  readonly bucket: Bucket;
  /** Which of the five aging tints. */
  readonly tint: number;
  readonly label: string;
  readonly minor: MinorUnits;
}

/** Labels of the five buckets for these edges: `not due`, `1–30`, …, `91+`. */
export function bucketLabels([first, second, third]: BucketEdges): Readonly<Record<Bucket, string>> {
  return {
    current: 'not due',
    d1_30: `1–${first}`,
    d31_60: `${first + 1}–${second}`,
    d61_90: `${second + 1}–${third}`,
    d91_plus: `${third + 1}+`,
  };
}

/** The buckets that hold something, in order of age. */
export function agingSegments(aging: AgingFigures, edges: BucketEdges): readonly AgingSegment[] {
  const labels = bucketLabels(edges);
  return BUCKETS.map((bucket, tint) => ({
    bucket,
    tint,
    label: labels[bucket],
    minor: aging[bucket],
  })).filter((segment) => segment.minor > 0);
}
