import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { AnySourceRecord, SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { type ChangeBook, openChanges } from './changes.ts';
import type { Gone } from './tombstones.ts';
import { mergerKey } from './waiting-room.ts';

/** What writing the records of one page needs. */
export interface Books {
  readonly db: Connection;
  readonly connectionId: ConnectionId;
  readonly runId: SyncRunId;
  readonly today: PlainDate;
  readonly newId: () => string;
  readonly changes: ChangeBook;
  /** The account of a customer, the surviving one where two were merged; null when it was not read yet. */
  accountOf(customerId: SourceId): AccountId | null;
  /** Keeps a record until the one that it points to was read. */
  waitFor(record: AnySourceRecord, entity: SyncEntity, sourceId: SourceId): void;
  /** Keeps a merger until the customer that stays was read. */
  waitForSurvivor(merger: Gone, survivor: SourceId): void;
  /** The applications of this document are checked when the run ends. */
  touch(documentId: string): void;
  /** Accounts whose figures and search words have to be worked out again. */
  readonly touchedAccounts: Set<AccountId>;
}

/** How a row came out: new or changed rows are counted. */
export type Applied = 'added' | 'changed' | 'same' | 'waiting' | 'ignored';

/** The key of a customer, payment or contact that came from an accounting system. */
export function sourceKey(sourceId: SourceId): string {
  return `id:${sourceId}`;
}

/** Prepares the statements that all kinds of records share, once for a page. */
export function openBooks(
  db: Connection,
  input: {
    readonly connectionId: ConnectionId;
    readonly runId: SyncRunId;
    readonly today: PlainDate;
    readonly newId: () => string;
    /** The first read of all: what it brings is not told row by row. */
    readonly first: boolean;
  },
): Books {
  const { connectionId, runId, today, newId } = input;
  const account = db
    .prepare<[string, string], AccountId>(
      `SELECT COALESCE(merged_into_id, id) FROM account WHERE ledger_id = ? AND source_key = ?`,
    )
    .pluck();
  const wait = db.prepare(
    `INSERT OR REPLACE INTO sync_waiting (connection_id, entity, source_id, waits_for, record_json)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const touch = db.prepare('INSERT OR IGNORE INTO sync_touched (connection_id, document_id) VALUES (?, ?)');
  return {
    db,
    connectionId,
    runId,
    today,
    newId,
    changes: openChanges(db, { connectionId, runId, silent: input.first }),
    accountOf: (customerId) => account.get(connectionId, sourceKey(customerId)) ?? null,
    waitFor(record, entity, sourceId) {
      const { entity: kind, sourceId: id } = record;
      wait.run(connectionId, kind, id, `${entity}:${sourceId}`, JSON.stringify(record));
    },
    waitForSurvivor(merger, survivor) {
      wait.run(connectionId, merger.entity, merger.sourceId, mergerKey(survivor), JSON.stringify(merger));
    },
    touch: (documentId) => touch.run(connectionId, documentId),
    touchedAccounts: new Set(),
  };
}
