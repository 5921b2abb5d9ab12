import { z } from 'zod';
import { failureReason } from '../connector-failure.ts';
import type { OdooSession } from './odoo-session.ts';
import { odooTime } from './odoo-values.ts';

/** A person is warned when so much of a key's life has passed. */
const WARN_AT = 0.8;

const keyForm = z.object({ create_date: odooTime, expiration_date: odooTime.or(z.literal(false)) });

/**
 * A sentence about when the user's API keys end, where Odoo lets the user see that; empty otherwise. Several keys: the
 * one that ends first counts. Odoo ends keys after three months at most.
 */
export async function apiKeyLife(session: OdooSession, signal: AbortSignal): Promise<string> {
  const now = session.clock();
  const keys = await keysOf(session, signal);
  const lasting = keys
    .flatMap(({ create_date, expiration_date }) =>
      expiration_date === false ? [] : [{ from: create_date, until: expiration_date }],
    )
    .filter(({ until }) => now !== null && until > now)
    .toSorted((one, other) => (one.until < other.until ? -1 : 1));
  const [first] = lasting;
  if (first === undefined || now === null) return '';
  const day = first.until.slice(0, 10);
  const passed =
    (milliseconds(now) - milliseconds(first.from)) / (milliseconds(first.until) - milliseconds(first.from));
  return passed >= WARN_AT
    ? ` It ends soon, on ${day}: make a new one in Odoo and enter it here before that day.`
    : ` It ends on ${day}.`;
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

function milliseconds(time: string): number {
  return Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`);
}
