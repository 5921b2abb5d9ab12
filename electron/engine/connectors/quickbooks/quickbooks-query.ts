import type { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';
import { wholeNumber } from '../http/json.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { TABLE_START } from './quickbooks-cursor.ts';
import { changesForm, headForm, queryForm } from './quickbooks-forms.ts';

/** The version of the API's records that is asked for; the oldest that Intuit still serves. */
export const MINOR_VERSION = '75';
/** More rows QuickBooks does not give, whatever is asked. */
const MOST_ROWS = 1_000;
/** Ids in one query; the address would become too long with more. */
export const IDS_AT_A_TIME = 100;

export interface Rows {
  readonly rows: readonly unknown[];
  /** QuickBooks' time of the answer, in its digits. */
  readonly time: string;
}

/** Which rows of a table are asked for. */
export interface Selection {
  readonly table: string;
  readonly where: readonly string[];
  readonly order?: string;
  readonly start?: number;
  readonly most?: number;
}

/** One query of QuickBooks' own language, which only reads. */
export async function query(
  client: QuickbooksClient,
  { table, where, order, start = 1, most = MOST_ROWS }: Selection,
  signal: AbortSignal,
): Promise<Rows> {
  const parts = [
    `select * from ${table}`,
    where.length === 0 ? '' : `where ${where.join(' and ')}`,
    order === undefined ? '' : `orderby ${order}`,
    `startposition ${start} maxresults ${most}`,
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  const { QueryResponse, time } = await get(client, '/query', { query: text }, queryForm, signal);
  return { rows: rowsIn(QueryResponse, table), time };
}

/** How many rows a table has; null where QuickBooks does not say. */
export async function countRows(
  client: QuickbooksClient,
  table: string,
  signal: AbortSignal,
): Promise<number | null> {
  const text = `select count(*) from ${table}`;
  const { QueryResponse } = await get(client, '/query', { query: text }, queryForm, signal);
  return wholeNumber.safeParse(QueryResponse.totalCount).data ?? null;
}

/** Rows by their ids; those that are not there are left out. */
export async function queryByIds(
  client: QuickbooksClient,
  table: string,
  where: readonly string[],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_A_TIME) {
    const some = ids.slice(at, at + IDS_AT_A_TIME).map((id) => `'${id.replaceAll(/[^\w-]/g, '')}'`);
    const selection = { table, where: [`Id in (${some.join(', ')})`, ...where] };
    rows.push(...(await query(client, selection, signal)).rows);
  }
  return rows;
}

/** What changed in a table, with what was deleted from it. At most 1000 rows, without a word when there were more. */
export async function changes(
  client: QuickbooksClient,
  table: string,
  since: string,
  signal: AbortSignal,
): Promise<Rows> {
  const parameters = { entities: table, changedSince: since };
  const { CDCResponse, time } = await get(client, '/cdc', parameters, changesForm, signal);
  const answers = CDCResponse.flatMap(({ QueryResponse }) => QueryResponse ?? []);
  return { rows: answers.flatMap((answer) => rowsIn(answer, table)), time };
}

/** Asks for something about the company; the answer is JSON of this form. */
export async function get<T>(
  { http, company }: QuickbooksClient,
  path: string,
  parameters: Readonly<Record<string, string>>,
  form: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> {
  const search = new URLSearchParams({ ...parameters, minorversion: MINOR_VERSION });
  return (await http.json({ url: `${company}${path}?${search}` }, form, signal)).value;
}

/** A table without rows is left out of the answer. */
function rowsIn(answer: Readonly<Record<string, unknown>>, table: string): readonly unknown[] {
  const rows = answer[table] ?? [];
  if (Array.isArray(rows)) return rows;
  throw connectorFailure('bad_answer', `QuickBooks answered in a form that is not known (${table}).`);
}

/** The id and time of change of a row; null when it has none that can be read. */
export function headOf(
  row: unknown,
): { readonly id: string; readonly time: string; readonly deleted: boolean } | null {
  const read = headForm.safeParse(row);
  if (!read.success) return null;
  const { Id, MetaData, status } = read.data;
  return { id: Id, time: MetaData.LastUpdatedTime, deleted: status === 'Deleted' };
}

/** Where the read of a table stands. */
export interface Place {
  readonly at: string | null;
  readonly ties: number;
  readonly last: string | null;
}

export interface TablePage extends Rows {
  /** Null: these were the last rows. */
  readonly next: Place | null;
}

/**
 * The next rows of a table by the time of their last change. A row that changes meanwhile moves to the end and comes
 * again; one that is deleted moves those behind it forward, so each page begins with the last row of the page before,
 * and where that is not found, the rows of its time are read again. Without both, rows would be skipped.
 */
export async function queryPage(
  client: QuickbooksClient,
  selection: Pick<Selection, 'table' | 'where'>,
  since: string | null,
  place: Place,
  signal: AbortSignal,
): Promise<TablePage> {
  const from = place.at ?? since;
  const most = Math.max(2, Math.min(MOST_ROWS, client.pageSize));
  const start = Math.max(1, place.ties);
  const where = [...selection.where, ...(from === null ? [] : [`MetaData.LastUpdatedTime >= '${from}'`])];
  const order = 'MetaData.LastUpdatedTime asc';
  const answer = await query(client, { ...selection, where, order, start, most }, signal);
  const moved = place.last !== null && headOf(answer.rows[0])?.id !== place.last;
  if (moved) return queryPage(client, selection, since, { ...TABLE_START, at: place.at }, signal);
  const rows = place.last === null ? answer.rows : answer.rows.slice(1);
  const next = answer.rows.length < most ? null : placeAfter(answer.rows, place, start, selection.table);
  return { rows, time: answer.time, next };
}

function placeAfter(rows: readonly unknown[], place: Place, start: number, table: string): Place {
  const heads = rows.map(headOf);
  const last = heads.at(-1);
  if (!last) {
    throw connectorFailure('bad_answer', `QuickBooks gave a row without id and time of change (${table}).`);
  }
  const others = heads.findLastIndex((head) => head?.time !== last.time);
  const ties = last.time === place.at ? start + rows.length - 1 : rows.length - 1 - others;
  return { at: last.time, ties, last: last.id };
}
