import type { MailboxInput, MailboxTest, MailboxView } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { MailboxSettings } from '../../db/commands/mailboxes.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { MailAccount, MailSecret } from '../../mail/account/mail-account.ts';
import { parseMailUrl } from '../../mail/account/mail-endpoint.ts';
import { testMailAccount } from '../../mail/account/test-account.ts';
import { parseMailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** The mailboxes of a workspace as screens show them; never a password. */
export async function listMailboxes(workspace: OpenWorkspace): Promise<MailboxView[]> {
  const rows = await workspace.db.read('mailboxes', null);
  return Promise.all(rows.map((row) => viewOf(workspace, row)));
}

/**
 * Sets a mailbox up: its password goes into the key store first, so that a mailbox never stands without one.
 * Errors: `validation` (address, server or an unencrypted connection), `conflict`, `no_key`.
 */
export async function addMailbox(workspace: OpenWorkspace, input: MailboxInput): Promise<MailboxView> {
  const { address } = parseMailAddress(input.address);
  parseMailUrl(input.imapUrl, 'imap');
  if (input.smtpUrl !== null) parseMailUrl(input.smtpUrl, 'smtp');
  const id = newId() as MailboxId;
  const secretName = `mailbox:${id}`;
  await workspace.secrets.set(secretName, input.password);
  try {
    await workspace.db.write(
      'addMailbox',
      {
        id,
        address,
        displayName: input.displayName,
        imapUrl: input.imapUrl,
        smtpUrl: input.smtpUrl,
        user: input.user,
        secretName,
        caPem: input.certificateAuthority,
        draftsFolder: input.draftsFolder,
      },
      workspace.context(),
    );
  } catch (error) {
    await workspace.secrets.delete(secretName);
    throw error;
  }
  return viewOf(workspace, await requireMailbox(workspace, id));
}

/** Tries the mailbox step by step and keeps the result; sends nothing. */
export async function testMailbox(
  workspace: OpenWorkspace,
  id: MailboxId,
  signal?: AbortSignal,
): Promise<MailboxTest> {
  const row = await requireMailbox(workspace, id);
  const { account, secret } = await openableMailbox(workspace, row);
  const checks = await testMailAccount(account, secret, signal === undefined ? {} : { signal });
  const test: MailboxTest = {
    ok: checks.every((check) => check.ok),
    at: workspace.now(),
    checks: [...checks],
  };
  if (workspace.canWrite) {
    await workspace.db.maintain(
      'recordMailboxCheck',
      { id, checkJson: JSON.stringify(test) },
      workspace.context(),
    );
  }
  return test;
}

/** Takes a mailbox and its password away; what waited for it becomes a draft again. */
export async function removeMailbox(workspace: OpenWorkspace, id: MailboxId): Promise<boolean> {
  const rows = await workspace.db.read('mailboxes', null);
  const { entries } = await workspace.db.write('removeMailbox', { id }, workspace.context());
  const removed = rows.find((row) => row.id === id);
  if (removed !== undefined) await workspace.secrets.delete(removed.secretName);
  return entries.length > 0;
}

/** Finds a mailbox by its id or address; throws `not_found`. */
export async function requireMailbox(workspace: OpenWorkspace, key: string): Promise<MailboxRow> {
  const rows = await workspace.db.read('mailboxes', null);
  const row = rows.find(
    (mailbox) => mailbox.id === key || mailbox.address.toLowerCase() === key.toLowerCase(),
  );
  if (row !== undefined) return row;
  throw new EngineError('not_found', `There is no mailbox "${key}" in this workspace.`, { mailbox: key });
}

/** What the mail code needs to open a mailbox. Throws `auth` when its password is not in the key store. */
export async function openableMailbox(
  workspace: OpenWorkspace,
  row: MailboxRow,
): Promise<{ readonly account: MailAccount; readonly secret: MailSecret }> {
  const password = await workspace.secrets.get(row.secretName);
  if (password === null) {
    throw new EngineError(
      'auth',
      `The password of ${row.address} is not on this computer. Change the mailbox and enter it again.`,
    );
  }
  return { account: mailAccountOf(row), secret: { kind: 'password', password } };
}

/** The settings of a mailbox as the mail code takes them. Throws `validation` for a server that cannot be one. */
export function mailAccountOf(
  settings: MailboxSettings & Pick<MailboxRow, 'address' | 'imapPin' | 'smtpPin' | 'sentFolder'>,
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

/** A mailbox as screens show it. */
export async function viewOf(workspace: OpenWorkspace, row: MailboxRow): Promise<MailboxView> {
  const imap = parseMailUrl(row.imapUrl, 'imap');
  const smtp = row.smtpUrl === null ? null : parseMailUrl(row.smtpUrl, 'smtp');
  return {
    id: row.id,
    address: row.address,
    displayName: row.displayName,
    imap: { host: imap.host, port: imap.port, security: imap.security },
    smtp: smtp === null ? null : { host: smtp.host, port: smtp.port, security: smtp.security },
    user: row.user,
    draftsFolder: row.draftsFolder,
    hasCertificateAuthority: row.caPem !== null,
    hasSecret: (await workspace.secrets.get(row.secretName)) !== null,
    lastCheck: row.lastCheckJson === null ? null : (JSON.parse(row.lastCheckJson) as MailboxTest),
  };
}
