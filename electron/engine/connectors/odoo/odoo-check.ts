import { z } from 'zod';
import {
  type SignInLife,
  signInEnd,
  signInState,
} from '../../../../shared/domain/connections/sign-in-life.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { MOVES } from './documents.ts';
import { apiKeyLife, instantOf } from './key-life.ts';
import type { OdooBooks } from './odoo-books.ts';
import { FIRST_WITH_JSON2, type OdooSession } from './odoo-session.ts';
import { PARTNERS } from './partners.ts';
import { LINES, PARTIALS } from './receivable-lines.ts';

/** Models that are read; the guide lists the same. */
const READ_MODELS = [MOVES, LINES, PARTIALS, 'account.payment', PARTNERS, 'res.currency'];
/** Models of which a right to change would change the books. */
const BOOKS = [MOVES, LINES, PARTIALS, 'account.payment'];
const OLDEST = 16;

/**
 * Tries in turn: version, key, company, one row of each model. Ends at the first failure. That the user can only read is
 * what Odoo itself says when asked for the user's rights: nothing is tried that could leave a trace.
 */
export async function checkOdoo(
  session: OdooSession,
  open: (signal: AbortSignal) => Promise<OdooBooks>,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  const good = (step: ConnectionCheck['step'], text: string) => checks.push({ step, ok: true, text });
  let company: ConnectionReport['company'] = null;
  let signIn: SignInLife | null = null;
  let step: ConnectionCheck['step'] = 'connect';
  try {
    const { major, text } = await session.version(signal);
    if (major < OLDEST) {
      checks.push({ step, ok: false, text: `This is Odoo ${text}. Duebook reads Odoo ${OLDEST} and newer.` });
      return { ok: false, checks, company };
    }
    good('connect', `Odoo ${text} answers${major < FIRST_WITH_JSON2 ? ' (JSON-RPC)' : ' (JSON-2)'}.`);
    step = 'login';
    const books = await open(signal);
    company = books.company;
    signIn = await apiKeyLife(session, signal);
    good('login', `Odoo accepts the API key.${lifeOf(session, signIn)}`);
    step = 'role';
    for (const model of READ_MODELS) await books.page(model, [['id', '=', 1]], ['write_date'], signal);
    good('role', 'Customers, invoices, payments and settlements can be read.');
    checks.push(await readOnly(session, major, signal));
    return { ok: checks.every(({ ok }) => ok), checks, company, signIn };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    checks.push({ step: stepOf(error, step), ok: false, text: error.message });
    return { ok: false, checks, company, signIn };
  }
}

function lifeOf(session: OdooSession, life: SignInLife | null): string {
  const now = session.clock();
  if (life === null || now === null) return '';
  const day = signInEnd(life);
  return signInState(life, instantOf(now)) === 'lasting'
    ? ` It ends on ${day}.`
    : ` It ends soon, on ${day}: make a new one in Odoo and enter it here before that day.`;
}

function stepOf(error: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  const named = isEngineError(error) ? error.details.step : null;
  if (named === 'dns' || named === 'tls' || named === 'connect' || named === 'role') return named;
  switch (failureReason(error)) {
    case 'auth_expired':
    case 'auth_revoked':
      return 'login';
    case 'forbidden':
      return 'role';
    case 'plan_restricted':
      return 'plan';
    default:
      return step;
  }
}

const RIGHTS = { create: 'create', write: 'change', unlink: 'delete' } as const;

async function readOnly(session: OdooSession, major: number, signal: AbortSignal): Promise<ConnectionCheck> {
  const found: string[] = [];
  for (const model of BOOKS) {
    for (const [operation, word] of Object.entries(RIGHTS)) {
      const asked =
        major >= FIRST_WITH_JSON2
          ? session.call(model, 'has_access', { ids: [], operation }, z.boolean(), signal)
          : session.call(
              model,
              'check_access_rights',
              { operation, raise_exception: false },
              z.boolean(),
              signal,
            );
      if (await asked) found.push(`${word} ${model}`);
    }
  }
  return found.length === 0
    ? { step: 'read_only', ok: true, text: 'Odoo says that the user can only read.' }
    : {
        step: 'read_only',
        ok: false,
        text: `The user could change the books (${found.join(', ')}). Duebook makes no use of it; take the user out of the groups that allow it to be sure.`,
      };
}
