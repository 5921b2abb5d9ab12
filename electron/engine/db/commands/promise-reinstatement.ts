import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { PromiseId } from '../../../../shared/domain/ids.ts';
import { sameGround } from '../../../../shared/domain/promises/ground.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { type PromiseAt, promisesAt } from '../hold-fire/promises-at.ts';
import { refreshAfter } from './account-rows.ts';
import type { CommandContext, WriteCommand } from './command.ts';
import { type PromiseRow, requirePromise } from './promises.ts';

/**
 * Lets the payments tell again what became of a promise: takes back that it was withdrawn or corrected. What it had
 * replaced is replaced again. Errors: `not_found`; `conflict` when a later promise stands in its place.
 */
export const reinstatePromise: WriteCommand<{ readonly id: PromiseId }, null> = (db, { id }, context) => {
  const row = requirePromise(db, id);
  if (row.state !== 'withdrawn' && row.correction === null) return { output: null, unchanged: true };
  const replaced = row.state === 'withdrawn' ? inItsPlace(db, row, context) : [];
  for (const promise of replaced) {
    db.prepare("UPDATE promise SET state = 'replaced', decided_on = ?, received_minor = ? WHERE id = ?").run(
      context.today,
      promise.receivedMinor,
      promise.id,
    );
  }
  db.prepare(
    "UPDATE promise SET state = 'open', correction = NULL, decided_on = NULL, received_minor = 0 WHERE id = ?",
  ).run(id);
  const now = promisesOf(db, row, context).find((promise) => promise.id === id);
  const state = now?.state ?? 'open';
  if (now !== undefined && state !== 'open') {
    db.prepare('UPDATE promise SET state = ?, received_minor = ?, decided_on = ? WHERE id = ?').run(
      state,
      now.receivedMinor,
      context.today,
      id,
    );
  }
  const summary = `Promise of ${formatMoney(row.amountMinor, row.currency)} by ${formatExactDate(row.date)} stands again`;
  const payload = { summary, promise: id, before: row.state, state, replaces: replaced.map((one) => one.id) };
  return {
    output: null,
    entries: [{ kind: 'promise_reinstated', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

function promisesOf(
  db: Connection,
  { accountId, currency }: PromiseRow,
  { today }: CommandContext,
): readonly PromiseAt[] {
  return promisesAt(db, { asOf: today, accounts: [accountId] }).filter((one) => one.currency === currency);
}

/** The earlier promises that opened again when it was withdrawn; a later one that still counts is in the way. */
function inItsPlace(db: Connection, row: PromiseRow, context: CommandContext): readonly PromiseAt[] {
  const own = promisesOf(db, row, context);
  const index = own.findIndex((promise) => promise.id === row.id);
  const documentIds = own[index]?.documentIds ?? [];
  const meeting = (promise: PromiseAt) => sameGround(promise, { documentIds });
  if (own.slice(index + 1).some((promise) => promise.state !== 'withdrawn' && meeting(promise))) {
    throw new EngineError(
      'conflict',
      'A later promise stands in the place of this one. Take that one back first.',
    );
  }
  return own.slice(0, index).filter((promise) => promise.state === 'open' && meeting(promise));
}
