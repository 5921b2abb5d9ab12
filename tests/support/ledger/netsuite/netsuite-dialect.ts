import { Disturbances } from '../disturbances.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerId } from '../ledger-model.ts';
import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../web-server.ts';
import { NetsuiteAccounts } from './netsuite-accounts.ts';
import { answerSql, SqlProblem, type SqlRow } from './netsuite-language.ts';
import { tableOf } from './netsuite-tables.ts';
import type { FakeJournalLine } from './netsuite-transactions.ts';

/** A NetSuite account that serves a fake ledger. */
export interface FakeNetsuite {
  readonly server: WebServer;
  readonly accounts: NetsuiteAccounts;
  readonly disturbances: Disturbances;
  readonly journals: FakeJournalLine[];
  readonly unstamped: Set<LedgerId>;
  /** Types of records that the role does not show. */
  readonly hidden: Set<string>;
  /** Permissions for REST and SuiteQL were taken from the role. */
  roleClosed: boolean;
  /** What the user's time is ahead of UTC, in minutes. */
  zone: number;
  /** No query gives more rows than that, whatever its pages. */
  mostRows: number;
  /** Queries that were answered. */
  readonly queries: string[];
}

export const TOKEN_PATH = '/services/rest/auth/oauth2/v1/token';
const QUERY_PATH = '/services/rest/query/v1/suiteql';
const MOST_ON_A_PAGE = 1_000;

/** @param clock NetSuite's own, in milliseconds since 1970: tokens and the header `Date` go by it. */
export async function startNetsuite(ledger: FakeLedger, clock: () => number): Promise<FakeNetsuite> {
  const contacts = new Set<LedgerId>();
  const goneContacts = new Map<LedgerId, number>();
  const notice = () => {
    for (const id of ledger.contacts.keys()) contacts.add(id);
    for (const id of contacts) {
      if (!ledger.contacts.has(id) && !goneContacts.has(id)) goneContacts.set(id, ledger.now);
    }
  };
  const fake: FakeNetsuite = {
    server: await startWebServer((request, response) => {
      notice();
      const { headers, ...reply } = answer(ledger, fake, goneContacts, request);
      sendReply(response, { ...reply, headers: { date: new Date(clock()).toUTCString(), ...headers } });
    }),
    accounts: new NetsuiteAccounts(clock),
    disturbances: new Disturbances(),
    journals: [],
    unstamped: new Set(),
    hidden: new Set(),
    roleClosed: false,
    zone: 0,
    mostRows: 100_000,
    queries: [],
  };
  return fake;
}

/** The address that was called, which is another one when something stands in between. */
function addressedAs({ headers }: SeenRequest, origin: string): string {
  const other = headers['x-forwarded-host'];
  return other === undefined ? origin : `http://${other}`;
}

function problem(status: number, title: string, code: string, detail: string): Reply {
  const details = [{ detail, 'o:errorCode': code }];
  const body = { type: 'https://www.rfc-editor.org/rfc/rfc9110', title, status, 'o:errorDetails': details };
  return {
    ...jsonReply(status, JSON.stringify(body)),
    headers: { 'content-type': 'application/vnd.oracle.resource+json; type=error' },
  };
}

function answer(
  ledger: FakeLedger,
  fake: FakeNetsuite,
  goneContacts: ReadonlyMap<LedgerId, number>,
  request: SeenRequest,
): Reply {
  const { url, method, headers } = request;
  if (url.pathname === TOKEN_PATH)
    return fake.accounts.exchange(request, `${addressedAs(request, fake.server.origin)}${TOKEN_PATH}`);
  if (!fake.accounts.accepts(headers.authorization)) {
    return problem(401, 'Unauthorized', 'INVALID_LOGIN', 'Invalid login attempt.');
  }
  if (url.pathname !== QUERY_PATH || method !== 'POST') {
    return problem(405, 'Method Not Allowed', 'METHOD_NOT_ALLOWED', 'No writing here.');
  }
  const disturbance = fake.disturbances.next();
  if (fake.roleClosed) return problem(403, 'Forbidden', 'INSUFFICIENT_PERMISSION', 'You need a permission.');
  if (disturbance === 'throttle' || disturbance === 'quota') {
    return problem(
      429,
      'Too Many Requests',
      'CONCURRENCY_LIMIT_EXCEEDED',
      'Concurrent request limit exceeded.',
    );
  }
  if (disturbance === 'server_error') return { status: 503, body: '<html>busy</html>' };
  const reply = query(ledger, fake, goneContacts, request);
  return { ...reply, cut: disturbance === 'cut' };
}

function query(
  ledger: FakeLedger,
  fake: FakeNetsuite,
  goneContacts: ReadonlyMap<LedgerId, number>,
  { url, body, headers }: SeenRequest,
): Reply {
  const limit = Number(url.searchParams.get('limit'));
  const offset = Number(url.searchParams.get('offset'));
  const bad = (detail: string) => problem(400, 'Bad Request', 'INVALID_PARAMETER', detail);
  if (headers.prefer !== 'transient') return bad('The required request header Prefer is missing.');
  if (!(limit >= 1 && limit <= MOST_ON_A_PAGE)) return bad('The limit is not between 1 and 1000.');
  if (offset % limit !== 0) return bad('The offset is not divisible by the limit.');
  const { q } = JSON.parse(body) as { q: string };
  try {
    const extras = {
      spoiled: fake.disturbances.spoiled,
      unstamped: fake.unstamped,
      journals: fake.journals,
      goneContacts,
    };
    const table = (name: string): readonly SqlRow[] => {
      const rows = fake.hidden.has(name) ? null : tableOf(name, ledger, extras);
      if (rows === null) throw new SqlProblem(`Search error occurred: Record '${name}' was not found.`);
      return rows;
    };
    const rows = answerSql(q, { table, zone: fake.zone }).slice(0, fake.mostRows);
    fake.queries.push(q);
    const items = rows.slice(offset, offset + limit).map(withoutNulls);
    const hasMore = offset + limit < rows.length;
    return jsonReply(
      200,
      JSON.stringify({ links: [], count: items.length, hasMore, items, offset, totalResults: rows.length }),
    );
  } catch (error) {
    if (error instanceof SqlProblem) return bad(`Invalid search query. ${error.message}`);
    throw error;
  }
}

/** Columns without a value are left out, and each row has links of its own. */
function withoutNulls(row: SqlRow): object {
  return { links: [], ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) };
}
