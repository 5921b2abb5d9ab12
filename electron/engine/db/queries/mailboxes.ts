import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

export interface MailboxRow {
  readonly id: MailboxId;
  readonly address: string;
  readonly displayName: string | null;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
  readonly user: string;
  /** Under which name its password or refresh token is kept. */
  readonly secretName: string;
  readonly caPem: string | null;
  readonly draftsFolder: string | null;
  readonly lastCheckJson: string | null;
  readonly provider: string;
  readonly login: 'password' | 'oauth';
  readonly oauthJson: string | null;
  readonly aliasesJson: string;
  readonly imapPin: string | null;
  readonly smtpPin: string | null;
  readonly sentFolder: string | null;
  /** 1 when the provider saves sent mail by itself, 0 when not, null while nobody knows. */
  readonly savesSent: number | null;
  /** When the last test message to itself was begun. */
  readonly testMessageAt: Instant | null;
  readonly perMinute: number;
  readonly perDay: number;
  readonly pausedUntil: Instant | null;
  /** Set while sending from it is paused. */
  readonly pauseReason: string | null;
  /** Why its owner has to sign in again; null while the permission is good. */
  readonly reconnectReason: string | null;
}

/** Mailboxes of the workspace in the order in which they were added; the first is the default. */
export function mailboxes(db: Connection): MailboxRow[] {
  return db
    .prepare<[], MailboxRow>(
      `SELECT id, address, display_name AS displayName, imap_url AS imapUrl, smtp_url AS smtpUrl, user,
         secret_name AS secretName, ca_pem AS caPem, drafts_folder AS draftsFolder, last_check_json AS lastCheckJson, provider, login,
         oauth_json AS oauthJson, aliases_json AS aliasesJson, imap_pin AS imapPin, smtp_pin AS smtpPin,
         sent_folder AS sentFolder, saves_sent AS savesSent, test_message_at AS testMessageAt,
         per_minute AS perMinute, per_day AS perDay,
         paused_until AS pausedUntil, pause_reason AS pauseReason, reconnect_reason AS reconnectReason
       FROM mailbox WHERE removed_at IS NULL ORDER BY created_at, id`,
    )
    .all();
}

/** A secret of a workspace that keeps its secrets itself (passphrase mode). */
export function secretValue(db: Connection, { key }: { readonly key: string }): string | null {
  return (
    (db.prepare('SELECT value FROM secret WHERE key = ?').pluck().get(key) as string | undefined) ?? null
  );
}
