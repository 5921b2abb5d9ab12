import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Reread } from '../connector.ts';
import type { SourceId } from '../source-records.ts';
import { LINES } from './ledger-lines.ts';
import { looseDebitId } from './loose-debits.ts';
import type { ReadStep } from './read-steps.ts';
import type { TrytonBooks } from './tryton-books.ts';

/** These records as they are now, a page of ids at a time: what is open of an invoice may change with another record. */
export async function* rereadIds(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  sourceIds: readonly SourceId[],
  { reader }: TrytonBooks,
  signal: AbortSignal,
): AsyncIterable<Reread> {
  for (const step of steps.filter(({ whole }) => whole)) {
    const isClaim = entity === 'invoice' && step.model === LINES;
    const ids = sourceIds.map((sourceId) => (isClaim ? claimId(sourceId) : Number(sourceId)));
    const known = ids.filter(Number.isSafeInteger);
    for (let start = 0; start < known.length; start += reader.pageSize) {
      yield await step.read(known.slice(start, start + reader.pageSize), signal);
    }
  }
}

/** The line behind a claim that is no invoice; no number for an invoice's own id. */
function claimId(sourceId: SourceId): number {
  const prefix = looseDebitId(0).slice(0, -1);
  return sourceId.startsWith(prefix) ? Number(sourceId.slice(prefix.length)) : Number.NaN;
}
