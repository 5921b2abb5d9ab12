import type { SignInId } from '../../../../shared/contract/mailbox-sign-in.ts';
import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { newId } from '../../platform/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepAccessToken } from './access-token.ts';
import { requireMailbox } from './find-mailbox.ts';
import { viewOf } from './mailbox-view.ts';
import { writeOAuthSecret } from './oauth-secret.ts';
import { takeSignIn } from './sign-ins.ts';

/**
 * Puts what a finished sign-in brought into the key store under the given name and returns the registration as it is
 * stored with the mailbox. Errors: `not_found`, `auth` or `cancelled` as the sign-in ended, `no_key`.
 */
export async function keepSignIn(
  workspace: OpenWorkspace,
  secretName: string,
  signIn: SignInId,
): Promise<string> {
  const { registration, clientSecret, tokens } = await takeSignIn(workspace, signIn);
  await writeOAuthSecret(workspace, secretName, { refreshToken: tokens.refreshToken, clientSecret });
  keepAccessToken(workspace, secretName, tokens);
  return JSON.stringify(registration);
}

/**
 * Gives a mailbox the token of a finished sign-in. The one before is deleted after the mailbox has the new one.
 * Errors: `not_found`, and as the sign-in ended.
 */
export async function reconnectMailbox(
  workspace: OpenWorkspace,
  id: MailboxId,
  signIn: SignInId,
): Promise<MailboxView> {
  const row = await requireMailbox(workspace, id);
  const secretName = `mailbox:${row.id}:${newId()}`;
  const oauthJson = await keepSignIn(workspace, secretName, signIn);
  const { output } = await workspace.db
    .write('reconnectMailbox', { id: row.id, secretName, oauthJson }, workspace.context())
    .catch(async (error: unknown) => {
      await workspace.secrets.delete(secretName);
      throw error;
    });
  if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
  return viewOf(workspace, await requireMailbox(workspace, row.id));
}
