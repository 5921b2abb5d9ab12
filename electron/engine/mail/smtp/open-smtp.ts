import SMTPConnection, { type SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import {
  MAIL_TIMEOUTS,
  type MailAccount,
  type MailOptions,
  type MailSecret,
  tlsOptions,
} from '../account/mail-account.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { cancelledByUser, tooSlow, withPinInMind } from '../account/mail-failure.ts';
import { smtpFailure } from './smtp-failure.ts';
import { tokenLogin, tokenMechanism } from './token-login.ts';

/** A name of our own: under `XOAUTH2` the library would rather take the first mechanism that the server lists. */
const TOKEN = 'TOKEN';

/** A connection to the sending server: encrypted and logged in. */
export interface SmtpSession {
  readonly connection: SMTPConnection;
  /** Ends when the time for the whole operation is over, or by the caller's signal. */
  readonly ended: AbortSignal;
}

/**
 * Connects, encrypts, logs in and does the work. With STARTTLS, encryption is required before anything else is said.
 *
 * @throws EngineError `auth` or `network` with `details.step`, `cancelled` by the signal; and what the work throws.
 */
export async function withSmtp<Result>(
  account: MailAccount,
  endpoint: MailEndpoint,
  secret: MailSecret,
  options: MailOptions,
  work: (session: SmtpSession) => Promise<Result>,
): Promise<Result> {
  const timeouts = options.timeouts ?? MAIL_TIMEOUTS;
  if (options.signal?.aborted) throw cancelledByUser();
  const direct = endpoint.security === 'tls';
  const connection = new SMTPConnection({
    host: endpoint.host,
    port: endpoint.port,
    secure: direct,
    requireTLS: !direct,
    tls: tlsOptions(account, endpoint),
    dnsTimeout: timeouts.connect,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    logger: false,
  });
  const deadline = AbortSignal.timeout(timeouts.total);
  const ended = AbortSignal.any([deadline, ...(options.signal ? [options.signal] : [])]);
  const close = () => connection.close();
  ended.addEventListener('abort', close, { once: true });
  // A failure in the middle of nothing is an event; without a listener it would end the process.
  let broken: unknown = null;
  connection.on('error', (error: unknown) => {
    broken ??= error;
  });
  const session: SmtpSession = { connection, ended };
  try {
    await step(session, (done) => connection.connect(done));
    await step(session, (done) => connection.login(loginOf(session, account, endpoint, secret), done));
  } catch (error) {
    ended.removeEventListener('abort', close);
    connection.close();
    if (options.signal?.aborted) throw cancelledByUser();
    if (deadline.aborted) throw tooSlow(endpoint, 'connect', error);
    throw withPinInMind(smtpFailure(broken ?? error, endpoint), account.pins.smtp !== null, endpoint);
  }
  try {
    return await work(session);
  } finally {
    ended.removeEventListener('abort', close);
    connection.quit();
    connection.close();
  }
}

function loginOf(
  { connection }: SmtpSession,
  { user }: MailAccount,
  endpoint: MailEndpoint,
  secret: MailSecret,
): SMTPConnectionAuth {
  if (secret.kind === 'password') return { user, pass: secret.password };
  const mechanism = tokenMechanism(connection.lastServerResponse || '');
  connection.customAuth.set(TOKEN, tokenLogin(endpoint, user, secret.accessToken, mechanism));
  return { user, method: TOKEN };
}

/** One step of the library's, ended early when the connection breaks or the time is over. */
export function step<Result>(
  { connection, ended }: SmtpSession,
  start: (done: (error: Error | null | undefined, result?: Result) => void) => void,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null | undefined, result?: Result) => {
      connection.off('error', settle);
      connection.off('end', over);
      ended.removeEventListener('abort', over);
      if (error) reject(error);
      else resolve(result);
    };
    // After a 421 the library ends the connection first and hands over the answer then.
    const over = () => setImmediate(() => settle(new Error('The connection has ended.')));
    connection.once('error', settle);
    connection.once('end', over);
    ended.addEventListener('abort', over, { once: true });
    start(settle);
  });
}
