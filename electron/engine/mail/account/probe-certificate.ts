import type { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { MAIL_TIMEOUTS, type MailAccount, type MailOptions, tlsOptions } from './mail-account.ts';
import type { MailEndpoint } from './mail-endpoint.ts';
import { cancelledByUser, connectionLost, notEncrypted, socketFailure, tooSlow } from './mail-failure.ts';
import { askForStartTls } from './start-tls.ts';

/** The certificate that a server shows, and whether the usual check would trust it. */
export interface ShownCertificate {
  /** SHA-256 as `AB:CD:…`. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly pem: string;
  /** Why the usual check by authorities refuses it, as a code; null when it trusts it. */
  readonly problem: string | null;
}

/**
 * Connects, encrypts, looks at the certificate and leaves. It is the one place that completes an encryption without
 * trusting the other side, and nothing is said inside it: no user, no credential, not one byte.
 *
 * @throws EngineError `network` with `details.step` when it does not come to an encryption, `cancelled` by the signal.
 */
export async function probeCertificate(
  account: Pick<MailAccount, 'caPem'>,
  endpoint: MailEndpoint,
  options: MailOptions = {},
): Promise<ShownCertificate> {
  const timeouts = options.timeouts ?? MAIL_TIMEOUTS;
  if (options.signal?.aborted) throw cancelledByUser();
  const deadline = AbortSignal.timeout(timeouts.connect);
  const ended = AbortSignal.any([deadline, ...(options.signal ? [options.signal] : [])]);
  const plain = connectPlain({ host: endpoint.host, port: endpoint.port });
  const close = () => plain.destroy(new Error('The time for this is over.'));
  ended.addEventListener('abort', close, { once: true });
  try {
    if (endpoint.security === 'starttls' && !(await askForStartTls(plain, endpoint.protocol))) {
      throw notEncrypted(endpoint);
    }
    return await shownBy(await encrypted(plain, account, endpoint));
  } catch (error) {
    if (options.signal?.aborted) throw cancelledByUser();
    if (deadline.aborted) throw tooSlow(endpoint, 'connect', error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw socketFailure(endpoint, code, error) ?? lost(error, endpoint);
  } finally {
    ended.removeEventListener('abort', close);
    plain.destroy();
  }
}

function lost(error: unknown, endpoint: MailEndpoint): unknown {
  return error instanceof Error && error.name === 'EngineError'
    ? error
    : connectionLost(endpoint, 'tls', error);
}

function encrypted(
  socket: Socket,
  { caPem }: Pick<MailAccount, 'caPem'>,
  endpoint: MailEndpoint,
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const unpinned = { caPem, pins: { imap: null, smtp: null } };
  const secure = connectTls({
    ...tlsOptions(unpinned, endpoint),
    rejectUnauthorized: false,
    socket,
    host: endpoint.host,
    ...(isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {}),
  });
  secure.once('secureConnect', () => resolve(secure));
  secure.once('error', reject);
  secure.once('close', () => reject(new Error('The connection ended.')));
  return promise;
}

function shownBy(socket: TLSSocket): ShownCertificate {
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (certificate === undefined) throw new Error('The server shows no certificate.');
  return {
    fingerprint: certificate.fingerprint256,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    pem: certificate.toString(),
    problem: socket.authorized ? null : String(socket.authorizationError ?? 'UNKNOWN'),
  };
}

/** `CN=a\nO=b` as one line. */
function nameOf(name: string | undefined): string {
  return (name ?? '').split('\n').filter(Boolean).join(', ').slice(0, 300);
}
