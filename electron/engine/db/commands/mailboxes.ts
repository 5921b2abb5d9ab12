import type { AccountId, MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { WriteCommand } from './command.ts';

/** How a mailbox is reached; its address stays what it was set up with. */
export interface MailboxSettings {
  readonly displayName: string | null;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
  readonly draftsFolder: string | null;
  readonly user: string;
  readonly caPem: string | null;
  /** The name of its password or refresh token in the key store; the secret itself never comes here. */
  readonly secretName: string;
  /** Id of the preset it is set up with; `other` for none. */
  readonly provider: string;
  readonly login: 'password' | 'oauth';
  /** The OAuth registration; never a token. */
  readonly oauthJson: string | null;
  /** `[{address, name}]`: addresses that it may send as besides its own. */
  readonly aliasesJson: string;
  readonly sentFolder: string | null;
  /** 1 when the provider is known to save sent mail by itself, 0 when not, null while nobody knows. */
  readonly savesSent: number | null;
  readonly perMinute: number;
  readonly perDay: number;
}

export interface NewMailbox extends MailboxSettings {
  readonly id: MailboxId;
  readonly address: string;
}

export const addMailbox: WriteCommand<NewMailbox, null> = (db, input, context) => {
  const taken = db
    .prepare('SELECT 1 FROM mailbox WHERE address = ? COLLATE NOCASE AND removed_at IS NULL')
    .get(input.address);
  if (taken !== undefined) {
    throw new EngineError(
      'conflict',
      `The mailbox ${input.address} is set up already and was left as it is. Change it under Mailboxes in the window, or remove it first to set it up anew.`,
      { address: input.address },
    );
  }
  db.prepare(
    `INSERT INTO mailbox (id, address, display_name, imap_url, smtp_url, user, secret_name, ca_pem, drafts_folder,
       provider, login, oauth_json, aliases_json, sent_folder, saves_sent, per_minute, per_day,
       created_at)
     VALUES (@id, @address, @displayName, @imapUrl, @smtpUrl, @user, @secretName, @caPem, @draftsFolder,
       @provider, @login, @oauthJson, @aliasesJson, @sentFolder, @savesSent, @perMinute, @perDay,
       @now)`,
  ).run({ ...input, now: context.now });
  const payload = {
    summary: `Mailbox ${input.address} added`,
    mailbox: input.id,
    imap: input.imapUrl,
    smtp: input.smtpUrl,
    provider: input.provider,
    login: input.login,
  };
  return { output: null, entries: [{ kind: 'mailbox_added', account: null, payload }] };
};

export interface MailboxChange extends MailboxSettings {
  readonly id: MailboxId;
  /** The connection test that these settings passed; null when nothing that it tries was changed. */
  readonly checkJson: string | null;
}

/**
 * Takes other settings over. The password changes with the rest in one step, because only its name stands here.
 * Drafts that wait for the mailbox, or failed because of it, are tried again with the new settings.
 * Hands back under which name the password before was kept, when another takes its place.
 * The entry names what was changed and the new servers; no password and no certificate.
 */
export const changeMailbox: WriteCommand<MailboxChange, { readonly secretBefore: string | null }> = (
  db,
  input,
  context,
) => {
  const before = settingsOf(db, input.id);
  if (before === undefined) throw new EngineError('not_found', 'There is no such mailbox.');
  const changed = PARTS.filter(([part]) => before[part] !== input[part]);
  if (changed.length === 0) return { output: { secretBefore: null }, unchanged: true };
  // A certificate was accepted for one server: another server starts without.
  db.prepare(
    `UPDATE mailbox SET display_name = @displayName, user = @user, secret_name = @secretName, ca_pem = @caPem,
       imap_pin = CASE WHEN imap_url IS @imapUrl THEN imap_pin END, imap_url = @imapUrl,
       smtp_pin = CASE WHEN smtp_url IS @smtpUrl THEN smtp_pin END, smtp_url = @smtpUrl,
       drafts_folder = @draftsFolder, sent_folder = @sentFolder, saves_sent = @savesSent,
       provider = @provider, login = @login, oauth_json = @oauthJson, aliases_json = @aliasesJson,
       per_minute = @perMinute, per_day = @perDay,
       reconnect_reason = CASE WHEN @login = 'oauth' THEN reconnect_reason END,
       pause_reason = CASE WHEN @login = 'oauth' OR reconnect_reason IS NULL OR pause_cause <> 'login' THEN pause_reason END,
       pause_cause = CASE WHEN @login = 'oauth' OR reconnect_reason IS NULL OR pause_cause <> 'login' THEN pause_cause END,
       last_check_json = COALESCE(@checkJson, last_check_json)
     WHERE id = @id`,
  ).run(input);
  db.prepare(
    "UPDATE draft SET state = 'queued', run_at = ? WHERE mailbox_id = ? AND state IN ('queued', 'failed')",
  ).run(context.now, input.id);
  const names = changed.map(([, name]) => name);
  const payload = {
    summary: `Mailbox ${before.address} changed: ${names.join(', ')}`,
    mailbox: input.id,
    changed: names,
    imap: input.imapUrl,
    smtp: input.smtpUrl,
    folder: input.draftsFolder,
  };
  const secretBefore = before.secretName === input.secretName ? null : before.secretName;
  return { output: { secretBefore }, entries: [{ kind: 'mailbox_changed', account: null, payload }] };
};

/** The parts of the settings in words, in the order in which the log names them. */
const PARTS: readonly (readonly [keyof MailboxSettings, string])[] = [
  ['displayName', 'name in From'],
  ['imapUrl', 'incoming server'],
  ['smtpUrl', 'sending server'],
  ['user', 'user name'],
  ['secretName', 'password'],
  ['draftsFolder', 'drafts folder'],
  ['sentFolder', 'sent folder'],
  ['caPem', 'certificate'],
  ['provider', 'provider'],
  ['login', 'way of logging in'],
  ['oauthJson', 'sign-in'],
  ['aliasesJson', 'other sender addresses'],
  ['perMinute', 'messages per minute'],
  ['perDay', 'messages per day'],
];

function settingsOf(db: Connection, id: MailboxId) {
  return db
    .prepare<[string], MailboxSettings & { readonly address: string }>(
      `SELECT address, display_name AS displayName, imap_url AS imapUrl, smtp_url AS smtpUrl, user,
         secret_name AS secretName, ca_pem AS caPem, drafts_folder AS draftsFolder, provider, login,
         oauth_json AS oauthJson, aliases_json AS aliasesJson, sent_folder AS sentFolder,
         saves_sent AS savesSent, per_minute AS perMinute, per_day AS perDay
       FROM mailbox WHERE id = ? AND removed_at IS NULL`,
    )
    .get(id);
}

/** Drafts that were waiting for it go back to being drafts, which still say where they were to go out from. */
export const removeMailbox: WriteCommand<{ readonly id: MailboxId }, null> = (db, { id }, context) => {
  const row = settingsOf(db, id);
  if (row === undefined) return { output: null, unchanged: true };
  db.prepare('UPDATE mailbox SET removed_at = ? WHERE id = ?').run(context.now, id);
  const waiting = db
    .prepare<unknown[], AccountId>(
      `UPDATE draft SET state = 'draft', bytes = NULL WHERE mailbox_id = ? AND state IN ('queued','failed')
       RETURNING account_id`,
    )
    .pluck()
    .all(id);
  const payload = { summary: `Mailbox ${row.address} removed`, mailbox: id };
  return {
    output: null,
    entries: [{ kind: 'mailbox_removed', account: null, payload }],
    afterLog: refreshAfter(db, context, waiting),
  };
};
