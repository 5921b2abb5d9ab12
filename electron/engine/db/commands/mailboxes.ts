import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from './command.ts';

/** A mailbox without its secret, which never comes near the database thread of the window. */
export interface MailboxValues {
  readonly address: string;
  readonly displayName: string | null;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
  readonly draftsFolder: string | null;
  readonly user: string;
  readonly caPem: string | null;
}

export const addMailbox: WriteCommand<MailboxValues & { readonly id: MailboxId }, null> = (
  db,
  input,
  context,
) => {
  const taken = db
    .prepare('SELECT 1 FROM mailbox WHERE address = ? COLLATE NOCASE AND removed_at IS NULL')
    .get(input.address);
  if (taken !== undefined) {
    throw new EngineError(
      'conflict',
      `The mailbox ${input.address} is set up already. Remove it first to set it up anew.`,
    );
  }
  db.prepare(
    `INSERT INTO mailbox (id, address, display_name, imap_url, smtp_url, user, ca_pem, drafts_folder, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    input.id,
    input.address,
    input.displayName,
    input.imapUrl,
    input.smtpUrl,
    input.user,
    input.caPem,
    input.draftsFolder,
    context.now,
  );
  const payload = {
    summary: `Mailbox ${input.address} added`,
    mailbox: input.id,
    imap: input.imapUrl,
    smtp: input.smtpUrl,
  };
  return { output: null, entries: [{ kind: 'mailbox_added', account: null, payload }] };
};

/** Which folder drafts go to, when a person chose it. */
export const setDraftsFolder: WriteCommand<
  { readonly id: MailboxId; readonly folder: string | null },
  null
> = (db, { id, folder }) => {
  const row = db
    .prepare<[string], { address: string; drafts_folder: string | null }>(
      'SELECT address, drafts_folder FROM mailbox WHERE id = ? AND removed_at IS NULL',
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such mailbox.');
  if (row.drafts_folder === folder) return { output: null, unchanged: true };
  db.prepare('UPDATE mailbox SET drafts_folder = ? WHERE id = ?').run(folder, id);
  const payload = {
    summary: `Drafts folder of ${row.address}: ${folder ?? 'found by itself'}`,
    mailbox: id,
    folder,
  };
  return { output: null, entries: [{ kind: 'mailbox_changed', account: null, payload }] };
};

/** Drafts that were waiting for it go back to being drafts. */
export const removeMailbox: WriteCommand<{ readonly id: MailboxId }, null> = (db, { id }, context) => {
  const row = db
    .prepare<[string], { address: string }>('SELECT address FROM mailbox WHERE id = ? AND removed_at IS NULL')
    .get(id);
  if (row === undefined) return { output: null, unchanged: true };
  db.prepare('UPDATE mailbox SET removed_at = ? WHERE id = ?').run(context.now, id);
  db.prepare(
    "UPDATE draft SET state = 'draft', mailbox_id = NULL, bytes = NULL WHERE mailbox_id = ? AND state IN ('queued','failed')",
  ).run(id);
  const payload = { summary: `Mailbox ${row.address} removed`, mailbox: id };
  return { output: null, entries: [{ kind: 'mailbox_removed', account: null, payload }] };
};
