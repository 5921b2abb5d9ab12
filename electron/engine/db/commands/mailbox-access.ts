import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import type { WriteCommand } from './command.ts';
import type { PauseCause } from './outbox-outcome.ts';

export interface AcceptedCertificate {
  readonly id: MailboxId;
  readonly server: 'imap' | 'smtp';
  /** PEM of the one certificate that will do from now on; null: the usual check by authorities again. */
  readonly pem: string | null;
  /** SHA-256 of it as people compare it, for the log. */
  readonly fingerprint: string | null;
}

/** A person trusts exactly this certificate for this server of this mailbox, or no longer does. */
export const acceptCertificate: WriteCommand<AcceptedCertificate, null> = (db, input) => {
  const row = requireRow(db, input.id);
  const before = input.server === 'imap' ? row.imapPin : row.smtpPin;
  if (before === input.pem) return { output: null, unchanged: true };
  const column = input.server === 'imap' ? 'imap_pin' : 'smtp_pin';
  db.prepare(`UPDATE mailbox SET ${column} = ? WHERE id = ?`).run(input.pem, input.id);
  const server = input.server === 'imap' ? 'incoming' : 'sending';
  const what =
    input.pem === null
      ? `Accepted certificate of the ${server} server of ${row.address} taken away`
      : `Certificate of the ${server} server of ${row.address} accepted: SHA-256 ${input.fingerprint}`;
  const payload = {
    summary: what,
    mailbox: input.id,
    server: input.server,
    url: input.server === 'imap' ? row.imapUrl : row.smtpUrl,
    fingerprint: input.fingerprint,
  };
  return { output: null, entries: [{ kind: 'mailbox_changed', account: null, payload }] };
};

/**
 * The permission that is kept under `secretName` is gone: nothing is sent from the mailbox until its owner has signed in
 * again. Who did so meanwhile has another one, and nothing changes. A pause for another cause stays: it ends by itself or by
 * a person, and the next attempt to send finds the permission gone.
 */
export const requireReconnect: WriteCommand<
  { readonly id: MailboxId; readonly secretName: string; readonly reason: string },
  null
> = (db, { id, secretName, reason }) => {
  const row = requireRow(db, id);
  if (row.reconnectReason !== null || row.secretName !== secretName) return { output: null, unchanged: true };
  db.prepare('UPDATE mailbox SET reconnect_reason = ? WHERE id = ?').run(reason, id);
  db.prepare(
    `UPDATE mailbox SET paused_until = NULL, pause_reason = ?, pause_cause = 'login'
     WHERE id = ? AND (pause_reason IS NULL OR pause_cause = 'login')`,
  ).run(reason, id);
  const payload = { summary: `Sending from ${row.address} paused: ${reason}`, mailbox: id, until: null };
  return { output: null, entries: [{ kind: 'mailbox_paused', account: null, payload }] };
};

/**
 * The owner signed in again: another token in the key store. What was paused because the login was refused goes on; a pause
 * that the server asked for, or a person, stays.
 */
export const reconnectMailbox: WriteCommand<
  { readonly id: MailboxId; readonly secretName: string; readonly oauthJson: string },
  { readonly secretBefore: string | null }
> = (db, input, context) => {
  const row = requireRow(db, input.id);
  const goesOn = row.pauseCause === 'login';
  db.prepare(
    `UPDATE mailbox SET login = 'oauth', oauth_json = @oauthJson, secret_name = @secretName, reconnect_reason = NULL,
       paused_until = CASE WHEN pause_cause = 'login' THEN NULL ELSE paused_until END,
       pause_reason = CASE WHEN pause_cause = 'login' THEN NULL ELSE pause_reason END,
       pause_cause = CASE WHEN pause_cause = 'login' THEN NULL ELSE pause_cause END
     WHERE id = @id`,
  ).run(input);
  db.prepare(
    "UPDATE draft SET state = 'queued', run_at = ? WHERE mailbox_id = ? AND state IN ('queued', 'failed')",
  ).run(context.now, input.id);
  const changed = {
    kind: 'mailbox_changed',
    account: null,
    payload: { summary: `Mailbox ${row.address} connected again`, mailbox: input.id },
  } as const;
  const resumed = {
    kind: 'mailbox_resumed',
    account: null,
    payload: { summary: `Sending from ${row.address} goes on`, mailbox: input.id },
  } as const;
  return {
    output: { secretBefore: row.secretName === input.secretName ? null : row.secretName },
    entries: goesOn ? [changed, resumed] : [changed],
  };
};

interface AccessRow {
  readonly address: string;
  readonly secretName: string;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
  readonly imapPin: string | null;
  readonly smtpPin: string | null;
  readonly reconnectReason: string | null;
  readonly pauseCause: PauseCause | null;
}

function requireRow(db: Connection, id: MailboxId): AccessRow {
  const row = db
    .prepare<[string], AccessRow>(
      `SELECT address, secret_name AS secretName, imap_url AS imapUrl, smtp_url AS smtpUrl, imap_pin AS imapPin,
         smtp_pin AS smtpPin, reconnect_reason AS reconnectReason, pause_cause AS pauseCause
       FROM mailbox WHERE id = ? AND removed_at IS NULL`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such mailbox.');
  return row;
}
