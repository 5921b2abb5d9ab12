import { stringify } from 'lossless-json';
import { Disturbances } from '../disturbances.ts';
import { documentBy, fileBy, fileReply, printOf } from '../document-files.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../web-server.ts';
import { XeroAccounts } from './xero-accounts.ts';
import {
  billRow,
  contactRow,
  creditNoteRow,
  invoiceRow,
  moneyOnAccountRow,
  msDate,
  paymentRow,
  type XeroRow,
} from './xero-rows.ts';
import { xeroId } from './xero-shape.ts';

/** A Xero that serves a fake ledger. Its clock is the ledger's, which is not that of the computer. */
export interface FakeXero {
  readonly server: WebServer;
  readonly accounts: XeroAccounts;
  readonly disturbances: Disturbances;
  readonly tenantId: string;
  /** Other organisations that the sign-in includes, by their names. */
  readonly others: string[];
  /** What is left of the day's calls; counts down. */
  dayRemaining: number;
  /** Lists that the token's scopes do not include. */
  readonly forbidden: Set<string>;
}

export async function startXero(ledger: FakeLedger): Promise<FakeXero> {
  const accounts = new XeroAccounts(() => ledger.now);
  const fake: FakeXero = {
    server: await startWebServer((request, response) => {
      const { headers, ...reply } = answer(ledger, fake, request);
      sendReply(response, { ...reply, headers: { ...usualHeaders(ledger, fake), ...headers } });
    }),
    accounts,
    disturbances: new Disturbances(),
    tenantId: xeroId('tenant'),
    others: [],
    dayRemaining: 4_999,
    forbidden: new Set(),
  };
  return fake;
}

function usualHeaders(ledger: FakeLedger, { dayRemaining }: FakeXero): Readonly<Record<string, string>> {
  return {
    date: new Date(ledger.now).toUTCString(),
    'x-daylimit-remaining': String(dayRemaining),
    'x-minlimit-remaining': '59',
    'x-appminlimit-remaining': '9999',
  };
}

function answer(ledger: FakeLedger, fake: FakeXero, request: SeenRequest): Reply {
  const { pathname } = request.url;
  if (pathname === '/connect/token') return fake.accounts.exchange(request);
  fake.dayRemaining -= 1;
  if (request.method !== 'GET') return jsonReply(405, '{"Message":"No writing here."}');
  if (!fake.accounts.accepts(request.headers.authorization)) {
    return jsonReply(401, '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired"}');
  }
  if (pathname === '/connections') {
    const tenants = [ledger.company, ...fake.others].map((tenantName, index) => ({
      id: xeroId(`link ${index}`),
      tenantId: index === 0 ? fake.tenantId : xeroId(tenantName),
      tenantType: 'ORGANISATION',
      tenantName,
    }));
    return jsonReply(200, JSON.stringify(tenants));
  }
  if (request.headers['xero-tenant-id'] !== fake.tenantId) {
    return jsonReply(403, '{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}');
  }
  const name = pathname.replace('/api.xro/2.0/', '');
  if (fake.forbidden.has(name)) {
    return jsonReply(401, '{"Title":"Unauthorized","Detail":"AuthorizationUnsuccessful"}', {
      'www-authenticate': 'Bearer error="insufficient_scope"',
    });
  }
  if (name === 'Organisation') {
    const organisation = { Name: ledger.company, BaseCurrency: ledger.home, OrganisationStatus: 'ACTIVE' };
    return wrapped(ledger, { Organisations: [organisation] });
  }
  const parts = name.split('/');
  if (parts.length > 1) return files(ledger, fake, parts);
  return list(ledger, fake, name, request);
}

function list(
  ledger: FakeLedger,
  { disturbances }: FakeXero,
  name: string,
  { url, headers }: SeenRequest,
): Reply {
  const disturbance = disturbances.next();
  const all = entriesOf(ledger, name, url.searchParams);
  if (all === null) return jsonReply(404, '{"Message":"The resource was not found."}');
  if (disturbance === 'throttle') {
    return jsonReply(429, '{"Message":"Too many"}', {
      'retry-after': '21',
      'x-rate-limit-problem': 'minute',
    });
  }
  if (disturbance === 'quota') {
    return jsonReply(429, '', { 'retry-after': '21600', 'x-rate-limit-problem': 'day' });
  }
  if (disturbance === 'server_error') return { status: 503, body: '<html>busy</html>' };
  const rows = select(all, url.searchParams, headers['if-modified-since']);
  const spoiled = new Set([...disturbances.spoiled].map(xeroId));
  const written = (some: readonly Entry[]) =>
    some.map(({ id, row }) => (spoiled.has(id) ? spoil(row()) : row()));
  if (name === 'Currencies') return wrapped(ledger, { Currencies: written(rows) });
  const page = Number(url.searchParams.get('page') ?? '1');
  const pageSize = Math.min(1_000, Number(url.searchParams.get('pageSize') ?? '100'));
  const pageCount = Math.ceil(rows.length / pageSize);
  const reply = wrapped(ledger, {
    pagination: { page, pageSize, pageCount, itemCount: rows.length },
    [name]: written(rows.slice((page - 1) * pageSize, page * pageSize)),
  });
  return { ...reply, cut: disturbance === 'cut' };
}

/** A row that is only written when it is on the page that is asked for: ledgers may be large. */
interface Entry {
  readonly id: string;
  readonly changedAt: number;
  readonly archived: boolean;
  readonly row: () => XeroRow;
}

function entry(id: string, changedAt: number, row: () => XeroRow, archived = false): Entry {
  return { id, changedAt, archived, row };
}

function entriesOf(ledger: FakeLedger, name: string, query: URLSearchParams): readonly Entry[] | null {
  const where = query.get('where') ?? '';
  const documents = (wanted: LedgerDocument['kind'], write: (one: LedgerDocument) => XeroRow) =>
    [...ledger.documents.values()]
      .filter(({ kind }) => kind === wanted)
      .map((one) => entry(xeroId(one.id), one.changedAt, () => write(one)));
  const payments = (wanted: LedgerPayment['kind'], write: (one: LedgerPayment) => XeroRow) =>
    [...ledger.payments.values()]
      .filter(({ kind }) => kind === wanted)
      .map((one) => entry(xeroId(one.id), one.changedAt, () => write(one)));
  switch (name) {
    case 'Currencies':
      return ledger.currencies.map((Code) => entry(Code, 0, () => ({ Code, Description: Code })));
    case 'Contacts':
      return [...ledger.customers.values()].map((one) =>
        entry(xeroId(one.id), one.changedAt, () => contactRow(ledger, one), !one.active),
      );
    case 'Invoices': {
      const bills = [...ledger.customers.values()]
        .filter(({ supplierOnly }) => supplierOnly && where !== 'Type=="ACCREC"')
        .map((one) => entry(xeroId(`bill of ${one.id}`), one.changedAt, () => billRow(ledger, one)));
      return [...documents('invoice', (one) => invoiceRow(ledger, one)), ...bills];
    }
    case 'CreditNotes':
      return documents('credit_note', (one) => creditNoteRow(ledger, one));
    case 'Payments':
      return payments('payment', (one) => paymentRow(ledger, one));
    case 'Overpayments':
      return payments('overpayment', (one) => moneyOnAccountRow(ledger, one));
    case 'Prepayments':
      return payments('prepayment', (one) => moneyOnAccountRow(ledger, one));
    default:
      return null;
  }
}

/** `If-Modified-Since`, `IDs` and `order`, as Xero does them; archived contacts only when asked for. */
function select(
  entries: readonly Entry[],
  query: URLSearchParams,
  since: string | undefined,
): readonly Entry[] {
  const ids = query.get('IDs')?.split(',');
  const [field = '', direction = 'ASC'] = (query.get('order') ?? 'UpdatedDateUTC ASC').split(' ');
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const archived = query.get('includeArchived') === 'true';
  const found = entries.filter(
    (one) =>
      one.changedAt >= from && (ids === undefined || ids.includes(one.id)) && (archived || !one.archived),
  );
  const key = (one: Entry) => (field === 'UpdatedDateUTC' ? one.changedAt : one.id);
  const sorted = found.toSorted((one, two) => (key(one) < key(two) ? -1 : key(one) > key(two) ? 1 : 0));
  return direction === 'DESC' ? sorted.reverse() : sorted;
}

/** A record of which the amount, or for a contact the name, is nonsense. */
function spoil(row: XeroRow): XeroRow {
  return 'ContactID' in row ? { ...row, Name: 17 } : { ...row, Total: 'about a hundred', Amount: null };
}

function wrapped(ledger: FakeLedger, body: XeroRow): Reply {
  const whole = {
    Id: xeroId('answer'),
    Status: 'OK',
    ProviderName: 'Duebook',
    DateTimeUTC: msDate(ledger.now),
    ...body,
  };
  return jsonReply(200, stringify(whole) ?? '');
}

/** `Invoices/{id}/pdf`, its `Attachments`, and one of these. */
function files(ledger: FakeLedger, { forbidden }: FakeXero, parts: readonly string[]): Reply {
  const [, id, what, fileId] = parts;
  const missing = jsonReply(404, '{"Message":"The resource was not found."}');
  const document = documentBy(ledger, xeroId, id);
  if (document === undefined) return missing;
  if (what === 'pdf') return fileReply(ledger, printOf(document), 'application/pdf');
  if (forbidden.has('Attachments')) {
    return jsonReply(401, '{"Title":"Unauthorized"}', {
      'www-authenticate': 'Bearer error="insufficient_scope"',
    });
  }
  if (fileId === undefined) {
    const Attachments = ledger.filesOf(document.id).map((file) => ({
      AttachmentID: xeroId(file.id),
      FileName: file.name,
      Url: `https://api.xero.com/api.xro/2.0/Invoices/${id}/Attachments/${encodeURIComponent(file.name)}`,
      MimeType: file.mime,
      ContentLength: file.bytes.byteLength,
    }));
    return wrapped(ledger, { Attachments });
  }
  const file = fileBy(ledger, xeroId, fileId);
  return file === undefined ? missing : fileReply(ledger, file.bytes, file.mime);
}
