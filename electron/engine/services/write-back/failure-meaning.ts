import type { WriteBackEvent } from '../../../../shared/domain/connections/write-back-states.ts';
import { type FailureReason, failureReason } from '../../connectors/connector-failure.ts';
import { isEngineError } from '../../platform/engine-error.ts';

/** The system was reached and said no; it would say so again. */
const REFUSALS: readonly FailureReason[] = [
  'auth_revoked',
  'forbidden',
  'not_found',
  'bad_request',
  'plan_restricted',
];
/** The system said that it did nothing, or was never reached. */
const NOT_TAKEN: readonly FailureReason[] = ['auth_expired', 'rate_limited', 'quota_exhausted', 'tls'];

type PushFailure = Extract<WriteBackEvent, { readonly kind: 'refused' | 'not_taken' | 'unclear' }>;
type LookFailure = Extract<WriteBackEvent, { readonly kind: 'look_refused' | 'not_looked' }>;

/** What it means for a note that handing it over failed. Whatever is not certain is unclear. */
export function pushFailure(error: unknown): PushFailure {
  const reason = failureReason(error);
  if (reason !== null && REFUSALS.includes(reason)) return { kind: 'refused' };
  const nameUnknown = reason === 'network_down' && isEngineError(error) && error.details.step === 'dns';
  if (nameUnknown || (reason !== null && NOT_TAKEN.includes(reason))) {
    return { kind: 'not_taken', waitMs: waitIn(error) };
  }
  return { kind: 'unclear' };
}

/** What it means for a note that it could not be looked for. */
export function lookFailure(error: unknown): LookFailure {
  const reason = failureReason(error);
  if (reason !== null && REFUSALS.includes(reason)) return { kind: 'look_refused' };
  return { kind: 'not_looked', waitMs: waitIn(error) };
}

function waitIn(error: unknown): number | null {
  const waitMs = isEngineError(error) ? error.details.waitMs : null;
  return typeof waitMs === 'number' ? waitMs : null;
}
