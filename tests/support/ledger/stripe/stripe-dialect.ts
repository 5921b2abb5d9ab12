import { Disturbances } from '../disturbances.ts';
import { documentBy, fileReply, printOf } from '../document-files.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../web-server.ts';
import {
  creditNoteObject,
  customerObject,
  eventObjects,
  invoiceObject,
  invoicePaymentObject,
  type StripeObject,
} from './stripe-objects.ts';
import { stripeId, ZONE } from './stripe-shape.ts';

const KEPT_FOR = 30 * 86_400;

/** A Stripe that serves a fake ledger, by its clock. */
export interface FakeStripe {
  readonly server: WebServer;
  readonly disturbances: Disturbances;
  readonly key: string;
  /** Rights that the key has, as Stripe calls them without `rak_`. */
  readonly rights: Set<string>;
  /** Credit balances of customers, in Stripe's amounts: negative is the customer's money. */
  readonly balances: Map<string, { readonly balance: number; readonly changedAt: number }>;
  /** Changes an object before it is served. */
  change: (object: StripeObject) => StripeObject;
}

export async function startStripe(ledger: FakeLedger): Promise<FakeStripe> {
  const fake: FakeStripe = {
    server: await startWebServer((request, response) => {
      const { headers, ...reply } = answer(ledger, fake, request);
      sendReply(response, { ...reply, headers: { date: new Date(ledger.now).toUTCString(), ...headers } });
    }),
    disturbances: new Disturbances(),
    key: 'rk_test_51FakeKeyOfADesk',
    rights: new Set([
      'customer_read',
      'invoice_read',
      'credit_note_read',
      'event_read',
      'accounts_kyc_basic_read',
    ]),
    balances: new Map(),
    change: (object) => object,
  };
  return fake;
}

const RIGHTS: Readonly<Record<string, string>> = {
  customers: 'customer_read',
  invoices: 'invoice_read',
  invoice_payments: 'invoice_read',
  credit_notes: 'credit_note_read',
  events: 'event_read',
  account: 'accounts_kyc_basic_read',
};

function failure(status: number, error: Readonly<Record<string, string>>): Reply {
  return jsonReply(status, JSON.stringify({ error: { type: 'invalid_request_error', ...error } }));
}

const MISSING = { code: 'resource_missing', message: 'No such object' };

function answer(ledger: FakeLedger, fake: FakeStripe, { method, url, headers }: SeenRequest): Reply {
  if (url.pathname.startsWith('/file/')) return fileAt(ledger, url.pathname);
  const [, , collection = '', id, part] = url.pathname.split('/');
  if (headers.authorization !== `Bearer ${fake.key}`) {
    return failure(401, { message: `Invalid API Key provided: ${headers.authorization?.slice(7)}` });
  }
  if (headers['stripe-version'] !== '2026-10-28.endive') return failure(400, { message: 'Wrong version.' });
  const right = method === 'GET' ? RIGHTS[collection] : 'customer_write';
  if (right === undefined || !fake.rights.has(right)) {
    const message = `The provided key does not have the required permissions. Having the 'rak_${right}' permission would allow this request to continue.`;
    return failure(403, { message });
  }
  if (method !== 'GET') return failure(404, MISSING);
  if (collection === 'account') {
    const dashboard = { display_name: ledger.company, timezone: ZONE };
    const account = { id: 'acct_1', object: 'account', default_currency: 'eur', settings: { dashboard } };
    return jsonReply(200, JSON.stringify(account));
  }
  const disturbance = fake.disturbances.next();
  if (disturbance === 'throttle') return failure(429, { code: 'rate_limit', message: 'Too many' });
  if (disturbance === 'quota') return failure(402, { message: 'The account is closed.' });
  if (disturbance === 'server_error') return failure(500, { message: 'Sorry' });
  const reply = data(ledger, fake, url, collection, id, part);
  return { ...reply, cut: disturbance === 'cut' };
}

function data(
  ledger: FakeLedger,
  fake: FakeStripe,
  url: URL,
  collection: string,
  id: string | undefined,
  part: string | undefined,
): Reply {
  if (part === 'balance_transactions') {
    const balance = fake.balances.get(id ?? '');
    const rows = balance === undefined ? [] : [{ id: 'cbtxn_1', created: balance.changedAt, amount: 1 }];
    return jsonReply(200, JSON.stringify({ object: 'list', data: rows, has_more: false }));
  }
  const objects = objectsOf(ledger, url.searchParams, collection).map((object) => served(fake, object));
  if (id === undefined) return page(objects, url.searchParams);
  const one = objects.find((object) => object.id === id);
  return one === undefined ? failure(404, MISSING) : jsonReply(200, JSON.stringify(one));
}

/** The newest first, as Stripe lists them. */
function objectsOf(ledger: FakeLedger, query: URLSearchParams, collection: string): readonly StripeObject[] {
  const expands = [...query].some(([name, value]) => name.startsWith('expand') && value.endsWith('invoice'));
  const documents = [...ledger.documents.values()].filter(({ state }) => state !== 'deleted').reverse();
  switch (collection) {
    case 'customers':
      return [...ledger.customers.values()]
        .filter(({ supplierOnly }) => !supplierOnly)
        .reverse()
        .map((one) => customerObject(ledger, one));
    case 'invoices':
      return documents.filter(({ kind }) => kind === 'invoice').map((one) => invoiceObject(ledger, one));
    case 'credit_notes':
      return documents
        .filter(({ kind }) => kind === 'credit_note')
        .map((one) => creditNoteObject(ledger, one));
    case 'invoice_payments':
      return [...ledger.payments.values()].reverse().map((one) => invoicePaymentObject(ledger, one, expands));
    case 'events':
      return events(ledger, query);
    default:
      return [];
  }
}

function events(ledger: FakeLedger, query: URLSearchParams): readonly StripeObject[] {
  const types = [...query].filter(([name]) => name.startsWith('types')).map(([, type]) => type);
  const oldest = Math.floor(ledger.now / 1_000) - KEPT_FOR;
  const from = Math.max(oldest, Number(query.get('created[gte]') ?? '0'));
  return eventObjects(ledger)
    .filter(({ created, type }) => created >= from && types.includes(String(type)))
    .toSorted((one, two) => (one.id < two.id ? 1 : -1));
}

function served(fake: FakeStripe, object: StripeObject): StripeObject {
  const spoiled = [...fake.disturbances.spoiled].some((id) => stripeId(id) === object.id);
  const balance = fake.balances.get(object.id)?.balance;
  const address = `${fake.server.origin}/file/${object.id}/secret-address/pdf`;
  return fake.change({
    ...object,
    ...(object.object === 'invoice' ? { invoice_pdf: address } : {}),
    ...(object.object === 'credit_note' ? { pdf: address } : {}),
    ...(spoiled ? { total: 'about a hundred', amount_paid: 'much' } : {}),
    ...(balance === undefined ? {} : { balance }),
  });
}

function page(objects: readonly StripeObject[], query: URLSearchParams): Reply {
  const after = query.get('starting_after');
  const at = after === null ? 0 : objects.findIndex(({ id }) => id === after) + 1;
  if (after !== null && at === 0) return failure(400, MISSING);
  const limit = Math.min(100, Number(query.get('limit') ?? '10'));
  const rows = objects.slice(at, at + limit);
  const has_more = at + limit < objects.length;
  return jsonReply(200, JSON.stringify({ object: 'list', url: '/v1', data: rows, has_more }));
}

/** `/file/{id}/…`: whoever has the address has the file. */
function fileAt(ledger: FakeLedger, path: string): Reply {
  const document = documentBy(ledger, stripeId, path.split('/')[2]);
  if (document === undefined) return { status: 404, body: '<html>404</html>' };
  return fileReply(ledger, printOf(document), 'application/pdf');
}
