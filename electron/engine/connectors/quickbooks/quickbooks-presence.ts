import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { Reread } from '../connector.ts';
import { readCurrencies } from './quickbooks-books.ts';
import { type Content, contentIn, contentOf, NO_PAYMENTS, type Reading } from './quickbooks-content.ts';
import { TABLE_START } from './quickbooks-cursor.ts';
import { IDS_AT_A_TIME, type Place, queryByIds, queryPage } from './quickbooks-query.ts';
import { CUSTOMERS, type QuickbooksTable, tablesHolding } from './quickbooks-tables.ts';

/** The ids of all records of an entity that are there; rows that cannot be read count as there. */
export async function* sweepIds(reading: Reading, entity: SyncEntity): AsyncGenerator<readonly SourceId[]> {
  const { client, books, signal } = reading;
  if (entity === 'currency') {
    const { records } = await readCurrencies(client, books, signal);
    yield records.map(({ sourceId }) => sourceId);
  }
  for (const table of tablesHolding(entity)) {
    for await (const rows of wholeTable(reading, table)) {
      const { records, bad } = contentIn(table, rows, books, NO_PAYMENTS);
      const there = records.filter((record) => record.entity === entity);
      yield [...there, ...bad].flatMap(({ sourceId }) => sourceId ?? []);
    }
  }
}

async function* wholeTable(
  { client, signal }: Reading,
  { name, where }: QuickbooksTable,
): AsyncGenerator<readonly unknown[]> {
  for (let place: Place | null = TABLE_START; place !== null; ) {
    const answer = await queryPage(client, { table: name, where }, null, place, signal);
    yield answer.rows;
    place = answer.next;
  }
}

/**
 * These records as they are now, with the customers that they belong to. One that is not there any more was deleted: then
 * nobody says whose it was, and all customers come in the end.
 */
export async function* rereadRows(
  reading: Reading,
  entity: 'invoice' | 'credit_note' | 'payment',
  sourceIds: readonly SourceId[],
): AsyncGenerator<Reread> {
  let deleted = false;
  for (const table of tablesHolding(entity)) {
    const asked = sourceIds.filter((id) => table.rowIdOf(id) !== null);
    for (let start = 0; start < asked.length; start += IDS_AT_A_TIME) {
      const some = asked.slice(start, start + IDS_AT_A_TIME);
      const content = await readThem(reading, table, some);
      const gone = some
        .filter((id) => !isToldOf(content, table, entity, id))
        .map((sourceId) => ({ entity, sourceId, reason: 'deleted' as const, mergedInto: null }));
      deleted ||= gone.length > 0 && table.owed;
      yield { ...content, tombstones: [...content.tombstones, ...gone] };
    }
  }
  if (!deleted) return;
  for await (const rows of wholeTable(reading, CUSTOMERS)) {
    yield await contentOf(reading, CUSTOMERS, rows, false);
  }
}

async function readThem(
  reading: Reading,
  table: QuickbooksTable,
  sourceIds: readonly SourceId[],
): Promise<Content> {
  const { client, signal } = reading;
  const ids = [...new Set(sourceIds.flatMap((id) => table.rowIdOf(id) ?? []))];
  const rows = await queryByIds(client, table.name, table.where, ids, signal);
  return await contentOf(reading, table, rows, true);
}

/** Whether a record is there, void, or on a row that cannot be read, of which nothing is known. */
function isToldOf(
  { records, tombstones, bad }: Content,
  table: QuickbooksTable,
  entity: SyncEntity,
  sourceId: SourceId,
): boolean {
  const rowId = table.rowIdOf(sourceId);
  return (
    [...records, ...tombstones].some((one) => one.entity === entity && one.sourceId === sourceId) ||
    bad.some((one) => one.sourceId === rowId)
  );
}
