import type { SignInId } from '../../../../shared/contract/mailbox-sign-in.ts';
import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { withImap } from '../../mail/imap/with-imap.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepAccessToken } from './access-token.ts';
import { requireMailbox } from './find-mailbox.ts';
import { viewOf } from './mailbox-view.ts';
import { writeOAuthSecret } from './oauth-secret.ts';
import { mailAccountOf } from './open-mailbox.ts';
import { type FinishedSignIn, takeSignIn } from './sign-ins.ts';

/**
 * Puts what a finished sign-in brought into the key store under the given name and returns the registration as it is
 * stored with the mailbox. Errors: `not_found`, `auth` or `cancelled` as the sign-in ended, `no_key`.
 */
export async function keepSignIn(
  workspace: OpenWorkspace,
  secretName: string,
  signIn: SignInId,
): Promise<string> {
  return keep(workspace, secretName, await takeSignIn(workspace, signIn));
}

async function keep(
  workspace: OpenWorkspace,
  secretName: string,
  { registration, clientSecret, tokens }: FinishedSignIn,
): Promise<string> {
  await writeOAuthSecret(workspace, secretName, { refreshToken: tokens.refreshToken, clientSecret });
  keepAccessToken(workspace, secretName, tokens);
  return JSON.stringify(registration);
}

/**
 * Gives a mailbox the token of a finished sign-in, unless its server refuses it: then the person signed in with another
 * account, and nothing is changed. The token before is deleted after the mailbox has the new one.
 * Errors: `not_found`, `auth` for another account, and as the sign-in ended.
 */
export async function reconnectMailbox(
  workspace: OpenWorkspace,
  id: MailboxId,
  signIn: SignInId,
): Promise<MailboxView> {
  const row = await requireMailbox(workspace, id);
  const finished = await takeSignIn(workspace, signIn);
  await requireThisMailbox(row, finished);
  const secretName = `mailbox:${row.id}:${newId()}`;
  const oauthJson = await keep(workspace, secretName, finished);
  const { output } = await workspace.db
    .write('reconnectMailbox', { id: row.id, secretName, oauthJson }, workspace.context())
    .catch(async (error: unknown) => {
      await workspace.secrets.delete(secretName);
      throw error;
    });
  if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
  return viewOf(workspace, await requireMailbox(workspace, row.id));
}

/** A server that cannot be asked now proves nothing: the next login will tell. */
async function requireThisMailbox(row: MailboxRow, { tokens }: FinishedSignIn): Promise<void> {
  const secret = { kind: 'token', accessToken: tokens.accessToken } as const;
  try {
    await withImap(mailAccountOf(row), secret, {}, async () => undefined);
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'auth') return;
    throw new EngineError(
      'auth',
      `This sign-in does not open ${row.address}: perhaps you signed in with another account. Nothing was changed. ${error.message}`,
      error.details,
    );
  }
}
