import { z } from 'zod';
import type { SignInLife } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { failureReason } from '../connector-failure.ts';
import type { OdooSession } from './odoo-session.ts';
import { odooTime } from './odoo-values.ts';

const keyForm = z.object({ create_date: odooTime, expiration_date: odooTime.or(z.literal(false)) });

/**
 * When the user's API key ends, where Odoo lets the user see that; null otherwise. Several keys: the one that ends first
 * counts. Odoo ends keys after three months at most.
 */
export async function apiKeyLife(session: OdooSession, signal: AbortSignal): Promise<SignInLife | null> {
  const now = session.clock();
  const keys = await keysOf(session, signal);
  const lasting = keys
    .flatMap(({ create_date, expiration_date }) =>
      expiration_date === false ? [] : [{ from: create_date, until: expiration_date }],
    )
    .filter(({ until }) => now !== null && until > now)
    .toSorted((one, other) => (one.until < other.until ? -1 : 1));
  const [first] = lasting;
  if (first === undefined) return null;
  return { what: 'API key', from: instantOf(first.from), until: instantOf(first.until) };
}

async function keysOf(
  session: OdooSession,
  signal: AbortSignal,
): Promise<readonly z.infer<typeof keyForm>[]> {
  const fields = ['create_date', 'expiration_date'];
  try {
    return await session.call(
      'res.users.apikeys',
      'search_read',
      { domain: [], fields },
      z.array(keyForm),
      signal,
    );
  } catch (error) {
    const reason = failureReason(error);
    // Odoo 17 and older know no end of a key; and not every user may look.
    if (
      reason === 'forbidden' ||
      reason === 'bad_request' ||
      reason === 'not_found' ||
      reason === 'bad_answer'
    )
      return [];
    throw error;
  }
}

/** Odoo's times are of UTC. */
export function instantOf(time: string): Instant {
  return `${time.slice(0, 19).replace(' ', 'T')}.000Z` as Instant;
}
