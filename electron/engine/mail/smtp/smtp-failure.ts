import { type EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import {
  connectionLost,
  loginRefused,
  notEncrypted,
  serverText,
  socketFailure,
  tooSlow,
} from '../account/mail-failure.ts';

/** Turns what the SMTP library throws while it connects and logs in into `auth` or `network`, with `details.step`. */
export function smtpFailure(error: unknown, endpoint: MailEndpoint): EngineError {
  if (isEngineError(error)) return error;
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const code = typeof fields.code === 'string' ? fields.code : '';
  // The library puts its own code in the place of Node's and keeps that one beside it.
  const socketCode = typeof fields.originalCode === 'string' ? fields.originalCode : code;
  const status = typeof fields.responseCode === 'number' ? fields.responseCode : 0;
  if (code === 'EAUTH' && status >= 500) return loginRefused(endpoint, serverText(fields.response), error);
  if (code === 'ETLS' && fields.command === 'STARTTLS' && status > 0) return notEncrypted(endpoint, error);
  const socket = socketFailure(endpoint, socketCode, error);
  if (socket !== null) return socket;
  return code === 'ETIMEDOUT'
    ? tooSlow(endpoint, 'connect', error)
    : connectionLost(endpoint, 'connect', error);
}
