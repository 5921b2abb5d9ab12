import { stringify } from 'lossless-json';
import { Disturbances } from '../disturbances.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../web-server.ts';
import { IntuitAccounts } from './quickbooks-accounts.ts';
import { faultReply } from './quickbooks-fault.ts';
import { attachedIn, attachmentReply, downloadReply, pdfReply, storedReply } from './quickbooks-files.ts';
import { parseQuery } from './quickbooks-language.ts';
import { deletedRow, type QuickbooksRow, quickbooksTime } from './quickbooks-rows.ts';
import { quickbooksId } from './quickbooks-shape.ts';
import { type Entry, entriesOf } from './quickbooks-tables.ts';

/** A QuickBooks Online that serves a fake ledger. Its clock is the ledger's, which is not that of the computer. */
export interface FakeQuickbooks {
  readonly server: WebServer;
  readonly accounts: IntuitAccounts;
  readonly disturbances: Disturbances;
  readonly realmId: string;
  readonly extra: Map<string, readonly QuickbooksRow[]>;
  /** Rows, by the fake ledger's ids, that the change feed calls deleted though they were only changed. */
  readonly miscalled: Set<string>;
  /** Tables that the role of the user does not include. */
  readonly forbidden: Set<string>;
  /** What the next request for data is answered with instead. */
  readonly replies: Reply[];
  /** Where the signed addresses of attachments lead; null: to this server. */
  filesAt: string | null;
  subscription: string;
  throttleStatus: 403 | 429;
}

const LOOKBACK = 30 * 86_400_000;
const MOST_CHANGES = 1_000;

export async function startQuickbooks(ledger: FakeLedger): Promise<FakeQuickbooks> {
  let requests = 0;
  const fake: FakeQuickbooks = {
    server: await startWebServer((request, response) => {
      requests += 1;
      const { headers, ...reply } = answer(ledger, fake, request);
      const usual = { date: new Date(ledger.now).toUTCString(), intuit_tid: `1-fake-${requests}` };
      sendReply(response, { ...reply, headers: { ...usual, ...headers } });
    }),
    accounts: new IntuitAccounts(() => ledger.now),
    disturbances: new Disturbances(),
    realmId: '9130347798120106',
    extra: new Map(),
    miscalled: new Set(),
    forbidden: new Set(),
    replies: [],
    filesAt: null,
    subscription: 'PAID',
    throttleStatus: 429,
  };
  return fake;
}

/** A fault as the gateway before the API writes it: in small letters. */
function gatewayReply(status: number, code: string, message: string): Reply {
  const words = `message=${message}; errorCode=00${code}; statusCode=${status}`;
  const error = [{ message: words, detail: 'See the console', code, element: null }];
  return jsonReply(status, JSON.stringify({ warnings: null, fault: { error, type: 'AUTHENTICATION' } }));
}

function answer(ledger: FakeLedger, fake: FakeQuickbooks, request: SeenRequest): Reply {
  const { pathname, searchParams } = request.url;
  if (pathname === '/oauth2/v1/tokens/bearer') return fake.accounts.exchange(request);
  if (pathname.startsWith('/stores/')) return storedReply(ledger, request);
  if (request.method !== 'GET') return jsonReply(405, '{"Message":"No writing here."}');
  if (!fake.accounts.accepts(request.headers.authorization)) {
    return gatewayReply(401, '3200', 'AuthenticationFailed');
  }
  if (fake.accounts.scope !== 'com.intuit.quickbooks.accounting') {
    const headers = { 'www-authenticate': 'Bearer realm="Intuit", error="insufficient_scope"' };
    return { ...gatewayReply(403, '3202', 'AuthorizationFailed'), headers };
  }
  const company = `/v3/company/${fake.realmId}/`;
  if (!pathname.startsWith(company)) return gatewayReply(403, '3100', 'ApplicationAuthorizationFailed');
  const path = pathname.slice(company.length);
  if (path === `companyinfo/${fake.realmId}`) return companyReply(ledger, fake);
  const pdf = /^(?:invoice|creditmemo)\/(\d+)\/pdf$/.exec(path)?.[1];
  if (pdf !== undefined) return pdfReply(ledger, pdf);
  const download = /^download\/(\d+)$/.exec(path)?.[1];
  if (download !== undefined) return downloadReply(ledger, fake.filesAt ?? fake.server.origin, download);
  const disturbed = disturbance(fake);
  if (disturbed !== null && disturbed !== 'cut') return disturbed;
  const attachedTo = attachedIn(searchParams.get('query') ?? '');
  if (attachedTo !== null) return timed(ledger, attachmentReply(ledger, attachedTo));
  const reply = path === 'cdc' ? feed(ledger, fake, searchParams) : rows(ledger, fake, searchParams);
  return { ...reply, cut: disturbed === 'cut' };
}

function disturbance(fake: FakeQuickbooks): Reply | 'cut' | null {
  const next = fake.disturbances.next();
  const planned = fake.replies.shift();
  if (planned !== undefined) return planned;
  if (next === 'throttle') {
    const words = 'message=ThrottleExceeded; errorCode=003001; statusCode=403';
    return faultReply(fake.throttleStatus, 'SERVICE', '3001', words);
  }
  if (next === 'quota') return faultReply(403, 'SERVICE', '3003', 'CorePlus quota exceeded');
  if (next === 'server_error') return { status: 503, body: '<html>busy</html>' };
  return next;
}

function companyReply(ledger: FakeLedger, { subscription }: FakeQuickbooks): Reply {
  const NameValue = [
    { Name: 'SubscriptionStatus', Value: subscription },
    { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
  ];
  const CompanyInfo = { Id: '1', CompanyName: ledger.company, Country: 'DE', NameValue };
  return timed(ledger, { CompanyInfo });
}

function rows(ledger: FakeLedger, fake: FakeQuickbooks, search: URLSearchParams): Reply {
  const query = parseQuery(search.get('query') ?? '');
  const all = query === null ? null : entriesOf(ledger, fake.extra, query.table);
  if (query === null || all === null) {
    return faultReply(400, 'ValidationFault', '4000', 'Error parsing query');
  }
  const { table, since, ids, withInactive, ordered, start, most } = query;
  if (fake.forbidden.has(table)) {
    return faultReply(403, 'AuthorizationFault', '5020', 'Permission Denied Error');
  }
  const chosen = all.filter(
    (one) =>
      !one.deleted &&
      (since === null || one.changedAt >= since) &&
      (ids === null || ids.includes(one.id)) &&
      (one.active || withInactive),
  );
  if (query.counted) return timed(ledger, { QueryResponse: { totalCount: chosen.length } });
  const sorted = ordered ? byTime(chosen) : chosen;
  const page = sorted.slice(start - 1, start - 1 + most).map((one) => written(fake, one));
  const body = page.length === 0 ? {} : { [table]: page, startPosition: start, maxResults: page.length };
  return timed(ledger, { QueryResponse: body });
}

/** Full rows that changed, then those that were deleted; a thousand at most, and no word of the others. */
function feed(ledger: FakeLedger, fake: FakeQuickbooks, search: URLSearchParams): Reply {
  const table = search.get('entities') ?? '';
  const since = Date.parse(search.get('changedSince') ?? '');
  const all = entriesOf(ledger, fake.extra, table);
  if (all === null || Number.isNaN(since)) {
    return faultReply(400, 'ValidationFault', '4001', 'Invalid query');
  }
  if (ledger.now - since > LOOKBACK) {
    const words = 'Operation cdc with changedSince date which is older than fixed days is not supported';
    return faultReply(400, 'ValidationFault', '2010', words);
  }
  const miscalled = new Set([...fake.miscalled].map(quickbooksId));
  const changed = byTime(all.filter(({ changedAt }) => changedAt >= since));
  const dead = (one: Entry) => one.deleted || miscalled.has(one.id);
  const objects = [
    ...changed.filter((one) => !dead(one)).map((one) => () => written(fake, one)),
    ...changed.filter(dead).map((one) => () => deletedRow(one.id, one.changedAt)),
  ]
    .slice(0, MOST_CHANGES)
    .map((write) => write());
  const count = objects.length;
  const body =
    count === 0 ? {} : { [table]: objects, startPosition: 1, maxResults: count, totalCount: count };
  return timed(ledger, { CDCResponse: [{ QueryResponse: [body] }] });
}

function byTime(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((one, two) => one.changedAt - two.changedAt);
}

/** A spoiled record has an amount that is nonsense. */
function written({ disturbances }: FakeQuickbooks, { id, row }: Entry): QuickbooksRow {
  const spoiled = [...disturbances.spoiled].some((one) => quickbooksId(one) === id);
  return spoiled ? { ...row(), TotalAmt: 'about a hundred' } : row();
}

function timed(ledger: FakeLedger, body: QuickbooksRow): Reply {
  return jsonReply(200, stringify({ ...body, time: quickbooksTime(ledger.now, true) }) ?? '');
}
