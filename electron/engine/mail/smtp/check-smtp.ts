import { createTransport } from 'nodemailer';
import {
  MAIL_TIMEOUTS,
  type MailAccount,
  type MailOptions,
  type MailSecret,
  tlsOptions,
} from '../account/mail-account.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { cancelledByUser, tooSlow } from '../account/mail-failure.ts';
import { smtpFailure } from './smtp-failure.ts';

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
  const timeouts = options.timeouts ?? MAIL_TIMEOUTS;
  const direct = endpoint.security === 'tls';
  const transport = createTransport({
    host: endpoint.host,
    port: endpoint.port,
    secure: direct,
    requireTLS: !direct,
    auth: { user: account.user, pass: secret.password },
    tls: tlsOptions(account),
    dnsTimeout: timeouts.connect,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const deadline = AbortSignal.timeout(timeouts.total);
  const ended = AbortSignal.any([deadline, ...(options.signal ? [options.signal] : [])]);
  try {
    await Promise.race([transport.verify(), rejectedBy(ended)]);
  } catch (error) {
    if (options.signal?.aborted) throw cancelledByUser();
    throw deadline.aborted ? tooSlow(endpoint, 'connect', error) : smtpFailure(error, endpoint);
  } finally {
    transport.close();
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(cancelledByUser());
    signal.addEventListener('abort', () => reject(cancelledByUser()), { once: true });
  });
}
