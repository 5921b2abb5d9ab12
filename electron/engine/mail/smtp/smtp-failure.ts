import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import {
  connectionLost,
  loginRefused,
  notEncrypted,
  serverName,
  socketFailure,
  tooSlow,
} from '../account/mail-failure.ts';
import { answerOn, type SmtpAnswer } from './smtp-answer.ts';
import { TokenRefused } from './token-login.ts';

/**
 * Turns what the SMTP library throws while it connects and logs in into `auth` or `network`, with `details.step`.
 * When the server said "not now" or "not here", its answer stands in `details.answer`.
 */
export function smtpFailure(error: unknown, endpoint: MailEndpoint): EngineError {
  if (isEngineError(error)) return error;
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const code = typeof fields.code === 'string' ? fields.code : '';
  // The library puts its own code in the place of Node's and keeps that one beside it.
  const socketCode = typeof fields.originalCode === 'string' ? fields.originalCode : code;
  const answer = answerOn(error);
  if (code === 'EAUTH' && answer.code >= 500) {
    return error instanceof TokenRefused
      ? tokenRefused(endpoint, error)
      : loginRefused(endpoint, answer.answer, error);
  }
  if (code === 'EAUTH' && answer.code === 0) return tooSlowOrLost(endpoint, code, error);
  if (code === 'ETLS' && fields.command === 'STARTTLS' && answer.code > 0)
    return notEncrypted(endpoint, error);
  if (answer.code >= 400) return turnedAway(endpoint, code === 'EAUTH' ? 'login' : 'connect', answer, error);
  return socketFailure(endpoint, socketCode, error) ?? tooSlowOrLost(endpoint, code, error);
}

/** The token is not accepted any more: the person has to connect the mailbox again. */
function tokenRefused(endpoint: MailEndpoint, error: TokenRefused): EngineError {
  return new EngineError(
    'auth',
    `${serverName(endpoint)}: the access token was refused. The server said: "${error.reason}". Connect the mailbox again.`,
    { step: 'login', host: endpoint.host, port: endpoint.port },
    error,
  );
}

/** The server answers, but does not want to serve now: too many connections, too many logins, closing down. */
function turnedAway(
  endpoint: MailEndpoint,
  step: 'connect' | 'login',
  answer: SmtpAnswer,
  cause: unknown,
): EngineError {
  return new EngineError(
    'network',
    `${serverName(endpoint)}: it does not take mail now. It said: "${answer.answer}". Try again later.`,
    { step, host: endpoint.host, port: endpoint.port, answer },
    cause,
  );
}

function tooSlowOrLost(endpoint: MailEndpoint, code: string, error: unknown): EngineError {
  return code === 'ETIMEDOUT'
    ? tooSlow(endpoint, 'connect', error)
    : connectionLost(endpoint, 'connect', error);
}
