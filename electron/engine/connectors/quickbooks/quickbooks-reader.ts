import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Page, Tombstone } from '../connector.ts';
import { readCurrencies } from './quickbooks-books.ts';
import { type Content, contentOf, EMPTY, type Reading } from './quickbooks-content.ts';
import { type QuickbooksCursor, TABLE_START, writeCursor } from './quickbooks-cursor.ts';
import { checkLookback, deletedSince, tooOld } from './quickbooks-deletions.ts';
import { countRows, headOf, queryByIds, queryPage } from './quickbooks-query.ts';
import { CUSTOMERS, type QuickbooksTable, tablesOf } from './quickbooks-tables.ts';

/**
 * Reads an entity from a cursor on: the rows of its tables that changed, then what was deleted from each, then, when
 * something was, the balances of all customers.
 */
export async function* readPages(
  reading: Reading,
  entity: SyncEntity,
  from: QuickbooksCursor,
): AsyncGenerator<Page> {
  const expected = await expectedOf(reading, entity, from);
  let cursor = from;
  do {
    const step = await next(reading, entity, cursor);
    cursor = step.cursor;
    yield { entity, ...step.content, next: writeCursor(cursor), expected };
    if (step.incomplete === true) throw tooOld();
  } while (cursor.phase !== 'done');
}

/** How many records a full read will bring; only known where a row is one record, with nothing that comes along. */
async function expectedOf(
  { client, signal }: Reading,
  entity: SyncEntity,
  { since, phase, at }: QuickbooksCursor,
): Promise<number | null> {
  const fromStart = since === null && phase === 'rows' && at === null;
  return entity === 'invoice' && fromStart ? await countRows(client, 'Invoice', signal) : null;
}

interface Step {
  readonly content: Content;
  readonly cursor: QuickbooksCursor;
  /** Not all could be told. */
  readonly incomplete?: boolean;
}

async function next(reading: Reading, entity: SyncEntity, cursor: QuickbooksCursor): Promise<Step> {
  const done: QuickbooksCursor = { ...cursor, phase: 'done' };
  if (cursor.phase === 'done') return { content: EMPTY, cursor };
  if (entity === 'currency') {
    const read = await readCurrencies(reading.client, reading.books, reading.signal);
    return { content: { ...EMPTY, ...read }, cursor: done };
  }
  if (cursor.phase === 'customers') return await customersStep(reading, cursor);
  const table = tablesOf(entity)[cursor.table];
  if (table === undefined) return { content: EMPTY, cursor: done };
  const after = (one: QuickbooksCursor) => afterTable(one, tablesOf(entity).length);
  return cursor.phase === 'rows'
    ? await rowsStep(reading, table, cursor, after)
    : await deletedStep(reading, table, cursor, after);
}

/** The next table, or what comes after the last one. */
function afterTable(cursor: QuickbooksCursor, tables: number): QuickbooksCursor {
  const more = cursor.table + 1 < tables;
  const phase = more ? 'rows' : cursor.balances ? 'customers' : 'done';
  return { ...cursor, ...TABLE_START, table: cursor.table + 1, phase };
}

type After = (cursor: QuickbooksCursor) => QuickbooksCursor;

async function rowsStep(
  reading: Reading,
  table: QuickbooksTable,
  cursor: QuickbooksCursor,
  after: After,
): Promise<Step> {
  const { client, signal } = reading;
  const { name, where } = table;
  const answer = await queryPage(client, { table: name, where }, cursor.since, cursor, signal);
  if (cursor.since !== null) checkLookback(cursor.since, answer.time);
  const content = await contentOf(reading, table, answer.rows, cursor.since !== null);
  const here = { ...cursor, began: cursor.began ?? answer.time };
  if (answer.next !== null) return { content, cursor: { ...here, ...answer.next } };
  const watched = cursor.since !== null && table.gone !== null;
  return { content, cursor: watched ? { ...here, ...TABLE_START, phase: 'deleted' } : after(here) };
}

/**
 * The feed has called rows deleted that were only changed, so each is looked for before it is buried.
 */
async function deletedStep(
  reading: Reading,
  { gone, ...table }: QuickbooksTable,
  cursor: QuickbooksCursor,
  after: After,
): Promise<Step> {
  const { client, signal } = reading;
  const { since, began } = cursor;
  if (gone === null || since === null || began === null) return { content: EMPTY, cursor: after(cursor) };
  const { ids, complete } = await deletedSince(client, table.name, since, began, signal);
  const found = await queryByIds(client, table.name, table.where, ids, signal);
  const alive = new Set(found.map((row) => headOf(row)?.id));
  const tombstones: readonly Tombstone[] = ids.filter((id) => !alive.has(id)).map(gone);
  const content = await contentOf(reading, { gone, ...table }, found, true);
  const balances = cursor.balances || (table.owed && tombstones.length > 0);
  return {
    content: { ...content, tombstones: [...content.tombstones, ...tombstones] },
    cursor: complete ? after({ ...cursor, balances }) : cursor,
    incomplete: !complete,
  };
}

/** A deleted document does not say whose it was: the balances of all customers are read again. */
async function customersStep(reading: Reading, cursor: QuickbooksCursor): Promise<Step> {
  const { client, signal } = reading;
  const { name, where } = CUSTOMERS;
  const answer = await queryPage(client, { table: name, where }, null, cursor, signal);
  const content = await contentOf(reading, CUSTOMERS, answer.rows, false);
  if (answer.next !== null) return { content, cursor: { ...cursor, ...answer.next } };
  return { content, cursor: { ...cursor, ...TABLE_START, phase: 'done' } };
}
