import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import {
  connectionLost,
  loginRefused,
  type MailStep,
  networkFailure,
  notEncrypted,
  serverName,
  serverText,
  socketFailure,
  tooSlow,
} from '../account/mail-failure.ts';

/** What imapflow puts on its errors; read defensively, as any of it may be absent. */
interface ImapErrorShape {
  readonly code: string;
  readonly answer: string;
  readonly answerCode: string;
  readonly refused: boolean;
  readonly loginFailed: boolean;
  readonly tlsFailed: boolean;
}

const TIMEOUT_CODES: ReadonlySet<string> = new Set([
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'ETIMEDOUT',
]);
/** Response codes with which a server says "later", not "never" (RFC 5530). */
const TEMPORARY: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'INUSE',
  'LIMIT',
  'SERVERBUG',
  'CONTACTADMIN',
]);

/**
 * Turns what the IMAP library throws into `auth`, `network` or `mail_rejected`, with `details.step`.
 *
 * @param step the step that was under way when the connection itself gives no better answer.
 */
export function imapFailure(error: unknown, endpoint: MailEndpoint, step: MailStep): EngineError {
  if (isEngineError(error)) return error;
  const shape = shapeOf(error);
  const socket = socketFailure(endpoint, shape.code, error);
  if (socket !== null) return socket;
  if (TIMEOUT_CODES.has(shape.code)) return tooSlow(endpoint, step, error);
  if (shape.refused) return refusal(shape, endpoint, step, error);
  if (shape.tlsFailed) return encryptionFailure(endpoint, shape.code, error);
  if (shape.loginFailed && shape.code === '') return loginRefused(endpoint, shape.answer, error);
  return connectionLost(endpoint, step, error);
}

function refusal(shape: ImapErrorShape, endpoint: MailEndpoint, step: MailStep, cause: unknown): EngineError {
  if (shape.loginFailed && TEMPORARY.has(shape.answerCode)) {
    return networkFailure(
      endpoint,
      'login',
      `it cannot log in now ("${shape.answer}").`,
      'Try later.',
      cause,
    );
  }
  if (shape.loginFailed) return loginRefused(endpoint, shape.answer, cause);
  const full = shape.answerCode === 'OVERQUOTA';
  const advice = full
    ? 'The mailbox is full: free some space and try again.'
    : 'Ask your mail provider, or try again later.';
  const said = shape.answer === '' ? 'it refused the request.' : `it answered "${shape.answer}".`;
  return new EngineError(
    'mail_rejected',
    `${serverName(endpoint)}: ${said} ${advice}`,
    { step: full ? 'quota' : step, host: endpoint.host, port: endpoint.port },
    cause,
  );
}

/** Without a code the server did not offer STARTTLS or refused it; with one, the handshake broke. */
function encryptionFailure(endpoint: MailEndpoint, code: string, cause: unknown): EngineError {
  const broken = code === '' ? null : socketFailure(endpoint, 'ETLS', cause);
  return broken ?? notEncrypted(endpoint, cause);
}

function shapeOf(error: unknown): ImapErrorShape {
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    code: text('code'),
    answer: serverText(tokenReason(fields.oauthError) ?? fields.responseText ?? fields.response),
    answerCode: text('serverResponseCode').toUpperCase(),
    refused:
      fields.responseStatus === 'NO' ||
      fields.responseStatus === 'BAD' ||
      fields.serverResponseCode === 'APPENDLIMIT',
    loginFailed: fields.authenticationFailed === true,
    tlsFailed: fields.tlsFailed === true,
  };
}

/** Why an access token was refused, as the server's own JSON in one line. */
function tokenReason(reason: unknown): string | undefined {
  return typeof reason === 'object' && reason !== null ? JSON.stringify(reason) : undefined;
}
