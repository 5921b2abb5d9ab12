import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, PromiseId } from '../../../../shared/domain/ids.ts';
import { addMinor, type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { decidePromise, lastDayOf } from '../../../../shared/domain/promises/decide-promise.ts';
import type {
  PaymentPromise,
  PromiseChannel,
  PromiseState,
} from '../../../../shared/domain/promises/types.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from '../summary/account-family.ts';
import { appliedSince, invoicesOfPromises, openOnGround, unappliedSince } from './promise-facts.ts';

/** A promise as it stands on a date. */
export interface PromiseAt extends PaymentPromise {
  readonly graceDays: number;
  /** The last day on which a payment keeps it. */
  readonly lastDay: PlainDate;
  readonly state: PromiseState;
  /** What has arrived on it by the date, at most what was promised. */
  readonly receivedMinor: MinorUnits;
  readonly promisedBy: string | null;
  readonly channel: PromiseChannel;
  readonly note: string;
  readonly correction: string | null;
  readonly madeBy: string;
}

interface PromiseRow extends Omit<PromiseAt, 'documentIds' | 'lastDay'> {
  readonly alreadyReceivedMinor: MinorUnits;
  readonly openThenMinor: MinorUnits;
}

export interface PromisesScope {
  readonly asOf: PlainDate;
  /** Only these accounts; absent: all. */
  readonly accounts?: readonly AccountId[];
}

/**
 * Promises as they stand on a date, in the order in which they were made, worked out from the books each time: cash that
 * nobody has applied yet counts for the promise that falls due first. What was replaced, taken back or corrected by a
 * person is not worked out again. A promise that was made later than the date stands as well: whoever asks for a past
 * date writes to a customer of today.
 */
export function promisesAt(db: Connection, scope: PromisesScope): readonly PromiseAt[] {
  const rows = readRows(db, scope);
  const invoices = invoicesOfPromises(
    db,
    rows.map((row) => row.id),
  );
  const spent = new Map<string, number>();
  const decided = new Map<PromiseId, PromiseAt>();
  for (const row of [...rows].sort(byLastDay)) {
    const { alreadyReceivedMinor, openThenMinor, ...known } = row;
    const promise = {
      ...known,
      documentIds: invoices.get(row.id) ?? [],
      lastDay: lastDayOf(row.date, row.graceDays),
    };
    if (isSettledByHand(row)) {
      decided.set(row.id, promise);
      continue;
    }
    const applied = minorUnits(Math.max(0, appliedSince(db, promise, scope.asOf) - alreadyReceivedMinor));
    const pool = `${row.accountId} ${row.currency}`;
    const wanted = Math.max(0, row.amountMinor - applied);
    const loose = Math.min(
      wanted,
      Math.max(0, unappliedSince(db, promise, scope.asOf) - (spent.get(pool) ?? 0)),
    );
    spent.set(pool, (spent.get(pool) ?? 0) + loose);
    const receivedMinor = minorUnits(Math.min(row.amountMinor, applied + loose));
    const open = openOnGround(db, promise);
    // What credit notes took off is gone: only what arrived or is still open can have been paid.
    const expectableMinor = minorUnits(Math.min(openThenMinor, addMinor(open, applied)));
    const state = decidePromise({ ...promise, today: scope.asOf, receivedMinor, expectableMinor });
    decided.set(row.id, { ...promise, state, receivedMinor });
  }
  return rows.flatMap((row) => decided.get(row.id) ?? []);
}

function isSettledByHand({ state, correction }: Pick<PromiseRow, 'state' | 'correction'>): boolean {
  return correction !== null || state === 'replaced' || state === 'withdrawn';
}

function byLastDay(left: PromiseRow, right: PromiseRow): number {
  const [a, b] = [lastDayOf(left.date, left.graceDays), lastDayOf(right.date, right.graceDays)];
  if (a !== b) return a < b ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

function readRows(db: Connection, { accounts }: PromisesScope): readonly PromiseRow[] {
  const only = accounts === undefined ? '' : `WHERE account_id IN ${familiesOf('@accounts')}`;
  return db
    .prepare<unknown[], PromiseRow & { readonly currency: CurrencyCode; readonly madeAt: Instant }>(
      `SELECT id, ${owningAccount(db, 'promise')} AS accountId, currency, amount_minor AS amountMinor, date,
         grace_days AS graceDays, level, promised_by AS promisedBy, channel, note, state, received_minor AS receivedMinor,
         correction, already_received_minor AS alreadyReceivedMinor, open_then_minor AS openThenMinor,
         made_on AS madeOn, made_at AS madeAt, made_by AS madeBy
       FROM promise ${only} ORDER BY made_at, id`,
    )
    .all(accounts === undefined ? {} : { accounts: JSON.stringify(accounts) });
}
