import {
  AGING_BUCKETS,
  type AgingBucket,
  type AgingEdges,
  bucketOf,
  DEFAULT_EDGES,
} from '../aging/buckets.ts';
import type { DocumentId } from '../ids.ts';
import { type MinorUnits, minorUnits } from '../money.ts';

/** An open invoice on a date. Amount 0 or more in minor units of one currency. */
export interface AgedInvoice {
  readonly documentId: DocumentId;
  readonly openMinor: MinorUnits;
  readonly daysPastDue: number;
}

/** What became of the invoices of one bucket; the shares are from 0 to 1 and add up to 1. */
export interface RollRate {
  /** What was open in the bucket on the first date. */
  readonly cohortMinor: MinorUnits;
  /** Of it, open in an older bucket on the second date. */
  readonly rolled: number;
  /** Of it, not open any more. */
  readonly cured: number;
  /** Of it, still in the bucket, as when less time has passed than the bucket is wide. */
  readonly stayed: number;
}

/**
 * The roll rate of a bucket between two dates, for the same invoices at both: totals of buckets would count invoices that
 * came from elsewhere. `null` when nothing was in the bucket.
 */
export function rollRate(
  before: readonly AgedInvoice[],
  after: readonly AgedInvoice[],
  bucket: AgingBucket,
  edges: AgingEdges = DEFAULT_EDGES,
): RollRate | null {
  const cohort = before.filter((invoice) => bucketOf(invoice.daysPastDue, edges) === bucket);
  const cohortMinor = cohort.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  if (cohortMinor <= 0) return null;
  const later = new Map(after.map((invoice) => [invoice.documentId, invoice]));
  let [rolled, stayed] = [0, 0];
  for (const { documentId, openMinor } of cohort) {
    const now = later.get(documentId);
    if (now === undefined) continue;
    const open = Math.min(openMinor, now.openMinor);
    if (isOlder(bucketOf(now.daysPastDue, edges), bucket)) rolled += open;
    else stayed += open;
  }
  return {
    cohortMinor: minorUnits(cohortMinor),
    rolled: rolled / cohortMinor,
    cured: (cohortMinor - rolled - stayed) / cohortMinor,
    stayed: stayed / cohortMinor,
  };
}

function isOlder(bucket: AgingBucket, than: AgingBucket): boolean {
  return AGING_BUCKETS.indexOf(bucket) > AGING_BUCKETS.indexOf(than);
}
