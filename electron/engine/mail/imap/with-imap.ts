import { ImapFlow } from 'imapflow';
import { EngineError } from '../../platform/engine-error.ts';
import {
  MAIL_TIMEOUTS,
  type MailAccount,
  type MailOptions,
  type MailSecret,
  tlsOptions,
} from '../account/mail-account.ts';
import {
  cancelledByUser,
  notEncrypted,
  tooSlow,
  withPinInMind,
  withTokenInMind,
} from '../account/mail-failure.ts';
import { imapFailure } from './imap-failure.ts';

/**
 * Opens the mailbox, does the work and logs out again. TLS is required and the certificate checked; the password
 * is sent only inside it. Every wait has a limit, and the signal ends it at once.
 *
 * @throws EngineError `auth` when the login is refused, `network` (with `details.step`) when the server cannot be
 *   reached, drops or hangs, `mail_rejected` when it refuses a command of the work, `cancelled` by the signal.
 */
export async function withImap<Result>(
  account: MailAccount,
  secret: MailSecret,
  options: MailOptions,
  work: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const timeouts = options.timeouts ?? MAIL_TIMEOUTS;
  const deadline = AbortSignal.timeout(timeouts.total);
  const ended = AbortSignal.any([deadline, ...(options.signal ? [options.signal] : [])]);
  if (options.signal?.aborted) throw cancelledByUser();
  const client = imapClient(account, secret, timeouts);
  // The library reports a broken connection as an event first; without a listener it would end the process.
  let broken: unknown = null;
  client.on('error', (error: unknown) => {
    broken ??= error;
  });
  const close = () => client.close();
  ended.addEventListener('abort', close, { once: true });
  let loggedIn = false;
  try {
    await client.connect();
    loggedIn = true;
    if (!client.secureConnection) throw notEncrypted(account.imap);
    const result = await work(client);
    await client.logout();
    return result;
  } catch (error) {
    if (options.signal?.aborted) throw cancelledByUser();
    const step = loggedIn ? 'folder' : 'connect';
    if (deadline.aborted) throw tooSlow(account.imap, step, error);
    const failure =
      error instanceof EngineError ? error : imapFailure(rootOf(error, broken), account.imap, step);
    const refused = withTokenInMind(failure, secret.kind === 'token');
    throw withPinInMind(refused, account.pins.imap !== null, account.imap);
  } finally {
    ended.removeEventListener('abort', close);
    client.close();
  }
}

function imapClient(account: MailAccount, secret: MailSecret, timeouts: typeof MAIL_TIMEOUTS): ImapFlow {
  const direct = account.imap.security === 'tls';
  return new ImapFlow({
    host: account.imap.host,
    port: account.imap.port,
    secure: direct,
    ...(direct ? {} : { doSTARTTLS: true }),
    auth: {
      user: account.user,
      ...(secret.kind === 'token' ? { accessToken: secret.accessToken } : { pass: secret.password }),
    },
    tls: tlsOptions(account, account.imap),
    logger: false,
    emitLogs: false,
    disableAutoIdle: true,
    disableBinary: true,
    disableCompression: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    maxLineLength: 1024 * 1024,
    maxLiteralSize: 32 * 1024 * 1024,
    maxResponseSize: 64 * 1024 * 1024,
  });
}

/** A command that died with its connection only says so; the event before it says why. */
function rootOf(error: unknown, broken: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return broken !== null && (code === 'NoConnection' || code === 'EConnectionClosed') ? broken : error;
}
