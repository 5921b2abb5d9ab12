import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { nextAfter } from '../read-guards.ts';
import type { SourceId } from '../source-records.ts';
import { LINES } from './ledger-lines.ts';
import { looseDebitId } from './loose-debits.ts';
import { type ReadStep, readPages } from './read-steps.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { TRYTON } from './tryton-failure.ts';

const AT_ONCE = 5_000;

/**
 * The ids of all records of an entity that are there, by pages. Ids of records that are no customer's may be among them;
 * an allocation is no record of Tryton, so that allocations are read whole.
 */
export async function* sweepIds(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  { reader }: TrytonBooks,
  signal: AbortSignal,
): AsyncIterable<readonly SourceId[]> {
  if (entity === 'allocation') {
    for await (const page of readPages(entity, steps, reader, null, signal)) {
      yield page.records.map(({ sourceId }) => sourceId);
    }
    return;
  }
  for (const { model, condition } of steps.filter(({ whole }) => whole)) {
    const isClaim = entity === 'invoice' && model === LINES;
    for (let last = 0; ; ) {
      const ids = await reader.ids(model, [['id', '>', last], ...condition], AT_ONCE, signal);
      if (ids.length > 0) yield ids.map((id) => (isClaim ? looseDebitId(id) : String(id)));
      if (ids.length < AT_ONCE) break;
      last = nextAfter(TRYTON, ids, last);
    }
  }
}
