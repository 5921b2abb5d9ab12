import type Stripe from 'stripe';
import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { asked, type StripeClient } from './stripe-client.ts';
import { accountIn } from './stripe-lists.ts';

/** A customer that no account has: changing it changes nothing. */
const NOBODY = 'cus_duebook_nobody';

/**
 * Tries in turn: the key, the account, one object of each list. Then, to prove that the key can only read, it tries to
 * change a customer that does not exist: a key without writing rights is refused before Stripe looks for it.
 */
export async function checkStripe(client: StripeClient, signal: AbortSignal): Promise<ConnectionReport> {
  const api = client.api(signal);
  const checks: ConnectionCheck[] = [];
  let company: ConnectionReport['company'] = null;
  let step: ConnectionCheck['step'] = 'login';
  let reading = '';
  try {
    company = await companyOf(api);
    checks.push({ step, ok: true, text: 'Stripe accepts the key.' });
    step = 'scope';
    for (const [what, ask] of LISTS) {
      reading = what;
      await asked(ask(api));
    }
    checks.push({
      step,
      ok: true,
      text: 'Customers, invoices, credit notes, payments and events can be read.',
    });
    checks.push(await readOnly(api, client.options.key));
    return { ok: checks.every(({ ok }) => ok), checks, company };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    const failed = stepOf(error.details.step, step);
    const list = failed === 'scope' && reading !== '' ? ` This was asked for: ${reading}.` : '';
    checks.push({ step: failed, ok: false, text: `${error.message}${list}` });
    return { ok: false, checks, company };
  }
}

/** Whose account it is. */
export async function companyOf(api: Stripe): Promise<NonNullable<ConnectionReport['company']>> {
  const account = accountIn(await asked(api.accounts.retrieveCurrent()));
  const name = account.settings?.dashboard?.display_name || account.business_profile?.name || account.id;
  return { name, baseCurrency: account.default_currency?.toUpperCase() ?? null };
}

const LISTS: readonly (readonly [string, (api: Stripe) => Promise<unknown>])[] = [
  ['Customers', (api) => api.customers.list({ limit: 1 })],
  ['Invoices', (api) => api.invoices.list({ limit: 1 })],
  ['Credit notes', (api) => api.creditNotes.list({ limit: 1 })],
  ['Invoice payments', (api) => api.invoicePayments.list({ limit: 1 })],
  ['Events', (api) => api.events.list({ limit: 1 })],
];

function stepOf(network: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  return network === 'dns' || network === 'tls' || network === 'connect' ? network : step;
}

async function readOnly(api: Stripe, key: string): Promise<ConnectionCheck> {
  const warning =
    'The key could also change things at Stripe. Duebook changes nothing; make a restricted key with reading rights only to be sure.';
  if (key.startsWith('sk_')) return { step: 'read_only', ok: false, text: warning };
  try {
    await asked(api.customers.update(NOBODY, {}));
  } catch (error) {
    const reason = failureReason(error);
    if (reason === 'forbidden') {
      return { step: 'read_only', ok: true, text: 'The key can only read: a trial change was refused.' };
    }
    if (reason !== 'not_found' && reason !== 'bad_request') throw error;
  }
  return { step: 'read_only', ok: false, text: warning };
}
