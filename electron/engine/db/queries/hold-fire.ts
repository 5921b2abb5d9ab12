import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { MinorUnits } from '../../../../shared/domain/money.ts';
import { sameGround } from '../../../../shared/domain/promises/ground.ts';
import type { PromiseState } from '../../../../shared/domain/promises/types.ts';
import type { Connection } from '../connection.ts';
import { type DisputeRow, disputesOf } from '../hold-fire/disputes-at.ts';
import { type DoNotContactRow, doNotContactOf } from '../hold-fire/holds-at.ts';
import { type KeptRateOf, keptRatesOf } from '../hold-fire/kept-rates.ts';
import { openOnGround } from '../hold-fire/promise-facts.ts';
import { type PromiseAt, promisesAt } from '../hold-fire/promises-at.ts';

const MOST = 500;

interface OfAccount {
  readonly accountName: string;
  readonly accountNumber: string | null;
}

export interface PromiseListRow extends Omit<PromiseAt, 'documentIds'>, OfAccount {
  readonly documentIds: PromiseAt['documentIds'][number][];
  readonly numbers: string[];
  /** What is open on what it stands on now. */
  readonly openMinor: MinorUnits;
  /** A later promise that was not taken back stands on some of the same. */
  readonly followed: boolean;
}

/** Promises in some states on a date: those that wait by their last day, then the others, the newest first. */
export function promiseList(
  db: Connection,
  input: {
    readonly states: readonly PromiseState[];
    readonly accountId: AccountId | null;
    readonly asOf: PlainDate;
  },
): {
  readonly promises: PromiseListRow[];
  readonly total: number;
  readonly keptRates: KeptRateOf[];
} {
  const scope = input.accountId === null ? {} : { accounts: [input.accountId] };
  const all = promisesAt(db, { asOf: input.asOf, ...scope });
  const found = all.filter(({ state }) => input.states.includes(state));
  const byAccount = Map.groupBy(all, (promise) => promise.accountId);
  const open = found.filter(({ state }) => state === 'open').sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
  const others = found.filter(({ state }) => state !== 'open').reverse();
  const number = db.prepare<[string], string>('SELECT number FROM document WHERE id = ?').pluck();
  const promises = [...open, ...others].slice(0, MOST).map((promise) => ({
    ...promise,
    ...accountOf(db, promise.accountId),
    documentIds: [...promise.documentIds],
    numbers: promise.documentIds.flatMap((id) => number.get(id) ?? []),
    openMinor: openOnGround(db, promise),
    followed: isFollowed(promise, byAccount.get(promise.accountId) ?? []),
  }));
  return { promises, total: found.length, keptRates: [...keptRatesOf(all, input.asOf)] };
}

/** `own`: all promises of the account, in the order in which they were made. */
function isFollowed(promise: PromiseAt, own: readonly PromiseAt[]): boolean {
  return own
    .slice(own.findIndex(({ id }) => id === promise.id) + 1)
    .some(
      (later) =>
        later.state !== 'withdrawn' && later.currency === promise.currency && sameGround(promise, later),
    );
}

export type DisputeListRow = Omit<DisputeRow, 'papers'> &
  OfAccount & { readonly papers: DisputeRow['papers'][number][] };

/** Disputes, the oldest first, with their accounts. */
export function disputeList(
  db: Connection,
  input: { readonly states: 'open' | 'resolved' | 'all'; readonly accountId: AccountId | null },
): { readonly disputes: DisputeListRow[]; readonly total: number } {
  const scope = input.accountId === null ? {} : { accounts: [input.accountId] };
  const found = disputesOf(db, { ...scope, resolved: input.states !== 'open' }).filter(
    ({ state }) => input.states === 'all' || state === input.states,
  );
  const disputes = found.slice(0, MOST).map((dispute) => ({
    ...dispute,
    ...accountOf(db, dispute.accountId),
    papers: [...dispute.papers],
  }));
  return { disputes, total: found.length };
}

/** Who of an account asked not to be contacted. */
export function doNotContactList(
  db: Connection,
  { accountId }: { readonly accountId: AccountId },
): readonly DoNotContactRow[] {
  return doNotContactOf(db, [accountId]);
}

function accountOf(db: Connection, id: AccountId): OfAccount {
  const row = db
    .prepare<[string], OfAccount>(
      'SELECT name AS accountName, number AS accountNumber FROM account WHERE id = ?',
    )
    .get(id);
  return row ?? { accountName: '', accountNumber: null };
}
