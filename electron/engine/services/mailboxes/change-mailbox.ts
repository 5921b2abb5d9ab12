import type { MailboxChange, MailboxChanged, MailboxTest } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxSettings } from '../../db/commands/mailboxes.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { MailSecret } from '../../mail/account/mail-account.ts';
import { testMailAccount } from '../../mail/account/test-account.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { checkedAliases } from './aliases.ts';
import { requireMailbox } from './find-mailbox.ts';
import { viewOf } from './mailbox-view.ts';
import { mailAccountOf, mailSecretOf } from './open-mailbox.ts';
import { savesSentOf } from './saves-sent.ts';

/**
 * Gives a mailbox other settings. They are tried first, and saved only when they work; a mere other name in From is
 * saved at once. A new password is kept beside the old one under a name of its own and becomes the mailbox's in the
 * same step as the other settings, so that the mailbox always has one that was proven; then the old one is deleted.
 * Errors: `not_found`, `validation` (server or missing password), `no_key`, `cancelled`.
 */
export async function changeMailbox(
  workspace: OpenWorkspace,
  change: MailboxChange,
  signal?: AbortSignal,
): Promise<MailboxChanged> {
  const before = await requireMailbox(workspace, change.id);
  const wanted = settingsOf(change, before);
  const account = mailAccountOf({
    ...before,
    ...wanted,
    // An accepted certificate stands for one server; another server is looked at anew.
    imapPin: wanted.imapUrl === before.imapUrl ? before.imapPin : null,
    smtpPin: wanted.smtpUrl === before.smtpUrl ? before.smtpPin : null,
  });
  const test = isTried(before, change, wanted)
    ? await tryIt(workspace, account, await secretFor(workspace, before, change.password), signal)
    : null;
  if (test !== null && !worksWith(test, wanted)) {
    return { saved: false, mailbox: await viewOf(workspace, before), test };
  }
  await save(workspace, before, wanted, change.password, test);
  return { saved: true, mailbox: await viewOf(workspace, await requireMailbox(workspace, before.id)), test };
}

function settingsOf(change: MailboxChange, before: MailboxRow): MailboxSettings {
  const { displayName, imapUrl, smtpUrl, user, draftsFolder, certificateAuthority } = change;
  const caPem = certificateAuthority === undefined ? before.caPem : certificateAuthority;
  const withPassword = change.password !== undefined;
  return {
    ...{ displayName, imapUrl, smtpUrl, user, draftsFolder, caPem },
    secretName: before.secretName,
    savesSent: sameServers(change, before) ? before.savesSent : savesSentOf({ ...before, ...change }),
    sentFolder: change.sentFolder === undefined ? before.sentFolder : change.sentFolder,
    provider: change.provider ?? before.provider,
    login: withPassword ? 'password' : before.login,
    oauthJson: withPassword ? null : before.oauthJson,
    aliasesJson:
      change.aliases === undefined
        ? before.aliasesJson
        : JSON.stringify(checkedAliases(before.address, change.aliases)),
    perMinute: change.perMinute ?? before.perMinute,
    perDay: change.perDay ?? before.perDay,
  };
}

/** What is known about the copies of sent mail is known about these servers. */
function sameServers(change: MailboxChange, before: MailboxRow): boolean {
  return change.imapUrl === before.imapUrl && change.smtpUrl === before.smtpUrl;
}

const TRIED = ['imapUrl', 'smtpUrl', 'user', 'draftsFolder', 'sentFolder', 'caPem'] as const;

function isTried(before: MailboxRow, { password }: MailboxChange, wanted: MailboxSettings): boolean {
  return password !== undefined || TRIED.some((part) => before[part] !== wanted[part]);
}

/** A full mailbox says nothing against its settings, nor does one in which nobody chose a folder for sent mail yet. */
function worksWith({ checks }: MailboxTest, { sentFolder }: MailboxSettings): boolean {
  return checks.every(
    ({ check, ok }) => ok || check === 'quota' || (check === 'sent_folder' && sentFolder === null),
  );
}

async function secretFor(
  workspace: OpenWorkspace,
  before: MailboxRow,
  entered: string | undefined,
): Promise<MailSecret> {
  if (entered === undefined && before.login === 'oauth') return mailSecretOf(workspace, before);
  const password = entered ?? (await workspace.secrets.get(before.secretName));
  if (password !== null) return { kind: 'password', password };
  throw new EngineError(
    'validation',
    `The password of ${before.address} is not on this computer. Enter it to change the mailbox.`,
    { field: 'password' },
  );
}

async function tryIt(
  workspace: OpenWorkspace,
  account: ReturnType<typeof mailAccountOf>,
  secret: MailSecret,
  signal: AbortSignal | undefined,
): Promise<MailboxTest> {
  const checks = await testMailAccount(account, secret, signal === undefined ? {} : { signal });
  return { ok: checks.every((check) => check.ok), at: workspace.now(), checks: [...checks] };
}

async function save(
  workspace: OpenWorkspace,
  before: MailboxRow,
  wanted: MailboxSettings,
  password: string | undefined,
  test: MailboxTest | null,
): Promise<void> {
  const secretName = password === undefined ? before.secretName : `mailbox:${before.id}:${newId()}`;
  const checkJson = test === null ? null : JSON.stringify(test);
  if (password !== undefined) await workspace.secrets.set(secretName, password);
  const { output } = await workspace.db
    .write('changeMailbox', { ...wanted, id: before.id, secretName, checkJson }, workspace.context())
    .catch(async (error: unknown) => {
      if (password !== undefined) await workspace.secrets.delete(secretName);
      throw error;
    });
  if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
}
