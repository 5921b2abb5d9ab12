import { z } from 'zod';
import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import type { XeroClient } from './xero-client.ts';
import { connectionsForm, organisationForm } from './xero-forms.ts';
import { needsSignIn, scopesOf } from './xero-tokens.ts';

/** Lists that are read, each with the right that it needs (granular scopes, since March 2026). */
const LISTS = [
  ['Contacts', 'accounting.contacts.read'],
  ['Invoices', 'accounting.invoices.read'],
  ['CreditNotes', 'accounting.invoices.read'],
  ['Payments', 'accounting.payments.read'],
  ['Overpayments', 'accounting.payments.read'],
  ['Prepayments', 'accounting.payments.read'],
] as const;

const organisations = z.object({ Organisations: z.array(organisationForm).min(1) });

/**
 * Tries in turn: sign-in, organisation, company data, one row of each list. Ends at the first failure. That it can only
 * read is told by the scopes of the token: a trial write might leave a trace.
 */
export async function checkXero(client: XeroClient, signal: AbortSignal): Promise<ConnectionReport> {
  const { http, api, tenant, tenantId } = client;
  const checks: ConnectionCheck[] = [];
  const good = (step: ConnectionCheck['step'], text: string) => checks.push({ step, ok: true, text });
  let company: ConnectionReport['company'] = null;
  let step: ConnectionCheck['step'] = 'login';
  let missing: string | null = null;
  try {
    const { value: connections } = await http.json({ url: `${api}/connections` }, connectionsForm, signal);
    good('login', 'Xero accepts the sign-in.');
    step = 'role';
    if (!connections.some((one) => one.tenantId === tenantId)) {
      checks.push({
        step,
        ok: false,
        text: 'The sign-in does not include this organisation. Sign in again and choose it at Xero.',
      });
      return { ok: false, checks, company };
    }
    const { value } = await http.json(
      { url: `${api}/api.xro/2.0/Organisation`, headers: tenant },
      organisations,
      signal,
    );
    const [organisation] = value.Organisations;
    company = { name: organisation?.Name ?? '', baseCurrency: organisation?.BaseCurrency ?? null };
    good('role', 'The organisation can be read.');
    step = 'scope';
    for (const [name, scope] of LISTS) {
      missing = scope;
      const url = `${api}/api.xro/2.0/${name}?page=1&pageSize=1`;
      await http.request({ url, headers: { accept: 'application/json', ...tenant } }, signal);
    }
    good('scope', 'Contacts, invoices, credit notes and payments can be read.');
    checks.push(await readOnly(client));
    return { ok: checks.every(({ ok }) => ok), checks, company };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    const failed = stepOf(error, step);
    const right = failed === 'scope' && missing !== null ? ` The right that is missing: ${missing}.` : '';
    checks.push({ step: failed, ok: false, text: `${error.message}${right}` });
    return { ok: false, checks, company };
  }
}

function stepOf(error: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  if (!isEngineError(error)) return step;
  const { step: network, missing } = error.details;
  if (network === 'dns' || network === 'tls' || network === 'connect') return network;
  if (missing === 'scope') return 'scope';
  if (missing === 'organisation') return 'role';
  if (needsSignIn(error)) return 'login';
  return failureReason(error) === 'plan_restricted' ? 'plan' : step;
}

async function readOnly({ tokens }: XeroClient): Promise<ConnectionCheck> {
  const stored = await tokens.read();
  const scopes = stored === null ? null : scopesOf(stored.accessToken);
  if (scopes === null) {
    return {
      step: 'read_only',
      ok: true,
      text: 'Duebook only reads. What the sign-in itself allows could not be told.',
    };
  }
  const writing = scopes.filter((scope) => scope.startsWith('accounting.') && !scope.endsWith('.read'));
  return writing.length === 0
    ? { step: 'read_only', ok: true, text: 'The sign-in allows reading only.' }
    : {
        step: 'read_only',
        ok: false,
        text: `The sign-in would also allow changes (${writing.join(', ')}). Duebook makes none; sign in again with an app that asks for reading rights only to be sure.`,
      };
}
