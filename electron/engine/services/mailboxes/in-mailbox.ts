import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { MailAccount, MailSecret } from '../../mail/account/mail-account.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { forgetAccessToken } from './access-token.ts';
import { openableMailbox } from './open-mailbox.ts';

export interface OpenableMailbox {
  readonly account: MailAccount;
  readonly secret: MailSecret;
}

/**
 * Does work that logs in to a mailbox. An access token can end before its time: the computer slept and its clock stood
 * still, or the provider took it back. So one that the server refuses is fetched anew, once, and the work is begun again;
 * it must do nothing that counts before it is logged in.
 *
 * @throws EngineError as `openableMailbox` and the work.
 */
export async function inMailbox<Result>(
  workspace: OpenWorkspace,
  row: MailboxRow,
  work: (mailbox: OpenableMailbox) => Promise<Result>,
): Promise<Result> {
  const mailbox = await openableMailbox(workspace, row);
  try {
    return await work(mailbox);
  } catch (error) {
    if (mailbox.secret.kind !== 'token' || !isRefusedLogin(error)) throw error;
    forgetAccessToken(workspace, row.secretName, mailbox.secret.accessToken);
    return work(await openableMailbox(workspace, row));
  }
}

function isRefusedLogin(error: unknown): boolean {
  return isEngineError(error) && error.code === 'auth' && error.details.step === 'login';
}
