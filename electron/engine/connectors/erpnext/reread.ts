import type { Reread } from '../connector.ts';
import type { SourceId } from '../source-records.ts';
import { readDocuments } from './documents.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { readJournals } from './journals.ts';
import { readPayments } from './payments.ts';
import { together } from './read-steps.ts';

/** These documents or payments as they are now, by pages. One that is not there any more is deleted. */
export async function* rereadErpnext(
  books: ErpnextBooks,
  entity: 'invoice' | 'credit_note' | 'payment',
  sourceIds: readonly SourceId[],
  signal: AbortSignal,
): AsyncIterable<Reread> {
  for (let start = 0; start < sourceIds.length; start += books.pageSize) {
    const ids = sourceIds.slice(start, start + books.pageSize);
    const content =
      entity === 'payment'
        ? together(
            await readPayments(books, ids, true, signal),
            await readJournals(books, journalsOf(ids), true, signal),
          )
        : await readDocuments(books, entity, ids, true, signal);
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

/** The journal entries behind ids made of a journal entry and a customer. */
function journalsOf(ids: readonly SourceId[]): readonly string[] {
  return [...new Set(ids.filter((id) => id.includes(':')).map((id) => id.split(':')[0] ?? id))];
}
