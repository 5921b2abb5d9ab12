import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { withSmtp } from './open-smtp.ts';

/**
 * Connects to the sending server, encrypts, logs in and leaves. Nothing is sent.
 *
 * @throws EngineError `auth` or `network` with `details.step`, `cancelled` by the signal.
 */
export async function checkSmtp(
  account: MailAccount,
  endpoint: MailEndpoint,
  secret: MailSecret,
  options: MailOptions = {},
): Promise<void> {
  await withSmtp(account, endpoint, secret, options, async () => undefined);
}
