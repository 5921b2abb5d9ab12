import { z } from 'zod';
import { isEngineError } from '../../platform/engine-error.ts';
import type { NetsuiteClient } from './netsuite-client.ts';

/** What is asked for in SuiteQL. Columns are named one by one: `SELECT *` on transactions runs into time-outs. */
export interface Selection {
  /** Name in the answer, and what it is. */
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
  readonly where: readonly string[];
  readonly groupBy?: readonly string[];
  readonly orderBy?: readonly string[];
}

/** More rows NetSuite does not give at a time. */
const MOST_ROWS = 1_000;
/** Ids in one query; Oracle takes a thousand. */
const IDS_AT_A_TIME = 500;

const answerForm = z.object({ items: z.array(z.unknown()), hasMore: z.boolean() });

/** A date as text: without this it comes in the form that the user has chosen in NetSuite. */
export function dateText(column: string): string {
  return `TO_CHAR(${column}, 'YYYY-MM-DD')`;
}

const TIME_FORM = 'YYYY-MM-DD HH24:MI:SS';

/** A time as text, to the second; NetSuite keeps no smaller parts. */
export function timeText(column: string): string {
  return `TO_CHAR(${column}, '${TIME_FORM}')`;
}

/** A time as `timeText` wrote it, for a condition. */
export function timeValue(time: string): string {
  return `TO_DATE('${time}', '${TIME_FORM}')`;
}

/** A condition on ids or types; what could end the text is left out of them. */
export function isOneOf(column: string, values: readonly string[]): string {
  return `${column} IN (${values.map((value) => `'${value.replaceAll(/[^\w-]/g, '')}'`).join(', ')})`;
}

export function suiteql({ columns, from, where, groupBy = [], orderBy = [] }: Selection): string {
  return [
    `SELECT ${Object.entries(columns)
      .map(([name, column]) => `${column} AS ${name}`)
      .join(', ')}`,
    `FROM ${from}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join(' AND ')}`]),
    ...(groupBy.length === 0 ? [] : [`GROUP BY ${groupBy.join(', ')}`]),
    ...(orderBy.length === 0 ? [] : [`ORDER BY ${orderBy.join(', ')}`]),
  ].join(' ');
}

/**
 * The first rows of an answer. The request is a POST that only reads.
 *
 * @param offset has to be a multiple of `limit`.
 */
export async function firstRows(
  { http, server }: NetsuiteClient,
  selection: Selection,
  limit: number,
  signal: AbortSignal,
  offset = 0,
): Promise<z.infer<typeof answerForm>> {
  const { value } = await http.json(
    {
      url: `${server}/services/rest/query/v1/suiteql?limit=${Math.min(MOST_ROWS, limit)}&offset=${offset}`,
      method: 'POST',
      repeat: 'reads',
      headers: { 'content-type': 'application/json', prefer: 'transient' },
      body: JSON.stringify({ q: suiteql(selection) }),
    },
    answerForm,
    signal,
  );
  return value;
}

/** All rows of an answer; only for questions about some ids, whose answers are far below NetSuite's 100,000 rows. */
export async function allRows(
  client: NetsuiteClient,
  selection: Selection,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (let more = true; more; ) {
    const answer = await firstRows(client, selection, MOST_ROWS, signal, rows.length);
    rows.push(...answer.items);
    more = answer.hasMore && answer.items.length === MOST_ROWS;
  }
  return rows;
}

/** All rows about these ids, asked for some hundred at a time. */
export async function rowsAbout(
  client: NetsuiteClient,
  selection: Selection,
  column: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_A_TIME) {
    const condition = isOneOf(column, ids.slice(at, at + IDS_AT_A_TIME));
    rows.push(...(await allRows(client, { ...selection, where: [...selection.where, condition] }, signal)));
  }
  return rows;
}

/**
 * Null instead of an error where the role does not show the type of record, or the account has no such feature: for what
 * is good to have, but not needed.
 *
 * @param hidden remembers it, so that it is asked for once.
 */
export async function whereShown<T>(
  hidden: Set<string>,
  record: string,
  ask: () => Promise<T>,
): Promise<T | null> {
  if (hidden.has(record)) return null;
  try {
    return await ask();
  } catch (error) {
    if (!isEngineError(error) || error.details.missing !== 'record') throw error;
    hidden.add(record);
    return null;
  }
}
