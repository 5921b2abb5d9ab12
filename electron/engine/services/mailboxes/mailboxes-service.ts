import type { SignInId } from '../../../../shared/contract/mailbox-sign-in.ts';
import type { MailboxInput, MailboxTest, MailboxView } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { presetOf } from '../../../../shared/domain/mailboxes/provider-presets.ts';
import { DEFAULT_LIMITS } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { type MailCheck, testMailAccount, testReach } from '../../mail/account/test-account.ts';
import { parseMailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { forgetAccessToken } from './access-token.ts';
import { checkedAliases } from './aliases.ts';
import { requireMailbox } from './find-mailbox.ts';
import { viewOf } from './mailbox-view.ts';
import { keepSignIn } from './oauth-mailbox.ts';
import { mailAccountOf, openableMailbox } from './open-mailbox.ts';
import { savesSentOf } from './saves-sent.ts';

export { requireMailbox } from './find-mailbox.ts';
export { openableMailbox } from './open-mailbox.ts';

/** The mailboxes of a workspace as screens show them; never a password. */
export async function listMailboxes(workspace: OpenWorkspace): Promise<MailboxView[]> {
  const rows = await workspace.db.read('mailboxes', null);
  return Promise.all(rows.map((row) => viewOf(workspace, row)));
}

/**
 * Sets a mailbox up: its password or token goes into the key store first, so that a mailbox never stands without one.
 * Errors: `validation` (address, server or an unencrypted connection), `conflict`, `no_key`, `not_found` (sign-in is over).
 */
export async function addMailbox(workspace: OpenWorkspace, input: MailboxInput): Promise<MailboxView> {
  const { address } = parseMailAddress(input.address);
  const savesSent = savesSentOf(input);
  const aliasesJson = JSON.stringify(checkedAliases(address, input.aliases ?? []));
  const id = newId() as MailboxId;
  const secretName = `mailbox:${id}`;
  const login = await keepLogin(workspace, secretName, input.password, input.signIn);
  const limits = presetOf(input.provider ?? 'other')?.limits ?? DEFAULT_LIMITS;
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
        sentFolder: input.sentFolder ?? null,
        savesSent,
        provider: input.provider ?? 'other',
        ...login,
        aliasesJson,
        perMinute: input.perMinute ?? limits.perMinute,
        perDay: input.perDay ?? limits.perDay,
      },
      workspace.context(),
    );
  } catch (error) {
    await workspace.secrets.delete(secretName);
    throw error;
  }
  return viewOf(workspace, await requireMailbox(workspace, id));
}

async function keepLogin(
  workspace: OpenWorkspace,
  secretName: string,
  password: string | undefined,
  signIn: SignInId | undefined,
): Promise<{ readonly login: 'password' | 'oauth'; readonly oauthJson: string | null }> {
  if (signIn !== undefined) {
    return { login: 'oauth', oauthJson: await keepSignIn(workspace, secretName, signIn) };
  }
  if (password === undefined) {
    throw new EngineError('validation', 'Enter the password of the mailbox, or connect it.', {
      field: 'password',
    });
  }
  await workspace.secrets.set(secretName, password);
  return { login: 'password', oauthJson: null };
}

/** Tries the mailbox step by step and keeps the result; sends nothing. */
export async function testMailbox(
  workspace: OpenWorkspace,
  id: MailboxId,
  signal?: AbortSignal,
): Promise<MailboxTest> {
  const row = await requireMailbox(workspace, id);
  const checks = await checksOf(workspace, row, signal);
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

/**
 * A token that is not to be had is a login that failed, beside what else stands in the way of it; one that the server
 * refuses is not used again.
 */
async function checksOf(
  workspace: OpenWorkspace,
  row: MailboxRow,
  signal: AbortSignal | undefined,
): Promise<readonly MailCheck[]> {
  try {
    const { account, secret } = await openableMailbox(workspace, row);
    const checks = await testMailAccount(account, secret, signal === undefined ? {} : { signal });
    if (checks.some(({ check, ok }) => check === 'login' && !ok)) {
      forgetAccessToken(workspace, row.secretName);
    }
    return checks;
  } catch (error) {
    if (row.login === 'oauth' && isEngineError(error) && ['auth', 'network', 'locked'].includes(error.code)) {
      const reach = await testReach(mailAccountOf(row), signal === undefined ? {} : { signal });
      return [...reach, { check: 'login', ok: false, text: error.message }];
    }
    throw error;
  }
}

/** Takes a mailbox and its password away; what waited for it becomes a draft again. */
export async function removeMailbox(workspace: OpenWorkspace, id: MailboxId): Promise<boolean> {
  const rows = await workspace.db.read('mailboxes', null);
  const { entries } = await workspace.db.write('removeMailbox', { id }, workspace.context());
  const removed = rows.find((row) => row.id === id);
  if (removed !== undefined) await workspace.secrets.delete(removed.secretName);
  return entries.length > 0;
}

/** Sends nothing from a mailbox until a person resumes. Errors: `not_found`. */
export async function pauseMailbox(workspace: OpenWorkspace, id: MailboxId): Promise<MailboxView> {
  const context = workspace.context();
  const reason = `Paused by ${context.actor}.`;
  await workspace.db.write('pauseMailbox', { id, until: null, reason, cause: 'person' }, context);
  return viewOf(workspace, await requireMailbox(workspace, id));
}
