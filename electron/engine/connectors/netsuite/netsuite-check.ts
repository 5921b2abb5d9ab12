import { z } from 'zod';
import { signInEnd, signInState } from '../../../../shared/domain/connections/sign-in-life.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { BooksFacts, ConnectionCheck, ConnectionReport } from '../connector.ts';
import { failureReason } from '../connector-failure.ts';
import { numberText } from '../http/json.ts';
import type { NetsuiteClient } from './netsuite-client.ts';
import { firstRows, isOneOf, type Selection, whereShown } from './netsuite-query.ts';

/** Types of records that are read, each with its column of ids and the permission that shows it. */
const RECORDS = [
  ['currency', 'currency.id', 'Lists → Currency'],
  ['customer', 'customer.id', 'Lists → Customers'],
  ['term', 'term.id', 'Lists → Accounting Lists'],
  ['transaction', 'transaction.id', 'Transactions → Find Transaction'],
  ['transactionline', 'transactionline.uniquekey', 'Transactions → Find Transaction'],
  ['nexttransactionlinelink', 'nexttransactionlinelink.nextdoc', 'Transactions → Find Transaction'],
  ['account', 'account.id', 'Lists → Accounts'],
] as const;

/** What is good to have: without it something is missing, but the figures are right. */
const OPTIONAL = [
  [
    'contact',
    'contact.id',
    'Lists → Contacts: without it there are no contacts but the customers’ own addresses',
  ],
  [
    'deletedrecord',
    'deletedrecord.recordid',
    'Setup → Deleted Records: without it a deleted invoice is only noticed by the weekly comparison',
  ],
] as const;

const TYPES = [
  ['CustInvc', 'invoices', 'Invoice'],
  ['CustCred', 'credit memos', 'Credit Memo'],
  ['CustPymt', 'payments', 'Customer Payment'],
  ['CustDep', 'deposits', 'Customer Deposit'],
] as const;

const companyForm = z.object({ name: z.string(), currency: z.string() });
const countForm = z.object({ type: z.string(), found: numberText });

/**
 * Tries in turn: sign-in, each type of record, how much there is of each. Ends at the first failure. NetSuite tells a role
 * nothing of its own levels; a trial write would leave a trace, and SuiteQL knows no writing.
 */
export async function checkNetsuite(client: NetsuiteClient, signal: AbortSignal): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  const signIn = client.certificateLife();
  const good = (step: ConnectionCheck['step'], text: string) => checks.push({ step, ok: true, text });
  let company: ConnectionReport['company'] = null;
  let step: ConnectionCheck['step'] = 'login';
  try {
    await client.signIn(signal);
    good(
      'login',
      client.isPersonal
        ? 'NetSuite accepts the sign-in.'
        : `NetSuite accepts the certificate${lifeOf(client)}.`,
    );
    step = 'role';
    for (const [record, id] of RECORDS) await firstRows(client, one(record, id), 1, signal);
    good('role', 'Customers, transactions and what settles them can be read.');
    company = await readCompany(client, signal);
    for (const [record, id, text] of OPTIONAL) {
      const hidden = new Set<string>();
      await whereShown(hidden, record, () => firstRows(client, one(record, id), 1, signal));
      if (hidden.has(record)) good('role', `The role could have this permission, too: ${text}.`);
    }
    step = 'read';
    good('read', await readCounts(client, signal));
    good(
      'read_only',
      'Duebook only asks SuiteQL, which cannot change anything. What the role allows besides is not told: give View, nowhere more.',
    );
    return { ok: true, checks, company, signIn };
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    checks.push({ step: stepOf(error, step), ok: false, text: `${error.message}${permissionFor(error)}` });
    return { ok: false, checks, company, signIn };
  }
}

function lifeOf(client: NetsuiteClient): string {
  const life = client.certificateLife();
  if (life === null) return '';
  const soon = signInState(life, client.now()) === 'ending' ? '; make a new one soon' : '';
  return `, which is good until ${signInEnd(life)}${soon}`;
}

function one(from: string, id: string): Selection {
  return { columns: { id }, from, where: [] };
}

/** Whose books these are, and how long the certificate lasts. */
export async function aboutNetsuite(client: NetsuiteClient, signal: AbortSignal): Promise<BooksFacts> {
  return { company: await readCompany(client, signal), signIn: client.certificateLife() };
}

/** The topmost subsidiary; where there are none the account's id has to do. */
export async function readCompany(
  client: NetsuiteClient,
  signal: AbortSignal,
): Promise<ConnectionReport['company']> {
  const answer = await whereShown(new Set(), 'subsidiary', () =>
    firstRows(
      client,
      {
        columns: { name: 'subsidiary.name', currency: 'currency.symbol' },
        from: 'subsidiary INNER JOIN currency ON currency.id = subsidiary.currency',
        where: ['subsidiary.parent IS NULL'],
      },
      1,
      signal,
    ),
  );
  const read = companyForm.safeParse(answer?.items[0]);
  if (!read.success) return { name: `NetSuite ${client.accountId}`, baseCurrency: null };
  return { name: read.data.name, baseCurrency: read.data.currency };
}

/** Transactions of a type that the role may not see are simply missing: a person has to judge the numbers. */
async function readCounts(client: NetsuiteClient, signal: AbortSignal): Promise<string> {
  const { items } = await firstRows(
    client,
    {
      columns: { type: 'transaction.type', found: 'COUNT(transaction.id)' },
      from: 'transaction',
      where: [
        isOneOf(
          'transaction.type',
          TYPES.map(([type]) => type),
        ),
      ],
      groupBy: ['transaction.type'],
    },
    TYPES.length,
    signal,
  );
  const counts = new Map(items.map((item) => countForm.parse(item)).map(({ type, found }) => [type, found]));
  const told = TYPES.map(([type, name]) => `${counts.get(type) ?? '0'} ${name}`).join(', ');
  const none = TYPES.filter(([type]) => !counts.has(type)).map(([, , permission]) => `“${permission}”`);
  if (none.length === 0) return `Found: ${told}.`;
  return `Found: ${told}. If there are more, the role lacks the permission ${none.join(' or ')} (View).`;
}

function stepOf(error: unknown, step: ConnectionCheck['step']): ConnectionCheck['step'] {
  if (!isEngineError(error)) return step;
  const { step: network, missing } = error.details;
  if (network === 'dns' || network === 'tls' || network === 'connect') return network;
  if (missing === 'scope') return 'scope';
  if (missing === 'record' || missing === 'permission') return 'role';
  const reason = failureReason(error);
  return reason === 'auth_revoked' || reason === 'auth_expired' || reason === 'not_found' ? 'login' : step;
}

function permissionFor(error: unknown): string {
  if (!isEngineError(error)) return '';
  const permission = RECORDS.find(([record]) => record === error.details.record)?.[2];
  return permission === undefined ? '' : ` The permission that is missing: ${permission} (View).`;
}
