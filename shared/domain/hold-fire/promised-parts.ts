import type { PlainDate } from '../dates.ts';
import type { DocumentId, PromiseId } from '../ids.ts';
import { type MinorUnits, minorUnits } from '../money.ts';

/** An open promise, as far as it keeps invoices from being asked for. */
export interface StandingPromise {
  readonly id: PromiseId;
  readonly amountMinor: MinorUnits;
  /** What has arrived of it, in the books or as cash not applied. */
  readonly receivedMinor: MinorUnits;
  /** Empty: it stands on the account. */
  readonly documentIds: readonly DocumentId[];
  /** Invoices issued after this date are not what an account's promise was about. */
  readonly madeOn: PlainDate;
}

/** An open invoice of the promise's account and currency, with what promises may still cover of it. */
export interface CoverableInvoice {
  readonly documentId: DocumentId;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly coverableMinor: MinorUnits;
}

export interface PromisedPart {
  readonly promiseId: PromiseId;
  readonly documentId: DocumentId;
  readonly minor: MinorUnits;
}

/**
 * Which invoices wait for which promise. A promise on invoices makes the whole of each wait, also where it is for less:
 * nobody is asked for the rest of an invoice before the promised part of it has arrived. A promise on the account covers
 * what is due longest, up to its amount that has not arrived. No invoice is covered for more than may be covered.
 */
export function promisedParts(
  promises: readonly StandingPromise[],
  invoices: readonly CoverableInvoice[],
): readonly PromisedPart[] {
  const left = new Map<DocumentId, number>(
    invoices.map((invoice) => [invoice.documentId, Math.max(0, invoice.coverableMinor)]),
  );
  const parts: PromisedPart[] = [];
  const cover = (promiseId: PromiseId, documentId: DocumentId, atMost: number): number => {
    const open = left.get(documentId) ?? 0;
    const minor = minorUnits(Math.min(open, atMost));
    if (minor <= 0) return 0;
    left.set(documentId, open - minor);
    parts.push({ promiseId, documentId, minor });
    return minor;
  };
  for (const promise of promises.filter(({ documentIds }) => documentIds.length > 0)) {
    for (const documentId of promise.documentIds) cover(promise.id, documentId, Number.MAX_SAFE_INTEGER);
  }
  const oldestFirst = [...invoices].sort(byDueDate);
  for (const promise of promises.filter(({ documentIds }) => documentIds.length === 0)) {
    let rest = promise.amountMinor - promise.receivedMinor;
    for (const invoice of oldestFirst) {
      if (rest <= 0) break;
      if (invoice.issueDate !== null && invoice.issueDate > promise.madeOn) continue;
      rest -= cover(promise.id, invoice.documentId, rest);
    }
  }
  return parts;
}

/** Oldest due first; invoices without a due date last; then by id, so that the order never depends on the source. */
function byDueDate(left: CoverableInvoice, right: CoverableInvoice): number {
  const [a, b] = [left.dueDate ?? '9999-12-31', right.dueDate ?? '9999-12-31'];
  if (a !== b) return a < b ? -1 : 1;
  return left.documentId < right.documentId ? -1 : 1;
}
