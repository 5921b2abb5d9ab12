import { z } from 'zod';
import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { wholeNumber } from '../http/json.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import type { ErpnextSession } from './erpnext-session.ts';
import { nameOf } from './erpnext-values.ts';
import { INVOICE, LEDGER, PAYMENT } from './ledger-entries.ts';

/** Kinds of records that are read; the guide lists the same. */
const READ_DOCTYPES = ['Currency', 'Customer', 'Contact', INVOICE, PAYMENT, LEDGER];
const RIGHTS = { write: 'change', submit: 'submit', cancel: 'cancel', delete: 'delete' } as const;
const rightForm = z.object({
  has_permission: z.union([z.boolean(), wholeNumber.transform((one) => one === 1)]),
});

/**
 * Tries in turn: key, company, one row of each kind of record. Ends at the first failure. That the user can only read is
 * what ERPNext itself says when asked for the user's rights on a record: nothing is tried that could leave a trace.
 */
export async function checkErpnext(
  session: ErpnextSession,
  open: (signal: AbortSignal) => Promise<ErpnextBooks>,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  const good = (step: ConnectionCheck['step'], text: string) => checks.push({ step, ok: true, text });
  let company: ConnectionReport['company'] = null;
  let step: ConnectionCheck['step'] = 'login';
  try {
    const user = await session.method('frappe.auth.get_logged_user', {}, z.string(), signal);
    good('login', `ERPNext accepts the key of ${user}.`);
    step = 'role';
    const books = await open(signal);
    company = books.company;
    const samples = new Map<string, string | null>();
    for (const doctype of READ_DOCTYPES) {
      const [row] = await session.list({ doctype, filters: [], fields: ['name'], limit: 1 }, signal);
      samples.set(doctype, nameOf(row));
    }
    good('role', 'Customers, contacts, invoices, payments and the payment ledger can be read.');
    if (books.timeZone === null) {
      good(
        'read',
        'The site does not tell its time zone: each read looks back 26 hours, which costs a few more calls.',
      );
    }
    checks.push(await readOnly(session, samples, signal));
    return { ok: checks.every(({ ok }) => ok), checks, company };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    checks.push({ step: stepOf(error, step), ok: false, text: error.message });
    return { ok: false, checks, company };
  }
}

function stepOf(error: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  const named = isEngineError(error) ? error.details.step : null;
  if (named === 'dns' || named === 'tls' || named === 'connect' || named === 'role') return named;
  return failureReason(error) === 'auth_revoked' ? 'login' : step;
}

async function readOnly(
  session: ErpnextSession,
  samples: ReadonlyMap<string, string | null>,
  signal: AbortSignal,
): Promise<ConnectionCheck> {
  const found: string[] = [];
  for (const doctype of [INVOICE, PAYMENT]) {
    const docname = samples.get(doctype);
    if (docname == null) continue;
    for (const [perm_type, word] of Object.entries(RIGHTS)) {
      const parameters = { doctype, docname, perm_type };
      const answer = await session.method('frappe.client.has_permission', parameters, rightForm, signal);
      if (answer.has_permission) found.push(`${word} "${doctype}"`);
    }
  }
  return found.length === 0
    ? { step: 'read_only', ok: true, text: 'ERPNext says that the user can only read.' }
    : {
        step: 'read_only',
        ok: false,
        text: `The user could change the books (${found.join(', ')}). Duebook makes no use of it; leave only the right to read to be sure.`,
      };
}
