import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { AccountId, DocumentId, PromiseId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { sameGround } from '../../../../shared/domain/promises/ground.ts';
import { levelAfter } from '../../../../shared/domain/promises/level.ts';
import type { PromiseChannel, PromiseState } from '../../../../shared/domain/promises/types.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { appliedSince, openOnGround } from '../hold-fire/promise-facts.ts';
import { promisesAt } from '../hold-fire/promises-at.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { CommandContext, WriteCommand } from './command.ts';

export interface NewPromise {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly date: PlainDate;
  readonly graceDays: number;
  /** Open invoices of the account in the currency; none: it stands on the account. */
  readonly documentIds: readonly DocumentId[];
  readonly promisedBy: string | null;
  readonly channel: PromiseChannel;
  readonly note: string;
}

export interface MadePromise {
  readonly id: PromiseId;
  readonly level: number;
  /** What is open on what it stands on: less than the promise is worth a remark. */
  readonly openMinor: MinorUnits;
  /** The promises that it took the place of. */
  readonly replaced: readonly PromiseId[];
}

/**
 * Keeps a promise to pay. An open one on any of the same invoices (of an account's promise: on the account) is replaced,
 * since an invoice waits for at most one; the level tells how often that happened. Errors: `not_found`, `validation`.
 */
export const addPromise: WriteCommand<NewPromise, MadePromise> = (db, input, context) => {
  requireAccount(db, input.accountId);
  if (input.amountMinor <= 0) {
    throw new EngineError('validation', 'A promise needs an amount above zero.', { path: 'amount' });
  }
  const documentIds = [...new Set(input.documentIds)].sort();
  const numbers = documentIds.map((id) => requireOpenInvoice(db, input, id));
  const ground = { ...input, documentIds, madeOn: context.today };
  const earlier = promisesAt(db, { asOf: context.today, accounts: [input.accountId] }).filter(
    (promise) => promise.currency === input.currency && sameGround(promise, { documentIds }),
  );
  const replaced = earlier.filter((promise) => promise.state === 'open');
  const level = levelAfter(earlier.filter((promise) => promise.state !== 'withdrawn').at(-1) ?? null);
  const id = context.newId() as PromiseId;
  const openMinor = openOnGround(db, ground);
  for (const promise of replaced) {
    db.prepare("UPDATE promise SET state = 'replaced', decided_on = ?, received_minor = ? WHERE id = ?").run(
      context.today,
      promise.receivedMinor,
      promise.id,
    );
  }
  db.prepare(
    `INSERT INTO promise (id, account_id, currency, amount_minor, date, grace_days, level, promised_by, channel, note, state,
       received_minor, already_received_minor, open_then_minor, replaces, made_on, made_at, made_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    input.accountId,
    input.currency,
    input.amountMinor,
    input.date,
    input.graceDays,
    level,
    input.promisedBy,
    input.channel,
    input.note,
    appliedSince(db, ground, context.today),
    openMinor,
    replaced.at(-1)?.id ?? null,
    context.today,
    context.now,
    context.actor,
  );
  const insert = db.prepare('INSERT INTO promise_invoice VALUES (?, ?)');
  for (const documentId of documentIds) insert.run(id, documentId);
  const on = numbers.length === 0 ? 'on the account' : `on ${numbers.join(', ')}`;
  const summary = `Promised ${formatMoney(input.amountMinor, input.currency)} by ${formatExactDate(input.date)}, ${on}${level > 1 ? ` (no. ${level})` : ''}`;
  const payload = {
    summary,
    ...(input.note === '' ? {} : { text: input.note }),
    promise: id,
    currency: input.currency,
    amount: input.amountMinor,
    date: input.date,
    level,
    invoices: numbers,
    promisedBy: input.promisedBy,
    channel: input.channel,
    replaces: replaced.map((promise) => promise.id),
  };
  return {
    output: { id, level, openMinor, replaced: replaced.map((promise) => promise.id) },
    entries: [{ kind: 'promise_made', account: input.accountId, payload }],
    afterLog: refreshAfter(db, context, [input.accountId]),
  };
};

/** Takes a promise back that was entered by mistake. It counts in no rate; the promises that it replaced are open again. */
export const withdrawPromise: WriteCommand<{ readonly id: PromiseId; readonly reason: string }, null> = (
  db,
  { id, reason },
  context,
) => {
  const row = requirePromise(db, id);
  if (row.state === 'withdrawn') return { output: null, unchanged: true };
  db.prepare("UPDATE promise SET state = 'withdrawn', decided_on = ? WHERE id = ?").run(context.today, id);
  if (row.state === 'open') reopenReplaced(db, row, context);
  const summary = `Promise of ${formatMoney(row.amountMinor, row.currency)} by ${formatExactDate(row.date)} taken back`;
  return {
    output: null,
    entries: [
      { kind: 'promise_withdrawn', account: row.accountId, payload: { summary, promise: id, reason } },
    ],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Opens what a promise had replaced again, unless a promise that still counts has taken its place since. */
function reopenReplaced(db: Connection, withdrawn: PromiseRow, context: CommandContext): void {
  const own = promisesAt(db, { asOf: context.today, accounts: [withdrawn.accountId] }).filter(
    ({ currency }) => currency === withdrawn.currency,
  );
  const index = own.findIndex(({ id }) => id === withdrawn.id);
  const documentIds = own[index]?.documentIds ?? [];
  own.forEach((promise, at) => {
    if (at >= index || promise.state !== 'replaced' || !sameGround(promise, { documentIds })) return;
    const taken = own
      .slice(at + 1)
      .some((later) => later.state !== 'withdrawn' && sameGround(promise, later));
    if (taken) return;
    db.prepare("UPDATE promise SET state = 'open', decided_on = NULL WHERE id = ?").run(promise.id);
  });
}

export interface PromiseRow {
  readonly id: PromiseId;
  readonly accountId: AccountId;
  readonly state: PromiseState;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly date: PlainDate;
  readonly correction: string | null;
}

/** A promise for a log line; throws `not_found`. */
export function requirePromise(db: Connection, id: PromiseId): PromiseRow {
  const row = db
    .prepare<[string], PromiseRow>(
      `SELECT id, account_id AS accountId, state, currency, amount_minor AS amountMinor, date, correction
       FROM promise WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such promise in this workspace.');
  return row;
}

function requireOpenInvoice(db: Connection, { accountId, currency }: NewPromise, id: DocumentId): string {
  const row = db
    .prepare<unknown[], { number: string; open: number; currency: string }>(
      `SELECT number, open_minor AS open, currency FROM document
       WHERE id = ? AND account_id = ? AND kind = 'invoice' AND deleted_at IS NULL`,
    )
    .get(id, accountId);
  if (row === undefined) throw new EngineError('not_found', 'The account has no such invoice.');
  if (row.currency !== currency) {
    throw new EngineError(
      'validation',
      `Invoice ${row.number} is in ${row.currency}, the promise in ${currency}.`,
    );
  }
  if (minorUnits(row.open) <= 0) {
    throw new EngineError(
      'validation',
      `Nothing is open on invoice ${row.number}. Leave it out of the promise.`,
    );
  }
  return row.number;
}
