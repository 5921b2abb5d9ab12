import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { readCurrencyChoice } from './quickbooks-books.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { companyForm } from './quickbooks-forms.ts';
import { get, query } from './quickbooks-query.ts';

/** Tables that are read, each as a person knows it. */
const TABLES = [
  ['Customer', 'customers'],
  ['Invoice', 'invoices'],
  ['CreditMemo', 'credit memos'],
  ['Payment', 'payments'],
  ['RefundReceipt', 'refund receipts'],
  ['JournalEntry', 'journal entries'],
] as const;

/** States of a subscription in which the books may still be looked at for a while, but do not change any more. */
const ENDED = ['CANCELLED', 'CANCELED', 'EXPIRED', 'SUSPENDED', 'UNSUBSCRIBED'];

/**
 * Tries in turn: sign-in and company, plan, currency, one row of each table. Ends at the first failure. Intuit knows no
 * right that only allows reading, which the report says; a trial write would leave a trace.
 */
export async function checkQuickbooks(
  client: QuickbooksClient,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  const good = (step: ConnectionCheck['step'], text: string) => checks.push({ step, ok: true, text });
  let company: ConnectionReport['company'] = null;
  let step: ConnectionCheck['step'] = 'login';
  let what = 'the company';
  try {
    const path = `/companyinfo/${encodeURIComponent(client.realmId)}`;
    const { CompanyInfo } = await get(client, path, {}, companyForm, signal);
    company = { name: CompanyInfo.CompanyName, baseCurrency: null };
    good('login', 'Intuit accepts the sign-in, and the company can be read.');
    const plan = planOf(CompanyInfo.NameValue ?? []);
    checks.push(plan);
    if (!plan.ok) return { ok: false, checks, company };
    step = 'role';
    what = 'the preferences';
    company = { ...company, baseCurrency: (await readCurrencyChoice(client, signal)).home };
    for (const [table, name] of TABLES) {
      what = name;
      await query(client, { table, where: [], most: 1 }, signal);
    }
    good('role', 'Customers, invoices, credit memos, payments, refunds and journals can be read.');
    good(
      'read_only',
      'Duebook only reads. Intuit has no permission for reading alone: what the sign-in could do besides is limited by the role of the user who gave it.',
    );
    return { ok: true, checks, company };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    const failed = stepOf(error, step);
    const where = failed === 'role' || failed === 'scope' ? ` It was about ${what}.` : '';
    checks.push({ step: failed, ok: false, text: `${error.message}${where}` });
    return { ok: false, checks, company };
  }
}

function planOf(
  values: readonly { readonly Name: string; readonly Value?: string | null | undefined }[],
): ConnectionCheck {
  const value = (name: string) => values.find(({ Name }) => Name === name)?.Value ?? null;
  const plan = value('OfferingSku') ?? 'The plan is not told';
  const state = value('SubscriptionStatus');
  if (state !== null && ENDED.includes(state.toUpperCase())) {
    return {
      step: 'plan',
      ok: false,
      text: `The subscription of this company has ended (${plan}, ${state}). Its books do not change any more.`,
    };
  }
  return { step: 'plan', ok: true, text: state === null ? `${plan}.` : `${plan}, ${state}.` };
}

function stepOf(error: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  if (!isEngineError(error)) return step;
  const { step: network, missing } = error.details;
  if (network === 'dns' || network === 'tls' || network === 'connect') return network;
  switch (failureReason(error)) {
    case 'auth_revoked':
    case 'auth_expired':
      return 'login';
    case 'plan_restricted':
    case 'quota_exhausted':
      return 'plan';
    case 'forbidden':
      return missing === 'scope' ? 'scope' : 'role';
    default:
      return step;
  }
}
