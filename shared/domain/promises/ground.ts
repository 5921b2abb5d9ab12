import type { PlainDate } from '../dates.ts';
import type { DocumentId } from '../ids.ts';
import type { PaymentPromise, PromiseState } from './types.ts';

type Ground = Pick<PaymentPromise, 'documentIds'>;

/** Whether a promise is about what another one is about: a common invoice, or both of them the account as a whole. */
export function sameGround(one: Ground, other: Ground): boolean {
  if (one.documentIds.length === 0 || other.documentIds.length === 0) {
    return one.documentIds.length === other.documentIds.length;
  }
  return one.documentIds.some((id) => other.documentIds.includes(id));
}

interface JudgedPromise extends Ground {
  readonly level: number;
  readonly madeOn: PlainDate;
  readonly state: PromiseState;
}

interface OverdueInvoice {
  readonly id: DocumentId;
  readonly issueDate: PlainDate | null;
}

/**
 * Promises of one account and currency that were not kept, or in part only, and are not made good: something that they
 * were about is still overdue, and no later promise about the same has taken their place. A later one about other
 * invoices does not make them forgotten.
 *
 * @param promises in the order in which they were made.
 */
export function brokenPromises<Promised extends JudgedPromise>(
  promises: readonly Promised[],
  overdue: readonly OverdueInvoice[],
): readonly Promised[] {
  const made = promises.filter(({ state }) => state !== 'withdrawn');
  return made.filter(
    (promise, place) =>
      (promise.state === 'broken' || promise.state === 'partly_kept') &&
      !made.slice(place + 1).some((later) => sameGround(promise, later)) &&
      overdue.some((invoice) => isAbout(promise, invoice)),
  );
}

function isAbout({ documentIds, madeOn }: JudgedPromise, { id, issueDate }: OverdueInvoice): boolean {
  if (documentIds.length > 0) return documentIds.includes(id);
  return issueDate === null || issueDate <= madeOn;
}
