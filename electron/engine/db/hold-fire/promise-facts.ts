import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, PromiseId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { lastDayOf } from '../../../../shared/domain/promises/decide-promise.ts';
import type { Connection } from '../connection.ts';

/** What a promise stands on, and since when. */
export interface PromiseGround {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly documentIds: readonly DocumentId[];
  readonly madeOn: PlainDate;
  readonly date: PlainDate;
  readonly graceDays: number;
}

/**
 * What the books show as received on the ground of a promise from the day it was made through its last day, and not
 * after `asOf`: cash applied to its invoices (of an account's promise: to any of its invoices, credit notes taken off).
 * A payment counts by its own date; where only an application is known, by the application's. In minor units.
 */
export function appliedSince(db: Connection, ground: PromiseGround, asOf: PlainDate): MinorUnits {
  const onAccount = ground.documentIds.length === 0;
  const sum = db
    .prepare<unknown[], number>(
      `SELECT COALESCE(SUM(CASE WHEN document.kind = 'invoice' THEN allocation.amount_minor ELSE -allocation.amount_minor END), 0)
       FROM document JOIN allocation ON allocation.document_id = document.id
         LEFT JOIN payment ON payment.id = allocation.payment_id
       WHERE document.account_id = @accountId AND document.currency = @currency AND document.deleted_at IS NULL
         AND COALESCE(payment.date, allocation.date) BETWEEN @from AND @to
         AND ${onAccount ? 'TRUE' : `document.id IN (SELECT value FROM json_each(@documents)) AND NOT ${BY_CREDIT_NOTE}`}`,
    )
    .pluck()
    .get({
      ...bounds(ground, asOf),
      ...(onAccount ? {} : { documents: JSON.stringify(ground.documentIds) }),
    });
  return minorUnits(Math.max(0, sum ?? 0));
}

/**
 * Payments of the account dated in that time, as far as nobody had applied them by its end. What was applied later to
 * documents that the books do not name came in time all the same. Money of the day of the promise that the books had
 * before it was made was not promised: ids sort by the time of their making. In minor units.
 */
export function unappliedSince(
  db: Connection,
  promise: PromiseGround & { readonly id: PromiseId },
  asOf: PlainDate,
): MinorUnits {
  const sum = db
    .prepare<unknown[], number>(
      `SELECT COALESCE(SUM(unapplied_minor + COALESCE((SELECT SUM(allocation.amount_minor) FROM allocation
           WHERE allocation.payment_id = payment.id AND allocation.document_id IS NULL AND allocation.date > @to), 0)), 0)
       FROM payment WHERE account_id = @accountId AND currency = @currency
         AND deleted_at IS NULL AND kind NOT IN ('refund') AND date BETWEEN @from AND @to AND (date > @from OR id > @promise)`,
    )
    .pluck()
    .get({ ...bounds(promise, asOf), promise: promise.id });
  return minorUnits(Math.max(0, sum ?? 0));
}

/** What is open on the ground of a promise now: of its invoices, or of all invoices written by the day it was made. */
export function openOnGround(
  db: Connection,
  ground: Pick<PromiseGround, 'accountId' | 'currency' | 'documentIds' | 'madeOn'>,
): MinorUnits {
  const { accountId, currency, madeOn } = ground;
  const onAccount = ground.documentIds.length === 0;
  const sum = db
    .prepare<unknown[], number>(
      `SELECT COALESCE(SUM(open_minor), 0) FROM document
       WHERE account_id = @accountId AND currency = @currency AND kind = 'invoice' AND deleted_at IS NULL
         AND ${onAccount ? '(issue_date IS NULL OR issue_date <= @madeOn)' : 'id IN (SELECT value FROM json_each(@documents))'}`,
    )
    .pluck()
    .get(
      onAccount
        ? { accountId, currency, madeOn }
        : { accountId, currency, documents: JSON.stringify(ground.documentIds) },
    );
  return minorUnits(Math.max(0, sum ?? 0));
}

/** The invoices of promises, by promise. */
export function invoicesOfPromises(
  db: Connection,
  promises: readonly PromiseId[],
): ReadonlyMap<PromiseId, DocumentId[]> {
  const rows = db
    .prepare<[string], { promise: PromiseId; document: DocumentId }>(
      `SELECT promise_id AS promise, document_id AS document FROM promise_invoice
       WHERE promise_id IN (SELECT value FROM json_each(?)) ORDER BY document_id`,
    )
    .all(JSON.stringify(promises));
  const groups = new Map<PromiseId, DocumentId[]>();
  for (const { promise, document } of rows) groups.set(promise, [...(groups.get(promise) ?? []), document]);
  return groups;
}

/** An application whose other side is a credit note: the accounting system tells both sides in rows of their own. */
const BY_CREDIT_NOTE = `(allocation.payment_id IS NULL AND allocation.source_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM allocation AS other WHERE other.ledger_id = allocation.ledger_id
    AND other.source_id = allocation.source_id || '#from' AND other.document_id IS NOT NULL))`;

function bounds(ground: PromiseGround, asOf: PlainDate) {
  const last = lastDayOf(ground.date, ground.graceDays);
  const to = last < asOf ? last : asOf;
  return { accountId: ground.accountId, currency: ground.currency, from: ground.madeOn, to };
}
