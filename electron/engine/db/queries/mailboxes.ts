import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

export interface MailboxRow {
  readonly id: MailboxId;
  readonly address: string;
  readonly displayName: string | null;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
  readonly user: string;
  /** Under which name its password is kept. */
  readonly secretName: string;
  readonly caPem: string | null;
  readonly draftsFolder: string | null;
  readonly lastCheckJson: string | null;
}

/** Mailboxes of the workspace in the order in which they were added; the first is the default. */
export function mailboxes(db: Connection): MailboxRow[] {
  return db
    .prepare<[], MailboxRow>(
      `SELECT id, address, display_name AS displayName, imap_url AS imapUrl, smtp_url AS smtpUrl, user,
         secret_name AS secretName, ca_pem AS caPem, drafts_folder AS draftsFolder, last_check_json AS lastCheckJson
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
