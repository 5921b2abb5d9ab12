import type { Instant } from '../../../../shared/domain/dates.ts';
import { ERROR_CODES } from '../../../../shared/domain/errors.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { SyncOutcome } from './run-sync.ts';

type KeptError = NonNullable<SyncOutcome['error']> & { readonly at: Instant };

/** Systems that count wrong passwords and lock the name out. */
const COUNTS_PASSWORDS: readonly ConnectionRow['kind'][] = ['tryton'];
/** For so long a name that is locked out is left alone: each sign-in, the right one too, would make it longer. */
const LOCKED_OUT_MS = 15 * 60_000;

/**
 * The refusal of a password that stands: sent again it would only be counted, until the name is locked out. It ends when
 * the connection is changed, or tested with success; a lock-out also with time, the password may be the right one.
 */
export function refusedPassword(
  { kind, status, errorJson }: Pick<ConnectionRow, 'kind' | 'status' | 'errorJson'>,
  now: Instant,
): EngineError | null {
  if (!COUNTS_PASSWORDS.includes(kind) || status !== 'reconnect' || errorJson === null) return null;
  const { code, message, reason, locked, at } = JSON.parse(errorJson) as KeptError;
  if (reason !== 'auth_revoked') return null;
  if (locked === true && Date.parse(now) - Date.parse(at) >= LOCKED_OUT_MS) return null;
  const known = ERROR_CODES.find((one) => one === code) ?? 'connector_auth';
  return new EngineError(known, message, { reason, ...(locked === true ? { locked } : {}) });
}
