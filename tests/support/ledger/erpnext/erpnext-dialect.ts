import { LosslessNumber, stringify } from 'lossless-json';
import { Disturbances } from '../disturbances.ts';
import { documentBy, fileBy, fileReply, printOf } from '../document-files.ts';
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
import { type ErpRow, type ErpTables, erpTables, ZONE } from './erpnext-rows.ts';
import { erpId } from './erpnext-shape.ts';

/** An ERPNext that serves a fake ledger. */
export interface FakeErpnext {
  readonly server: WebServer;
  readonly disturbances: Disturbances;
  readonly keys: Set<string>;
  /** Kinds of records that the user may not read. */
  readonly forbidden: Set<string>;
  /** `write Sales Invoice` and the like: what the user may change. */
  readonly powers: Set<string>;
  /** Comments on customers, by their name. */
  readonly comments: Map<string, string[]>;
  /** Null: the site does not tell. */
  timeZone: string | null;
  /** Changes the tables before they are searched: for what a ledger would not do. */
  edit: (tables: ErpTables) => ErpTables;
}

export const KEY = 'c0ffee0c0ffee01';
export const SECRET = 'decafbaddecaf01';
const STACK = JSON.stringify([
  'Traceback (most recent call last):\n  File "frappe/app.py"\npassword=hunter2',
]);

export async function startErpnext(ledger: FakeLedger): Promise<FakeErpnext> {
  const stampOf = ownStamps();
  const tables = remembered(ledger, () => erpTables(ledger, stampOf));
  const fake: FakeErpnext = {
    server: await startWebServer((request, response) => {
      const { headers, ...reply } = answer(ledger, fake, tables, request);
      sendReply(response, { ...reply, headers: { date: new Date(ledger.now).toUTCString(), ...headers } });
    }),
    disturbances: new Disturbances(),
    keys: new Set([`token ${KEY}:${SECRET}`]),
    forbidden: new Set(),
    powers: new Set(),
    comments: new Map(),
    timeZone: ZONE,
    edit: (tables) => tables,
  };
  return fake;
}

type Stamped = LedgerDocument | LedgerPayment;

/** Dates a record when one of its own fields changes, not when only what is open of it does: the pessimistic side. */
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

function answer(
  ledger: FakeLedger,
  fake: FakeErpnext,
  tables: () => ErpTables,
  { method, url, headers, body }: SeenRequest,
): Reply {
  if (!fake.keys.has(headers.authorization ?? '')) return fault(401, 'AuthenticationError');
  if (url.pathname === '/api/method/frappe.desk.form.utils.add_comment') return commented(fake, method, body);
  if (method !== 'GET') return fault(405, 'MethodNotAllowed');
  const query = url.searchParams;
  const [, , kind, name = ''] = url.pathname.split('/');
  if (kind === 'method') return called(ledger, fake, name, query);
  const disturbance = fake.disturbances.next();
  if (disturbance === 'throttle')
    return { ...fault(429, 'TooManyRequestsError'), headers: { 'retry-after': '9' } };
  if (disturbance === 'server_error') return fault(500, 'QueryDeadlockError');
  const doctype = decodeURIComponent(name);
  if (fake.forbidden.has(doctype)) return fault(403, 'PermissionError');
  const rows = fake.edit(tables())[doctype];
  if (rows === undefined) return fault(404, 'DoesNotExistError');
  const spoiled = new Set([...fake.disturbances.spoiled].map(erpId));
  const data = list(rows, query).map((row) =>
    doctype === 'Sales Invoice' && 'grand_total' in row && spoiled.has(String(row.name))
      ? { ...row, grand_total: 'a lot' }
      : row,
  );
  return { ...jsonReply(200, stringify({ data }) ?? ''), cut: disturbance === 'cut' };
}

function called(ledger: FakeLedger, fake: FakeErpnext, name: string, query: URLSearchParams): Reply {
  const say = (message: unknown) => jsonReply(200, JSON.stringify({ message }));
  switch (name) {
    case 'frappe.client.get_time_zone':
      return fake.timeZone === null ? fault(417, 'ValidationError') : say({ time_zone: fake.timeZone });
    case 'frappe.auth.get_logged_user':
      return say('duebook@northwind.example');
    case 'frappe.desk.form.load.get_docinfo': {
      const comments = fake.comments.get(query.get('name') ?? '') ?? [];
      return jsonReply(
        200,
        JSON.stringify({ docinfo: { comments: comments.map((content) => ({ content })) } }),
      );
    }
    case 'frappe.client.has_permission':
      return say({ has_permission: fake.powers.has(`${query.get('perm_type')} ${query.get('doctype')}`) });
    case 'frappe.utils.print_format.download_pdf': {
      const invoice = documentBy(ledger, erpId, query.get('name') ?? '');
      if (invoice === undefined) return fault(404, 'DoesNotExistError');
      return fileReply(ledger, printOf(invoice), 'application/pdf');
    }
    case 'frappe.core.doctype.file.file.download_file': {
      const file = fileBy(ledger, erpId, query.get('file_url')?.replace('/private/files/', ''));
      return file === undefined ? fault(404, 'DoesNotExistError') : fileReply(ledger, file.bytes, file.mime);
    }
    default:
      return fault(404, 'DoesNotExistError');
  }
}

function commented(fake: FakeErpnext, method: string, body: string): Reply {
  if (method !== 'POST') return fault(405, 'MethodNotAllowed');
  const { reference_name: customer, content } = JSON.parse(body);
  fake.comments.set(customer, [...(fake.comments.get(customer) ?? []), content]);
  return jsonReply(200, JSON.stringify({ message: {} }));
}

/** Lists have 20 rows unless told otherwise; 0 means all. */
function list(rows: readonly ErpRow[], query: URLSearchParams): readonly Readonly<Record<string, unknown>>[] {
  const filters = JSON.parse(query.get('filters') ?? '[]') as readonly (readonly unknown[])[];
  const fields = JSON.parse(query.get('fields') ?? '["name"]') as readonly string[];
  const found = rows.filter((row) => filters.every((filter) => holds(row, filter)));
  if (query.has('group_by')) return sums(found);
  const sorted = found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const limit = Number(query.get('limit_page_length') ?? '20');
  return sorted.slice(0, limit === 0 ? sorted.length : limit).map((row) => {
    const missing = fields.filter((field) => !(field in row));
    if (missing.length > 0) throw new Error(`The fake ERPNext has no ${missing.join(', ')}.`);
    return Object.fromEntries(fields.map((field) => [field.split(' as ').at(-1), row[field]]));
  });
}

/** Open amounts of the payment ledger by customer and currency, added up as the database does. */
function sums(rows: readonly ErpRow[]): readonly Readonly<Record<string, unknown>>[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.party, row.account_currency]));
  return [...groups].map(([key, group]) => {
    const [party, account_currency] = JSON.parse(key);
    const sum = group.reduce((total, row) => total + Number(String(row.amount_in_account_currency)), 0);
    return { party, account_currency, open: new LosslessNumber(sum.toFixed(9)) };
  });
}

function holds(row: ErpRow, filter: readonly unknown[]): boolean {
  const [field, operator, wanted] =
    filter.length === 4 ? [`${filter[0]}.${filter[1]}`, filter[2], filter[3]] : filter;
  if (!(String(field) in row)) throw new Error(`The fake ERPNext has no field ${String(field)}.`);
  const value = row[String(field)];
  if (operator === 'in') return Array.isArray(wanted) && wanted.includes(value);
  if (operator === '=') return value === wanted;
  const [one, other] = typeof wanted === 'number' ? [Number(value), wanted] : [String(value), String(wanted)];
  return operator === '>' ? one > other : one >= other;
}

function fault(status: number, type: string): Reply {
  return jsonReply(
    status,
    JSON.stringify({ exc_type: type, exception: `frappe.exceptions.${type}`, exc: STACK }),
  );
}
