import type { AnySourceRecord, SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { Books } from './books.ts';
import type { Gone } from './tombstones.ts';

/** Records that point to one which has not been read yet. */
export interface WaitingRoom {
  /** Takes those that waited for `entity:id`. */
  take(key: string): readonly AnySourceRecord[];
  /** Takes the mergers into a customer that had not been read. */
  mergedInto(customerId: SourceId): readonly Gone[];
  /** An older state of this record waits no more. */
  forget(record: AnySourceRecord): void;
}

/** What a merger waits for: the customer that stays. */
export function mergerKey(customerId: SourceId): string {
  return `merger:${customerId}`;
}

/** Prepares the statements once for a page; while nothing waits, they are not asked. */
export function openWaitingRoom({ db, connectionId }: Books): WaitingRoom {
  const any = db
    .prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM sync_waiting WHERE connection_id = ?)')
    .pluck();
  const take = db
    .prepare<[string, string], string>(
      'DELETE FROM sync_waiting WHERE connection_id = ? AND waits_for = ? RETURNING record_json',
    )
    .pluck();
  const forget = db.prepare(
    'DELETE FROM sync_waiting WHERE connection_id = ? AND entity = ? AND source_id = ?',
  );
  const isEmpty = () => any.get(connectionId) !== 1;
  const taken = (key: string) => (isEmpty() ? [] : take.all(connectionId, key));
  return {
    take: (key) => taken(key).map((json) => JSON.parse(json) as AnySourceRecord),
    mergedInto: (customerId) => taken(mergerKey(customerId)).map((json) => JSON.parse(json) as Gone),
    forget({ entity, sourceId }) {
      if (!isEmpty()) forget.run(connectionId, entity, sourceId);
    },
  };
}
