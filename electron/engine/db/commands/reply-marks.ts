import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { WriteCommand } from './command.ts';

/** Marks that the customer wrote and waits for an answer; the first such day stays. */
export const markUnanswered: WriteCommand<{ readonly accountId: AccountId; readonly about: string }, null> = (
  db,
  { accountId, about },
  context,
) => {
  requireAccount(db, accountId);
  const done = db
    .prepare(
      `INSERT INTO unanswered_reply (account_id, since, about, set_at, set_by) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (account_id) DO NOTHING`,
    )
    .run(accountId, context.today, about.trim(), context.now, context.actor);
  if (done.changes === 0) return { output: null, unchanged: true };
  const summary = `The customer waits for an answer${about.trim() === '' ? '' : `: ${about.trim()}`}`;
  return {
    output: null,
    entries: [{ kind: 'reply_waiting', account: accountId, payload: { summary, about: about.trim() } }],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

/** The customer has its answer. */
export const clearUnanswered: WriteCommand<{ readonly accountId: AccountId }, null> = (
  db,
  { accountId },
  context,
) => {
  requireAccount(db, accountId);
  const done = db.prepare('DELETE FROM unanswered_reply WHERE account_id = ?').run(accountId);
  if (done.changes === 0) return { output: null, unchanged: true };
  return {
    output: null,
    entries: [
      { kind: 'reply_answered', account: accountId, payload: { summary: 'The customer has its answer' } },
    ],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

/** Marks that mail to an address comes back. `accountId`: the account on which it was noticed. */
export const markUndeliverable: WriteCommand<
  { readonly accountId: AccountId; readonly address: string; readonly about: string },
  null
> = (db, { accountId, address, about }, context) => {
  requireAccount(db, accountId);
  const key = address.trim().toLowerCase();
  if (!key.includes('@')) {
    throw new EngineError('validation', `"${address}" is no mail address.`, { path: 'address' });
  }
  const done = db
    .prepare(
      `INSERT INTO undeliverable_address (address, since, about, set_at, set_by) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (address) DO NOTHING`,
    )
    .run(key, context.today, about.trim(), context.now, context.actor);
  if (done.changes === 0) return { output: null, unchanged: true };
  const payload = { summary: `Mail to ${key} comes back`, address: key, about: about.trim() };
  return {
    output: null,
    entries: [{ kind: 'address_undeliverable', account: accountId, payload }],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

/** Mail to the address arrives again. */
export const clearUndeliverable: WriteCommand<
  { readonly accountId: AccountId; readonly address: string },
  null
> = (db, { accountId, address }, context) => {
  requireAccount(db, accountId);
  const key = address.trim().toLowerCase();
  const done = db.prepare('DELETE FROM undeliverable_address WHERE address = ?').run(key);
  if (done.changes === 0) return { output: null, unchanged: true };
  const payload = { summary: `Mail to ${key} arrives again`, address: key };
  return {
    output: null,
    entries: [{ kind: 'address_deliverable', account: accountId, payload }],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};
