import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { AccountId, PromiseId } from '../../../../shared/domain/ids.ts';
import type { PromiseState } from '../../../../shared/domain/promises/types.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { type PromiseAt, promisesAt } from '../hold-fire/promises-at.ts';
import { refreshAfter } from './account-rows.ts';
import type { CommandContext, NewLogEntry, WriteCommand } from './command.ts';
import { requirePromise } from './promises.ts';

export interface PromiseCorrection {
  readonly id: PromiseId;
  readonly state: Extract<PromiseState, 'kept' | 'partly_kept' | 'broken'>;
  /** Why the payments do not tell it; not empty. */
  readonly reason: string;
}

/** Says what became of a promise where the payments do not tell it. From then on nothing is decided about it. */
export const correctPromise: WriteCommand<PromiseCorrection, null> = (db, { id, state, reason }, context) => {
  if (reason.trim() === '') {
    throw new EngineError('validation', 'Say why the payments do not tell it.', { path: 'reason' });
  }
  const row = requirePromise(db, id);
  db.prepare('UPDATE promise SET state = ?, correction = ?, decided_on = ? WHERE id = ?').run(
    state,
    reason.trim(),
    context.today,
    id,
  );
  const summary = `Promise of ${formatMoney(row.amountMinor, row.currency)} by ${formatExactDate(row.date)} corrected: ${WORDS[state]}`;
  const payload = { summary, text: reason.trim(), promise: id, before: row.state, state };
  return {
    output: null,
    entries: [{ kind: 'promise_corrected', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Promises stay under watch so many days after they were decided: a payment may reach the books late. */
const WATCHED_DAYS = 60;

/**
 * Writes down what the payments say of promises: run after each reading of the books and when the date changes. Only
 * promises whose state or received amount changed are written, each with its entry.
 */
export const decidePromises: WriteCommand<null, { readonly decided: number }> = (db, _input, context) => {
  const stored = storedStates(db, context);
  const changed = promisesAt(db, {
    asOf: context.today,
    accounts: [...new Set(stored.map((row) => row.accountId))],
  }).flatMap((promise) => {
    const before = stored.find((row) => row.id === promise.id);
    return before === undefined || before.state === promise.state ? [] : [{ promise, before: before.state }];
  });
  const update = db.prepare('UPDATE promise SET state = ?, received_minor = ?, decided_on = ? WHERE id = ?');
  const entries = changed.map(({ promise, before }): NewLogEntry => {
    const { id, state, receivedMinor, accountId } = promise;
    update.run(state, receivedMinor, state === 'open' ? null : context.today, id);
    return { kind: 'promise_decided', account: accountId, payload: decisionOf(promise, before) };
  });
  const [first, ...others] = entries;
  if (first === undefined) return { output: { decided: 0 }, unchanged: true };
  const accounts = [...new Set(changed.map(({ promise }) => promise.accountId))];
  return {
    output: { decided: entries.length },
    entries: [first, ...others],
    afterLog: refreshAfter(db, context, accounts),
  };
};

const WORDS: Readonly<Record<PromiseState, string>> = {
  open: 'open again',
  kept: 'kept',
  partly_kept: 'partly kept',
  broken: 'broken',
  replaced: 'replaced',
  withdrawn: 'nothing left to pay',
};

function decisionOf(promise: PromiseAt, before: PromiseState) {
  const { amountMinor, receivedMinor, currency, date, level, state } = promise;
  const received = receivedMinor > 0 ? `, ${formatMoney(receivedMinor, currency)} arrived` : '';
  const summary = `Promise of ${formatMoney(amountMinor, currency)} by ${formatExactDate(date)} ${WORDS[state]}${received}`;
  return {
    summary,
    promise: promise.id,
    before,
    state,
    currency,
    amount: amountMinor,
    received: receivedMinor,
    level,
  };
}

interface StoredPromise {
  readonly id: PromiseId;
  readonly accountId: AccountId;
  readonly state: PromiseState;
}

function storedStates(db: Connection, context: CommandContext): readonly StoredPromise[] {
  return db
    .prepare<unknown[], StoredPromise>(
      `SELECT id, account_id AS accountId, state FROM promise
       WHERE correction IS NULL AND (state = 'open'
         OR (state IN ('kept', 'partly_kept', 'broken') AND julianday(@today) - julianday(date) <= @watched))`,
    )
    .all({ today: context.today, watched: WATCHED_DAYS });
}
