import { singleLine } from '../../../../shared/domain/letters/safe-text.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { MailEndpoint } from './mail-endpoint.ts';

/** The step of a conversation with a mail server that failed. */
export type MailStep = 'dns' | 'connect' | 'tls' | 'login' | 'folder' | 'quota';

/** A failure of the network or of encryption: worth trying again, nothing was refused. */
export function networkFailure(
  endpoint: MailEndpoint,
  step: MailStep,
  problem: string,
  advice: string,
  cause?: unknown,
): EngineError {
  const message = `${serverName(endpoint)}: ${problem} ${advice}`;
  return new EngineError('network', message, { step, host: endpoint.host, port: endpoint.port }, cause);
}

const PASSWORD_ADVICE = 'Check the user and the password; many providers ask for an app password here.';
const TOKEN_ADVICE =
  'Check that you signed in with this very mailbox and that its provider allows mail programs; then connect it again.';

/** The same failure with what to do about it where an access token was refused instead of a password. */
export function withTokenInMind(failure: EngineError, isToken: boolean): EngineError {
  if (!isToken || failure.code !== 'auth') return failure;
  return new EngineError(
    'auth',
    failure.message.replace(PASSWORD_ADVICE, TOKEN_ADVICE),
    failure.details,
    failure.cause,
  );
}

/** The server refused user or password. Never tried again by itself: that locks accounts. */
export function loginRefused(endpoint: MailEndpoint, answer: string, cause?: unknown): EngineError {
  const said = answer === '' ? '' : ` The server said: "${answer}".`;
  return new EngineError(
    'auth',
    `${serverName(endpoint)}: the login was refused.${said} ${PASSWORD_ADVICE}`,
    { step: 'login', host: endpoint.host, port: endpoint.port },
    cause,
  );
}

/** "Mail server imap.example.com:993", for messages. */
export function serverName({ host, port }: MailEndpoint): string {
  return `Mail server ${host}:${port}`;
}

/** What a server said, as one harmless line of at most 200 characters. */
export function serverText(text: unknown): string {
  return typeof text === 'string' ? singleLine(text).slice(0, 200).toWellFormed() : '';
}

const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * The failure behind a code of Node's network layers, or null for a code that is not one of theirs.
 *
 * @param code `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED` …
 */
export function socketFailure(endpoint: MailEndpoint, code: string, cause: unknown): EngineError | null {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS' || code === 'EAI_FAIL') {
    return networkFailure(
      endpoint,
      'dns',
      'the name was not found.',
      'Check its spelling and your network.',
      cause,
    );
  }
  if (
    code === 'ECONNREFUSED' ||
    code === 'EHOSTUNREACH' ||
    code === 'ENETUNREACH' ||
    code === 'EADDRNOTAVAIL'
  ) {
    return networkFailure(
      endpoint,
      'connect',
      'no connection could be made.',
      'Check the port and your network; a firewall may block it.',
      cause,
    );
  }
  if (CERTIFICATE_CODES.has(code)) {
    return new EngineError(
      'network',
      `${serverName(endpoint)}: its certificate cannot be trusted (${code.toLowerCase().replaceAll('_', ' ')}); no password was sent. Check the name of the server. If your company has its own certificate authority, add its certificate to the account.`,
      { step: 'tls', host: endpoint.host, port: endpoint.port, certificate: code },
      cause,
    );
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO' || code === 'ETLS') {
    return networkFailure(
      endpoint,
      'tls',
      'no encrypted connection could be agreed on; no password was sent.',
      'Check the port: 993 and 465 encrypt at once, 143 and 587 use STARTTLS.',
      cause,
    );
  }
  return null;
}

const OUT_OF_TIME: readonly unknown[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

/**
 * The same failure in the right words for a server whose certificate the user accepted once: another certificate there
 * is either a renewed one or someone in between, and only a person can tell.
 */
export function withPinInMind(failure: EngineError, isPinned: boolean, endpoint: MailEndpoint): EngineError {
  const { certificate } = failure.details;
  if (!isPinned || certificate === undefined || OUT_OF_TIME.includes(certificate)) return failure;
  return new EngineError(
    'network',
    `${serverName(endpoint)}: it shows another certificate than the one that you accepted; no password was sent. Ask whoever runs the server whether it was renewed, compare the fingerprint, and accept the new one only then.`,
    { ...failure.details, certificate: 'CHANGED' },
    failure,
  );
}

/** The server took too long. */
export function tooSlow(endpoint: MailEndpoint, step: MailStep, cause?: unknown): EngineError {
  return networkFailure(
    endpoint,
    step,
    'it did not answer in time.',
    'Check the port and try again later.',
    cause,
  );
}

/** The connection ended in the middle. Safe to try again: a draft is looked for before it is saved. */
export function connectionLost(endpoint: MailEndpoint, step: MailStep, cause?: unknown): EngineError {
  return networkFailure(
    endpoint,
    step,
    'the connection was lost.',
    'Try again; nothing is saved twice.',
    cause,
  );
}

/** The server offers no encryption where it is required: refused before a credential is sent. */
export function notEncrypted(endpoint: MailEndpoint, cause?: unknown): EngineError {
  const direct = endpoint.protocol === 'imap' ? 'imaps:// (port 993)' : 'smtps:// (port 465)';
  return networkFailure(
    endpoint,
    'tls',
    'it offers no encryption (STARTTLS) on this port; no password was sent.',
    `Use ${direct}, or ask your provider; someone may be interfering with the connection.`,
    cause,
  );
}

/** The user or a shutdown ended the operation. */
export function cancelledByUser(): EngineError {
  return new EngineError('cancelled', 'The connection to the mailbox was cancelled.');
}
