import { z } from 'zod';
import { type EngineError, isEngineError } from '../../platform/engine-error.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import { redact } from '../http/redact.ts';

export const TRYTON = 'Tryton';

/** How Tryton says, in an answer of status 200, that it did not do what was asked: a kind and what belongs to it. */
export const faultForm = z.array(z.unknown()).min(1);

/**
 * The error for a fault in an answer of status 200. `UserError` is Tryton's way to refuse; its own words are kept, the
 * stack of a crash is not. `details.kind` is Tryton's name for the fault.
 */
export function trytonFault(fault: z.infer<typeof faultForm>): EngineError {
  const [kind, detail] = fault;
  switch (kind) {
    case 'UserError': {
      const said = Array.isArray(detail) && typeof detail[0] === 'string' ? redact(detail[0]) : '';
      return connectorFailure(
        'forbidden',
        `Tryton refused what was asked for. It says: ${said} Check the rights of the user; the guide to Tryton lists them.`,
        { kind },
      );
    }
    case 'UserWarning':
      return connectorFailure('forbidden', 'Tryton wants a person to confirm what was asked for.', { kind });
    case 'ConcurrencyException':
      return connectorFailure('server_error', 'Somebody changed the same record in Tryton. Try again.', {
        kind,
      });
    case 'LoginException':
      return connectorFailure(
        'auth_revoked',
        'Tryton wants more than a password from this user. Use a user who signs in with a password only.',
        { kind },
      );
  }
  return connectorFailure(
    'server_error',
    'Tryton could not do what was asked for: something failed inside the server. Its log says what; a module that is not activated is the usual cause.',
    { kind: 'crash' },
  );
}

/**
 * What a failed sign-in means. After a wrong password Tryton counts, and locks the name out when there were too many: the
 * password is therefore never sent a second time.
 */
export function loginFailure(error: unknown, user: string, database: string): unknown {
  if (!isEngineError(error)) return error;
  const { status, kind } = error.details;
  if (status === 401) {
    return connectorFailure(
      'auth_revoked',
      `Tryton did not accept the name ${user} with this password. It is not tried again, because Tryton locks a name out after a few wrong passwords. Enter the password anew.`,
      { step: 'login' },
    );
  }
  if (status === 429) {
    return connectorFailure(
      'auth_revoked',
      `Tryton has locked the name ${user} out for a while after too many wrong passwords; the right one is refused now, too. Wait at least a quarter of an hour, then read again.`,
      { step: 'login', locked: true },
    );
  }
  if (status === 404 || kind === 'crash') {
    return connectorFailure(
      'not_found',
      `Tryton could not open the database ${database}. Check its name; capital letters count.`,
      { step: 'database' },
    );
  }
  return failureReason(error) === 'auth_revoked'
    ? connectorFailure('auth_revoked', error.message, { ...error.details, step: 'login' })
    : error;
}
