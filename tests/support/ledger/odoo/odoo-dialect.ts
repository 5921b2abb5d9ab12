import { stringify } from 'lossless-json';
import { Disturbances } from '../disturbances.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { remembered } from '../ledger-store.ts';
import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../web-server.ts';
import { select } from './odoo-domain.ts';
import { type OdooRow, type OdooTables, odooTables } from './odoo-rows.ts';
import { odooId } from './odoo-shape.ts';

/** An Odoo that serves a fake ledger. */
export interface FakeOdoo {
  readonly server: WebServer;
  readonly disturbances: Disturbances;
  readonly version: string;
  /** Keys that are good, and the user's own list of them. */
  readonly keys: Set<string>;
  keyLife: { readonly create_date: string; readonly expiration_date: string } | null;
  /** Models that the user may not read. */
  readonly forbidden: Set<string>;
  /** `create account.move` and the like: what the user may change. */
  readonly powers: Set<string>;
  /** Changes the tables before a condition is looked at: for what a ledger would not do. */
  edit: (tables: OdooTables) => OdooTables;
  /** Waited for before a request is answered: a test holds a read where it is. */
  before: (request: SeenRequest) => Promise<void>;
}

export interface OdooKind {
  /** `19.0` speaks JSON-2, `17.0` JSON-RPC. */
  readonly version: string;
  /** Documents are dated when what is open of them is worked out anew. */
  readonly datesRecomputed: boolean;
}

export const DATABASE = 'northwind';
export const USER = 'duebook@northwind.example';
export const KEY = '0d00c0ffee0d00c0ffee0d00c0ffee0d00c0ffee';
const USER_ID = 7;
const STACK = 'Traceback (most recent call last):\n  File "/opt/odoo/odoo/http.py", line 1\npassword=hunter2';

export async function startOdoo(ledger: FakeLedger, kind: OdooKind): Promise<FakeOdoo> {
  const stampOf = kind.datesRecomputed ? ({ changedAt }: Stamped) => changedAt : ownStamps();
  const tables = remembered(ledger, () => odooTables(ledger, stampOf));
  const fake: FakeOdoo = {
    server: await startWebServer(async (request, response) => {
      await fake.before(request);
      const { headers, ...reply } = answer(fake, tables, request);
      sendReply(response, { ...reply, headers: { date: new Date(ledger.now).toUTCString(), ...headers } });
    }),
    disturbances: new Disturbances(),
    version: kind.version,
    keys: new Set([KEY]),
    keyLife: null,
    forbidden: new Set(),
    powers: new Set(),
    edit: (tables) => tables,
    before: async () => undefined,
  };
  return fake;
}

type Stamped = LedgerDocument | LedgerPayment;

/** Dates a record when one of its own fields changes, not when only what is open of it does. */
function ownStamps(): (record: Stamped) => number {
  const known = new Map<string, { readonly own: string; readonly at: number }>();
  return (record) => {
    const own = JSON.stringify({ ...record, changedAt: 0 });
    const before = known.get(record.id);
    if (before?.own === own) return before.at;
    known.set(record.id, { own, at: record.changedAt });
    return record.changedAt;
  };
}

function answer(fake: FakeOdoo, tables: () => OdooTables, request: SeenRequest): Reply {
  const { pathname } = request.url;
  const speaksJson2 = Number.parseInt(fake.version, 10) >= 19;
  if (pathname === '/web/version' && speaksJson2)
    return jsonReply(200, JSON.stringify({ version: fake.version }));
  if (pathname.startsWith('/json/2/') && speaksJson2) {
    const [model = '', method = ''] = pathname.slice('/json/2/'.length).split('/');
    const key = (request.headers.authorization ?? '').replace(/^bearer /, '');
    const asked: Asked = { model, method, key, named: JSON.parse(request.body) };
    return json2(run(fake, tables, asked));
  }
  if (pathname !== '/jsonrpc' || speaksJson2) return { status: 404, body: '<html>404</html>' };
  const { service, method, args } = JSON.parse(request.body).params;
  if (service === 'common' && method === 'version') return rpc({ value: { server_version: fake.version } });
  if (service === 'common') {
    const [database, user, key] = args;
    return rpc({ value: database === DATABASE && user === USER && fake.keys.has(key) ? USER_ID : false });
  }
  const [, , key, model, called, , named] = args;
  return rpc(run(fake, tables, { model, method: called, key, named }));
}

interface Asked {
  readonly model: string;
  readonly method: string;
  readonly key: string;
  readonly named: Readonly<Record<string, unknown>>;
}

type Result =
  | { readonly value: unknown; readonly cut?: boolean }
  | { readonly fault: string; readonly message: string; readonly status: number; readonly wait?: boolean };

function run(fake: FakeOdoo, tablesNow: () => OdooTables, { model, method, key, named }: Asked): Result {
  if (!fake.keys.has(key))
    return { fault: 'odoo.exceptions.AccessDenied', message: 'Access Denied', status: 401 };
  if (method === 'has_access' || method === 'check_access_rights') {
    return { value: fake.powers.has(`${String(named.operation)} ${model}`) };
  }
  if (model === 'res.users.apikeys')
    return { value: fake.keyLife === null ? [] : [{ id: 1, ...fake.keyLife }] };
  if (fake.forbidden.has(model)) {
    const message = `You are not allowed to access '${model}' records.`;
    return { fault: 'odoo.exceptions.AccessError', message, status: 403 };
  }
  const disturbance = fake.disturbances.next();
  if (disturbance === 'throttle') return { fault: '', message: '', status: 429, wait: true };
  if (disturbance === 'server_error') {
    return { fault: 'psycopg2.errors.SerializationFailure', message: 'could not serialize', status: 500 };
  }
  const tables = fake.edit(tablesNow());
  if (tables[model] === undefined)
    return { fault: 'werkzeug.exceptions.NotFound', message: model, status: 404 };
  const rows = select(tables, model, (named.domain as readonly unknown[]) ?? []);
  if (method === 'search_count') return { value: rows.length };
  if (method !== 'search_read') throw new Error(`Nobody calls ${model}.${method}.`);
  const spoiled = new Set([...fake.disturbances.spoiled].map(odooId));
  const found = rows.toSorted((one, other) => one.id - other.id).slice(0, Number(named.limit ?? rows.length));
  const value = found.map((row) => {
    const written = model === 'account.move' && spoiled.has(row.id) ? { ...row, amount_total: 'a lot' } : row;
    return chosen(written, named.fields as readonly string[]);
  });
  return { value, cut: disturbance === 'cut' };
}

function chosen(row: OdooRow, fields: readonly string[]): OdooRow {
  const missing = fields.filter((field) => !(field in row));
  if (missing.length > 0) throw new Error(`The fake Odoo has no ${missing.join(', ')}.`);
  return { id: row.id, ...Object.fromEntries(fields.map((field) => [field, row[field]])) };
}

function json2(result: Result): Reply {
  if ('value' in result)
    return { ...jsonReply(200, stringify(result.value) ?? ''), cut: result.cut ?? false };
  if (result.wait === true) return throttled();
  const { fault: name, message, status } = result;
  return jsonReply(
    status,
    JSON.stringify({ name, message, arguments: [message], context: {}, debug: STACK }),
  );
}

/** JSON-RPC tells of everything with status 200. */
function rpc(result: Result): Reply {
  const base = { jsonrpc: '2.0', id: 1 };
  if ('value' in result) {
    return {
      ...jsonReply(200, stringify({ ...base, result: result.value }) ?? ''),
      cut: result.cut ?? false,
    };
  }
  if (result.wait === true) return throttled();
  const data = { name: result.fault, message: result.message, debug: STACK, arguments: [], context: {} };
  return jsonReply(
    200,
    JSON.stringify({ ...base, error: { code: 200, message: 'Odoo Server Error', data } }),
  );
}

/** Odoo has no limits of its own; the server before it may. */
function throttled(): Reply {
  return { status: 429, body: '<html>429</html>', headers: { 'retry-after': '12' } };
}
