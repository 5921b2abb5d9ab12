import type { MailboxSettings } from '../../db/commands/mailboxes.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { MailAccount, MailSecret } from '../../mail/account/mail-account.ts';
import { parseMailUrl } from '../../mail/account/mail-endpoint.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { accessToken } from './access-token.ts';
import { requireRealMailbox } from './demo-mail.ts';

/**
 * What the mail code needs to open a mailbox.
 *
 * @throws EngineError `auth` when its password is not in the key store or its owner has to sign in again, `network` when no
 *   access token is to be had now, `no_key`, `not_ready` for the demo's invented mailbox.
 */
export async function openableMailbox(
  workspace: OpenWorkspace,
  row: MailboxRow,
): Promise<{ readonly account: MailAccount; readonly secret: MailSecret }> {
  requireRealMailbox(workspace, row);
  return { account: mailAccountOf(row), secret: await mailSecretOf(workspace, row) };
}

/** The password or a good access token. Errors as `openableMailbox`. */
export async function mailSecretOf(workspace: OpenWorkspace, row: MailboxRow): Promise<MailSecret> {
  if (row.login === 'oauth') return { kind: 'token', accessToken: await accessToken(workspace, row) };
  const password = await workspace.secrets.get(row.secretName);
  if (password !== null) return { kind: 'password', password };
  throw new EngineError(
    'auth',
    `The password of ${row.address} is not on this computer. Change the mailbox and enter it again.`,
  );
}

/** The settings of a mailbox as the mail code takes them. Throws `validation` for a server that cannot be one. */
export function mailAccountOf(
  settings: MailboxSettings & Pick<MailboxRow, 'address' | 'imapPin' | 'smtpPin'>,
): MailAccount {
  return {
    address: settings.address,
    user: settings.user,
    imap: parseMailUrl(settings.imapUrl, 'imap'),
    smtp: settings.smtpUrl === null ? null : parseMailUrl(settings.smtpUrl, 'smtp'),
    caPem: settings.caPem,
    pins: { imap: settings.imapPin, smtp: settings.smtpPin },
    draftsFolder: settings.draftsFolder,
    sentFolder: settings.sentFolder,
  };
}
