import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { EngineError } from '../platform/engine-error.ts';

/** Why an accounting system did not answer as asked. */
export const FAILURE_REASONS = [
  'auth_expired',
  'auth_revoked',
  'forbidden',
  'rate_limited',
  'quota_exhausted',
  'cursor_too_old',
  'not_found',
  'bad_request',
  'bad_answer',
  'server_error',
  'network_down',
  'plan_restricted',
  'tls',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

const CODES: Readonly<Record<FailureReason, ErrorCode>> = {
  auth_expired: 'connector_auth',
  auth_revoked: 'connector_auth',
  forbidden: 'connector_auth',
  rate_limited: 'rate_limited',
  quota_exhausted: 'rate_limited',
  cursor_too_old: 'conflict',
  not_found: 'not_found',
  bad_request: 'internal',
  bad_answer: 'bad_file',
  server_error: 'network',
  network_down: 'network',
  plan_restricted: 'connector_auth',
  tls: 'network',
};

/**
 * An error of a connector. The message says which system, what happened and what to do; it carries no token, no
 * password and no address of a document.
 *
 * @param details `retryAt` (an instant) where the system said when to come again, `scope` what is missing.
 */
export function connectorFailure(
  reason: FailureReason,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): EngineError {
  return new EngineError(CODES[reason], message, { ...details, reason }, cause);
}

/** The reason behind a connector's error; null for any other error. */
export function failureReason(error: unknown): FailureReason | null {
  if (!(error instanceof EngineError)) return null;
  const { reason } = error.details;
  return FAILURE_REASONS.find((one) => one === reason) ?? null;
}
