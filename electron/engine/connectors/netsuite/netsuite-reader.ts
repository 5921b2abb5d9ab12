import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { Page, Reread } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { type Mark, type NetsuiteCursor, withOverlap, writeCursor } from './netsuite-cursor.ts';
import { deletedSince } from './netsuite-deletions.ts';
import { idIn, timeForm } from './netsuite-forms.ts';
import { firstRows, rowsAbout, timeText, timeValue, whereShown } from './netsuite-query.ts';
import { type Content, gone, NOTHING, type Reading, together } from './netsuite-rows.ts';
import { CUSTOMERS, type NetsuiteTable, tablesHolding, tablesOf } from './netsuite-tables.ts';

/**
 * Reads an entity from a cursor on: the rows of its tables that changed, then what was deleted from each, then, when
 * something was, the balances of all customers. Within a table the rows come by rising id, which no change of a row can
 * disturb, and no query ever reaches NetSuite's end of 100,000 rows. What changes behind the place that was reached has a
 * later time, and comes with the next read.
 */
export async function* readPages(
  reading: Reading,
  entity: SyncEntity,
  from: NetsuiteCursor,
): AsyncGenerator<Page> {
  let cursor = from;
  do {
    const step = await nextStep(reading, tablesOf(entity), cursor);
    cursor = step.cursor;
    const { customers: _, ...content } = step.content;
    yield { entity, ...content, next: writeCursor(cursor), expected: null };
  } while (cursor.phase !== 'done');
}

interface Step {
  readonly content: Content;
  readonly cursor: NetsuiteCursor;
}

async function nextStep(
  reading: Reading,
  tables: readonly NetsuiteTable[],
  cursor: NetsuiteCursor,
): Promise<Step> {
  const table = tables[cursor.table];
  const after = (one: NetsuiteCursor) => afterTable(one, tables.length);
  if (cursor.phase === 'customers') return await customersStep(reading, cursor);
  if (cursor.phase === 'done' || table === undefined) {
    return { content: NOTHING, cursor: { ...cursor, phase: 'done' } };
  }
  if (cursor.phase === 'deleted') return await deletedStep(reading, table, cursor, after);
  return await rowsStep(reading, table, cursor, after);
}

/** The next table, or what comes after the last one. */
function afterTable(cursor: NetsuiteCursor, tables: number): NetsuiteCursor {
  const more = cursor.table + 1 < tables;
  const phase = more ? 'rows' : cursor.balances ? 'customers' : 'done';
  return { ...cursor, table: cursor.table + 1, phase, lastId: 0 };
}

type After = (cursor: NetsuiteCursor) => NetsuiteCursor;

async function rowsStep(
  reading: Reading,
  table: NetsuiteTable,
  cursor: NetsuiteCursor,
  after: After,
): Promise<Step> {
  const read = () => shownRowsStep(reading, table, cursor, after);
  if (table.optional === undefined) return await read();
  const began = [...cursor.began.slice(0, cursor.table), null];
  const left = { content: NOTHING, cursor: after({ ...cursor, began }) };
  return (await whereShown(reading.hidden, table.optional, read)) ?? left;
}

async function shownRowsStep(
  reading: Reading,
  table: NetsuiteTable,
  given: NetsuiteCursor,
  after: After,
): Promise<Step> {
  const cursor = await marked(reading, table, given);
  const since = cursor.since[cursor.table] ?? null;
  if (table.changesOnly === true && since === null) return { content: NOTHING, cursor: after(cursor) };
  const { rows, lastId } = await rowsAfter(reading, table, cursor.lastId, changedSince(table, since));
  const read = await table.read(reading, rows);
  const content = since === null ? read : together(await customersBehind(reading, read), read);
  if (lastId !== null) return { content, cursor: { ...cursor, lastId } };
  const watched = since !== null && table.deletions;
  return { content, cursor: watched ? { ...cursor, phase: 'deleted', lastId: 0 } : after(cursor) };
}

/** The newest transaction of all: whatever is changed from now on has its time or a later one. */
const NEWEST = {
  columns: { changed: timeText('MAX(transaction.lastmodifieddate)') },
  from: 'transaction',
  where: [],
};

/**
 * Notes before the first page from where the next read goes on. No clock is asked for the time: in which zone it is, and
 * in which the times of rows are, NetSuite does not tell.
 */
async function marked(
  { client, signal }: Reading,
  { selection, id, changed }: NetsuiteTable,
  cursor: NetsuiteCursor,
): Promise<NetsuiteCursor> {
  if (cursor.began.length > cursor.table) return cursor;
  if (changed === null) return { ...cursor, began: [...cursor.began, null] };
  const newest = await firstRows(client, NEWEST, 1, signal);
  const highest = await firstRows(client, { ...selection, columns: { id: `MAX(${id})` } }, 1, signal);
  const time = timeForm.safeParse(newest.items[0]).data?.changed;
  const top = idIn(highest.items[0]);
  const mark: Mark = time ? { id: Number(top ?? '0'), time } : null;
  return { ...cursor, began: [...cursor.began, mark] };
}

/** New rows have a higher id whatever their time says: NetSuite's times are local, and go back an hour in autumn. */
function changedSince({ id, changed }: NetsuiteTable, since: Mark): readonly string[] {
  if (since === null || changed === null) return [];
  return [`(${changed} >= ${timeValue(withOverlap(since.time))} OR ${id} > ${since.id})`];
}

/** The next rows of a table; `lastId` is null when these were the last. */
async function rowsAfter(
  { client, signal }: Reading,
  { selection, id }: Pick<NetsuiteTable, 'selection' | 'id'>,
  from: number,
  where: readonly string[],
): Promise<{ readonly rows: readonly unknown[]; readonly lastId: number | null }> {
  const asked = {
    ...selection,
    where: [...selection.where, `${id} > ${from}`, ...where],
    orderBy: [id],
  };
  const { items, hasMore } = await firstRows(client, asked, client.pageSize, signal);
  if (!hasMore) return { rows: items, lastId: null };
  const lastId = Number(idIn(items.at(-1)) ?? Number.NaN);
  if (Number.isSafeInteger(lastId) && lastId > from) return { rows: items, lastId };
  throw connectorFailure('bad_answer', 'NetSuite gave rows without ids, so it cannot be read on from them.');
}

/** A customer is not stamped when it owes more or less: those behind these rows come along. */
async function customersBehind(reading: Reading, { customers }: Content): Promise<Content> {
  if (customers.length === 0) return NOTHING;
  const { client, signal } = reading;
  const rows = await rowsAbout(client, CUSTOMERS.selection, CUSTOMERS.id, customers, signal);
  return await CUSTOMERS.read(reading, rows);
}

/**
 * The list of deleted records names ids of all kinds, and kinds share ids: what is still there was not meant, and what is
 * not known by that id does no harm.
 */
async function deletedStep(
  reading: Reading,
  table: NetsuiteTable,
  cursor: NetsuiteCursor,
  after: After,
): Promise<Step> {
  const since = cursor.since[cursor.table] ?? null;
  const ids = since === null ? [] : await deletedSince(reading, withOverlap(since.time));
  const there = new Set(await idsAmong(reading, table, ids));
  const tombstones = ids.filter((id) => !there.has(id)).map((id) => gone(table.entity, id));
  const balances = cursor.balances || (table.owed && tombstones.length > 0);
  return { content: { ...NOTHING, tombstones }, cursor: after({ ...cursor, balances }) };
}

async function idsAmong(
  { client, signal }: Reading,
  { selection, id }: NetsuiteTable,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await rowsAbout(client, { ...selection, columns: { id } }, id, ids, signal);
  return rows.flatMap((row) => idIn(row) ?? []);
}

async function customersStep(reading: Reading, cursor: NetsuiteCursor): Promise<Step> {
  const { rows, lastId } = await rowsAfter(reading, CUSTOMERS, cursor.lastId, []);
  const content = await CUSTOMERS.read(reading, rows);
  return {
    content,
    cursor: lastId === null ? { ...cursor, phase: 'done', lastId: 0 } : { ...cursor, lastId },
  };
}

/**
 * The ids of all records of an entity that are there; rows that cannot be read count as there. Applications of deposits
 * and leads are among them, which does no harm.
 */
export async function* sweepIds(reading: Reading, entity: SyncEntity): AsyncGenerator<readonly SourceId[]> {
  for (const table of tablesHolding(entity)) {
    const { selection, id, there = [] } = table;
    const ids = { ...selection, columns: { id }, where: [...selection.where, ...there] };
    const asked = table.deletions ? { id, selection: ids } : table;
    for (let from: number | null = 0; from !== null; ) {
      const answer: Awaited<ReturnType<typeof rowsAfter>> = await rowsAfter(reading, asked, from, []);
      yield table.deletions
        ? answer.rows.flatMap((row) => idIn(row) ?? [])
        : await sourceIdsOf(reading, table, entity, answer.rows);
      from = answer.lastId;
    }
  }
}

/** For rows whose number is not the id of the record that is made of them. */
async function sourceIdsOf(
  reading: Reading,
  table: NetsuiteTable,
  entity: SyncEntity,
  rows: readonly unknown[],
): Promise<readonly SourceId[]> {
  const { records, bad } = await table.read(reading, rows);
  return [...records, ...bad]
    .filter((one) => one.entity === entity)
    .flatMap(({ sourceId }) => sourceId ?? []);
}

/** These records as they are now. Lines of journals stay as they were: they come with the next change. */
export async function* rereadRecords(
  reading: Reading,
  entity: 'invoice' | 'credit_note' | 'payment',
  sourceIds: readonly SourceId[],
): AsyncGenerator<Reread> {
  const [table] = tablesOf(entity);
  const { client, signal } = reading;
  const asked = sourceIds.filter((id) => /^\d+$/.test(id));
  for (let at = 0; table !== undefined && at < asked.length; at += client.pageSize) {
    const ids = asked.slice(at, at + client.pageSize);
    const rows = await rowsAbout(client, table.selection, table.id, ids, signal);
    const there = new Set(rows.flatMap((row) => idIn(row) ?? []));
    const read = await table.read(reading, rows);
    const missing = ids.filter((id) => !there.has(id)).map((id) => gone(entity, id));
    const { customers: _, ...content } = together(await customersBehind(reading, read), read);
    yield { ...content, tombstones: [...content.tombstones, ...missing] };
  }
}
