import { assertNever } from '../../../../shared/domain/brand.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import type { ContactChannel, HoldTarget } from '../../../../shared/domain/holds/types.ts';
import type { AccountId, ContactId, DoNotContactId, HoldId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { CommandContext, WriteCommand } from './command.ts';

/** Puts its target on hold; a hold that rests on the same target already is replaced. */
export const setHold: WriteCommand<
  { readonly target: HoldTarget; readonly reason: string; readonly until: PlainDate | null },
  { readonly id: HoldId }
> = (db, { target, reason, until }, context) => {
  if (reason.trim() === '')
    throw new EngineError('validation', 'A hold needs its reason.', { path: 'reason' });
  if (until !== null && until <= context.today) {
    throw new EngineError('validation', 'A hold ends on a day after today. Choose a later date, or none.', {
      path: 'until',
    });
  }
  const name = nameOf(db, target);
  lift(db, target, context);
  const id = context.newId() as HoldId;
  const [accountId, documentId] = keysOf(target);
  db.prepare(
    `INSERT INTO hold (id, account_id, document_id, reason, until, set_on, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, accountId, documentId, reason.trim(), until, context.today, context.now, context.actor);
  const end = until === null ? 'until it is lifted' : `until ${formatExactDate(until)}`;
  const payload = {
    summary: `${name} on hold ${end}: ${reason.trim()}`,
    hold: id,
    scope: target.scope,
    ...(target.scope === 'invoice' ? { invoice: name } : {}),
    reason: reason.trim(),
    until,
  };
  return {
    output: { id },
    entries: [{ kind: 'hold_set', account: accountId, payload }],
    afterLog: refreshTarget(db, context, target),
  };
};

/** Lifts the hold on a target; nothing happens where none rests. */
export const liftHold: WriteCommand<{ readonly target: HoldTarget }, { readonly lifted: HoldId | null }> = (
  db,
  { target },
  context,
) => {
  const name = nameOf(db, target);
  const lifted = lift(db, target, context);
  if (lifted === null) return { output: { lifted }, unchanged: true };
  const payload = { summary: `Hold lifted: ${name}`, hold: lifted, scope: target.scope };
  return {
    output: { lifted },
    entries: [{ kind: 'hold_lifted', account: keysOf(target)[0], payload }],
    afterLog: refreshTarget(db, context, target),
  };
};

function lift(db: Connection, target: HoldTarget, context: CommandContext): HoldId | null {
  const id = db
    .prepare<unknown[], HoldId>(
      'SELECT id FROM hold WHERE lifted_at IS NULL AND account_id IS ? AND document_id IS ?',
    )
    .pluck()
    .get(...keysOf(target));
  if (id === undefined) return null;
  db.prepare('UPDATE hold SET lifted_at = ? WHERE id = ?').run(context.now, id);
  return id;
}

function keysOf(target: HoldTarget): readonly [AccountId | null, string | null] {
  switch (target.scope) {
    case 'workspace':
      return [null, null];
    case 'account':
      return [target.accountId, null];
    case 'invoice':
      return [target.accountId, target.documentId];
    default:
      return assertNever(target);
  }
}

function nameOf(db: Connection, target: HoldTarget): string {
  if (target.scope === 'workspace') return 'Everything';
  const account = requireAccount(db, target.accountId);
  if (target.scope === 'account') return account.name;
  const number = db
    .prepare<[string, string], string>(
      "SELECT number FROM document WHERE id = ? AND account_id = ? AND kind = 'invoice' AND deleted_at IS NULL",
    )
    .pluck()
    .get(target.documentId, target.accountId);
  if (number === undefined) throw new EngineError('not_found', 'The account has no such invoice.');
  return number;
}

function refreshTarget(db: Connection, context: CommandContext, target: HoldTarget): () => void {
  if (target.scope !== 'workspace') return refreshAfter(db, context, [target.accountId]);
  return () => refreshSummaries(db, { today: context.today });
}

export interface NewDoNotContact {
  readonly accountId: AccountId;
  /** One contact of the account; null: the whole account. */
  readonly contactId: ContactId | null;
  readonly channel: ContactChannel;
  readonly reason: string;
}

/** Keeps the wish not to be contacted; the same wish again changes its reason. */
export const setDoNotContact: WriteCommand<NewDoNotContact, { readonly id: DoNotContactId }> = (
  db,
  { accountId, contactId, channel, reason },
  context,
) => {
  const account = requireAccount(db, accountId);
  const contact = contactId === null ? null : requireContact(db, accountId, contactId);
  db.prepare(
    `UPDATE do_not_contact SET lifted_at = ? WHERE lifted_at IS NULL AND account_id = ? AND contact_id IS ? AND channel = ?`,
  ).run(context.now, accountId, contactId, channel);
  const id = context.newId() as DoNotContactId;
  db.prepare(
    `INSERT INTO do_not_contact (id, account_id, contact_id, channel, reason, set_on, set_at, set_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, accountId, contactId, channel, reason.trim(), context.today, context.now, context.actor);
  const who = contact ?? account.name;
  const how = { mail: 'no mail', call: 'no calls', all: 'no contact at all' }[channel];
  const payload = {
    summary: `Do not contact ${who}: ${how}${reason.trim() === '' ? '' : ` (${reason.trim()})`}`,
    doNotContact: id,
    contact,
    channel,
    reason: reason.trim(),
  };
  return {
    output: { id },
    entries: [{ kind: 'do_not_contact_set', account: accountId, payload }],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

/** Takes the wish back, when the customer says so. */
export const liftDoNotContact: WriteCommand<
  { readonly id: DoNotContactId; readonly reason: string },
  null
> = (db, { id, reason }, context) => {
  const row = db
    .prepare<[string], { accountId: AccountId; liftedAt: string | null }>(
      'SELECT account_id AS accountId, lifted_at AS liftedAt FROM do_not_contact WHERE id = ?',
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such entry in this workspace.');
  if (row.liftedAt !== null) return { output: null, unchanged: true };
  db.prepare('UPDATE do_not_contact SET lifted_at = ? WHERE id = ?').run(context.now, id);
  const payload = { summary: 'May be contacted again', doNotContact: id, reason };
  return {
    output: null,
    entries: [{ kind: 'do_not_contact_lifted', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

function requireContact(db: Connection, accountId: AccountId, id: ContactId): string {
  const row = db
    .prepare<[string, string], { name: string | null; email: string | null }>(
      'SELECT name, email FROM contact WHERE id = ? AND account_id = ?',
    )
    .get(id, accountId);
  if (row === undefined) throw new EngineError('not_found', 'The account has no such contact.');
  return row.name ?? row.email ?? 'a contact';
}
