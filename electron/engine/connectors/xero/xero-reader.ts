import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Page, Reread } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { parseJson } from '../http/json.ts';
import { clockSetBack, noProgress } from '../read-guards.ts';
import type { XeroClient } from './xero-client.ts';
import { writeCursor, type XeroCursor } from './xero-cursor.ts';
import { xeroTime } from './xero-dates.ts';
import { envelope } from './xero-forms.ts';
import { CONTACTS, idIn, listsOf, type XeroList } from './xero-lists.ts';

/** Ids in one request: more than about 50 and Xero answers with an error. */
const IDS_AT_A_TIME = 40;
const NOT_MODIFIED = 304;

interface Answer {
  readonly rows: readonly unknown[];
  readonly serverTime: string | null;
  readonly itemCount: number | null;
  readonly pageCount: number | null;
}

/**
 * Reads an entity's lists page by page from a cursor on. The rows of a list are ordered by id: a row that changes meanwhile
 * keeps its place, so that no other is skipped; what is new or changed after the read began comes with the next read.
 */
export async function* readPages(
  client: XeroClient,
  entity: SyncEntity,
  from: XeroCursor,
  homeCurrency: string | null,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const lists = listsOf(entity);
  let cursor = from;
  let asked = false;
  let begins: string | null = null;
  while (!asked || cursor.list < lists.length) {
    asked = true;
    const list = lists[cursor.list];
    if (list === undefined) {
      yield emptyPage(entity, cursor);
      return;
    }
    client.checkBudget();
    const answer = await ask(client, list, cursor, signal);
    const { since } = cursor;
    if (since !== null && answer.serverTime !== null && answer.serverTime < since) throw clockSetBack('Xero');
    const first = idIn(list.id)(answer.rows[0]);
    if (cursor.page > 1 && first !== null && first === begins) throw noProgress('Xero');
    begins = first;
    cursor = { ...cursor, began: cursor.began ?? answer.serverTime };
    cursor = isLast(list, answer, cursor.page, client.pageSize)
      ? { ...cursor, list: cursor.list + 1, page: 1 }
      : { ...cursor, page: cursor.page + 1 };
    const read = list.read(answer.rows, homeCurrency);
    const again =
      list.touchesBalances && cursor.since !== null
        ? await readCustomers(client, [...new Set(read.customers)], homeCurrency, signal)
        : null;
    yield {
      entity,
      records: [...(again?.records ?? []), ...read.records],
      tombstones: [...(again?.tombstones ?? []), ...read.tombstones],
      replaces: [...(again?.replaces ?? []), ...read.replaces],
      bad: [...(again?.bad ?? []), ...read.bad],
      next: writeCursor(cursor),
      expected: lists.length === 1 ? answer.itemCount : null,
    };
  }
}

function emptyPage(entity: SyncEntity, cursor: XeroCursor): Page {
  return { entity, records: [], tombstones: [], bad: [], next: writeCursor(cursor), expected: null };
}

function isLast(list: XeroList, { rows, pageCount }: Answer, page: number, pageSize: number): boolean {
  if (!list.paged || rows.length === 0) return true;
  return pageCount === null ? rows.length < pageSize : page >= pageCount;
}

async function ask(
  client: XeroClient,
  list: XeroList,
  { since, page }: XeroCursor,
  signal: AbortSignal,
): Promise<Answer> {
  const parameters = new URLSearchParams(list.parameters);
  if (list.paged) {
    parameters.set('order', `${list.id} ASC`);
    parameters.set('page', String(page));
    parameters.set('pageSize', String(client.pageSize));
  }
  return await request(client, list.name, parameters, since, signal);
}

/** Invoices by their ids as they are now, with their customers, whose balances they touch. */
export async function* rereadInvoices(
  client: XeroClient,
  ids: readonly string[],
  homeCurrency: string | null,
  signal: AbortSignal,
): AsyncGenerator<Reread> {
  for (const invoices of listsOf('invoice')) {
    for (let at = 0; at < ids.length; at += IDS_AT_A_TIME) {
      client.checkBudget();
      const rows = await rowsWith(client, invoices, ids.slice(at, at + IDS_AT_A_TIME), signal);
      const read = invoices.read(rows, homeCurrency);
      const owners = await readCustomers(client, [...new Set(read.customers)], homeCurrency, signal);
      yield {
        records: [...owners.records, ...read.records],
        tombstones: [...owners.tombstones, ...read.tombstones],
        replaces: [...owners.replaces, ...read.replaces],
        bad: [...owners.bad, ...read.bad],
      };
    }
  }
}

/** Contacts by their ids, with the balances that they have now. */
async function readCustomers(
  client: XeroClient,
  ids: readonly string[],
  homeCurrency: string | null,
  signal: AbortSignal,
) {
  const rows: unknown[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_A_TIME) {
    rows.push(...(await rowsWith(client, CONTACTS, ids.slice(at, at + IDS_AT_A_TIME), signal)));
  }
  return CONTACTS.read(rows, homeCurrency);
}

async function rowsWith(
  client: XeroClient,
  { name, parameters: usual }: XeroList,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const parameters = new URLSearchParams({
    ...usual,
    IDs: ids.join(','),
    page: '1',
    pageSize: String(Math.max(IDS_AT_A_TIME, client.pageSize)),
  });
  return (await request(client, name, parameters, null, signal)).rows;
}

async function request(
  { http, api, tenant }: XeroClient,
  name: string,
  parameters: URLSearchParams,
  since: string | null,
  signal: AbortSignal,
): Promise<Answer> {
  const query = parameters.size === 0 ? '' : `?${parameters}`;
  const answer = await http.request(
    {
      url: `${api}/api.xro/2.0/${name}${query}`,
      headers: {
        accept: 'application/json',
        ...tenant,
        ...(since === null ? {} : { 'if-modified-since': since }),
      },
      accepts: [NOT_MODIFIED],
    },
    signal,
  );
  if (answer.status === NOT_MODIFIED) {
    return { rows: [], serverTime: timeOf(answer.headers), itemCount: 0, pageCount: 0 };
  }
  const read = envelope.safeParse(jsonIn(answer.bytes));
  const rows: unknown = read.data?.[name];
  if (!read.success || !Array.isArray(rows)) {
    throw connectorFailure('bad_answer', `Xero answered in a form that is not known (${name}).`);
  }
  const { DateTimeUTC, pagination } = read.data;
  return {
    rows,
    serverTime: xeroTime(DateTimeUTC) ?? timeOf(answer.headers),
    itemCount: pagination?.itemCount ?? null,
    pageCount: pagination?.pageCount ?? null,
  };
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function timeOf(headers: Headers): string | null {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
