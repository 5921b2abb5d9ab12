import type { Reread } from '../connector.ts';
import type { SourceId } from '../source-records.ts';
import { readDocuments } from './documents.ts';
import type { OdooBooks } from './odoo-books.ts';
import { readLooseLines } from './payments.ts';
import { type PageContent, together } from './read-steps.ts';
import { readSettlements } from './settlements.ts';

const CLAIM = /^line-(\d+)$/;

/**
 * These documents or payments as they are now, by pages: Odoo may work out what is open without dating it. One that is
 * not there any more is deleted.
 */
export async function* rereadOdoo(
  books: OdooBooks,
  entity: 'invoice' | 'credit_note' | 'payment',
  sourceIds: readonly SourceId[],
  signal: AbortSignal,
): AsyncIterable<Reread> {
  for (let start = 0; start < sourceIds.length; start += books.pageSize) {
    const ids = sourceIds.slice(start, start + books.pageSize);
    const content = await readThem(books, entity, ids, signal);
    const found = new Set(
      [...content.records, ...content.tombstones, ...content.bad]
        .filter((one) => one.entity === entity)
        .map(({ sourceId }) => sourceId),
    );
    const gone = ids
      .filter((id) => !found.has(id))
      .map((sourceId) => ({ entity, sourceId, reason: 'deleted' as const, mergedInto: null }));
    yield { ...content, tombstones: [...content.tombstones, ...gone] };
  }
}

async function readThem(
  books: OdooBooks,
  entity: 'invoice' | 'credit_note' | 'payment',
  ids: readonly SourceId[],
  signal: AbortSignal,
): Promise<PageContent> {
  const numbers = ids.filter((id) => /^\d+$/.test(id)).map(Number);
  if (entity === 'payment') return readLooseLines(books, 'credit', ['id', 'in', numbers], true, signal);
  if (entity === 'credit_note') return readDocuments(books, entity, numbers, true, signal);
  const claims = ids.flatMap((id) => CLAIM.exec(id)?.[1] ?? []).map(Number);
  return together(
    await readDocuments(books, 'invoice', numbers, true, signal),
    await readLooseLines(books, 'debit', ['id', 'in', claims], true, signal),
    await settlementsOf(books, numbers, signal),
  );
}

/** All that settles these invoices: a settlement that was taken back leaves no other trace. */
async function settlementsOf(
  books: OdooBooks,
  invoices: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const settled = await readSettlements(books, [['debit_move_id.move_id', 'in', invoices]], signal);
  const replaces = invoices.map((id) => ({
    entity: 'allocation' as const,
    owner: { entity: 'invoice' as const, sourceId: String(id) },
  }));
  return { ...settled, replaces };
}
