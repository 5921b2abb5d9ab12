import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshSearch } from '../summary/search.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { CommandContext, WriteCommand } from './command.ts';

export interface ContactValues {
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly billing: boolean;
}

interface ContactRow extends Omit<ContactValues, 'billing'> {
  readonly id: ContactId;
  readonly account_id: AccountId;
  readonly billing: number;
  readonly source: string;
  readonly removed_at: string | null;
}

/** Adds a contact that is ours: later files do not touch it. */
export const addContact: WriteCommand<
  { readonly accountId: AccountId; readonly contact: ContactValues },
  { readonly id: ContactId }
> = (db, { accountId, contact }, context) => {
  requireAccount(db, accountId);
  const id = context.newId() as ContactId;
  db.prepare(
    `INSERT INTO contact (id, account_id, name, role, email, phone, billing, source)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'user')`,
  ).run(id, accountId, contact.name, contact.role, contact.email, contact.phone, contact.billing ? 1 : 0);
  refreshSearch(db, [accountId]);
  const payload = { summary: `Contact added: ${labelOf(contact)}`, contact: id, after: contact };
  return {
    output: { id },
    entries: [{ kind: 'contact_added', account: accountId, payload }],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

/**
 * Changes a contact; one that came with a file becomes ours by that. The address that the file gave stays behind as
 * removed, so that the next file does not bring the wrong one back.
 */
export const changeContact: WriteCommand<
  { readonly id: ContactId; readonly contact: ContactValues },
  { readonly id: ContactId; readonly accountId: AccountId }
> = (db, { id, contact }, context) => {
  const row = requireContact(db, id);
  const before = valuesOf(row);
  const output = { id, accountId: row.account_id };
  if (JSON.stringify(before) === JSON.stringify(valuesIn(contact)) && row.removed_at === null) {
    return { output, unchanged: true };
  }
  if (row.source === 'ledger' && row.email !== contact.email) leaveBehind(db, row, context);
  db.prepare(
    `UPDATE contact SET name = ?, role = ?, email = ?, phone = ?, billing = ?, source = 'user', removed_at = NULL
     WHERE id = ?`,
  ).run(contact.name, contact.role, contact.email, contact.phone, contact.billing ? 1 : 0, id);
  refreshSearch(db, [row.account_id]);
  const payload = {
    summary: `Contact changed: ${labelOf(contact)}`,
    contact: id,
    before,
    after: valuesIn(contact),
  };
  return {
    output,
    entries: [{ kind: 'contact_changed', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** Takes a contact off the account; changing it again brings it back (undo). */
export const removeContact: WriteCommand<{ readonly id: ContactId }, { readonly accountId: AccountId }> = (
  db,
  { id },
  context,
) => {
  const row = requireContact(db, id);
  const output = { accountId: row.account_id };
  if (row.removed_at !== null) return { output, unchanged: true };
  db.prepare('UPDATE contact SET removed_at = ? WHERE id = ?').run(context.now, id);
  refreshSearch(db, [row.account_id]);
  const payload = { summary: `Contact removed: ${labelOf(row)}`, contact: id, before: valuesOf(row) };
  return {
    output,
    entries: [{ kind: 'contact_removed', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

function leaveBehind(db: Connection, row: ContactRow, context: CommandContext): void {
  db.prepare(
    `INSERT INTO contact (id, account_id, name, role, email, phone, billing, source, removed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'ledger', ?)`,
  ).run(context.newId(), row.account_id, row.name, row.role, row.email, row.phone, row.billing, context.now);
}

function requireContact(db: Connection, id: ContactId): ContactRow {
  const row = db
    .prepare<[string], ContactRow>(
      'SELECT id, account_id, name, role, email, phone, billing, source, removed_at FROM contact WHERE id = ?',
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such contact.');
  return row;
}

function valuesOf(row: ContactRow): ContactValues {
  return { name: row.name, role: row.role, email: row.email, phone: row.phone, billing: row.billing === 1 };
}

function valuesIn(contact: ContactValues): ContactValues {
  const { name, role, email, phone, billing } = contact;
  return { name, role, email, phone, billing };
}

function labelOf(contact: {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}): string {
  return contact.name ?? contact.email ?? contact.phone ?? 'without a name';
}
