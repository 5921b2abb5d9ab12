import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import {
  nextProgress,
  type WriteBackEvent,
} from '../../../../shared/domain/connections/write-back-states.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId, WriteBackId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import {
  NOTE_COLUMNS,
  type WriteBackNoteRow,
  type WriteBackSetting,
  writeBackSetting,
} from '../queries/write-back.ts';

interface KnownConnection {
  readonly name: string;
  readonly kind: ConnectorKind;
}

/** Errors: `not_found`. `removedToo`: also one that was removed. */
export function requireConnectionRow(db: Connection, id: ConnectionId, removedToo = false): KnownConnection {
  const row = db
    .prepare<[string, number], KnownConnection>(
      'SELECT name, kind FROM connection WHERE id = ? AND (removed_at IS NULL OR ?)',
    )
    .get(id, removedToo ? 1 : 0);
  if (row !== undefined) return row;
  throw new EngineError('not_found', 'There is no such connection.', { connection: id });
}

export function writeBackSettingOf(db: Connection, connectionId: ConnectionId): WriteBackSetting {
  return writeBackSetting(db, { connectionId });
}

export function findWriteBack(db: Connection, id: WriteBackId): WriteBackNoteRow | undefined {
  return db
    .prepare<[string], WriteBackNoteRow>(
      `SELECT ${NOTE_COLUMNS} FROM write_back LEFT JOIN account ON account.id = account_id WHERE write_back.id = ?`,
    )
    .get(id);
}

/** Errors: `not_found`. */
export function requireWriteBack(db: Connection, id: WriteBackId): WriteBackNoteRow {
  const row = findWriteBack(db, id);
  if (row !== undefined) return row;
  throw new EngineError('not_found', 'There is no such note among those that are written back.', {
    note: id,
  });
}

/** Takes a note on by an event. Errors: `conflict` where the event does not belong to its state. */
export function moveWriteBack(
  db: Connection,
  row: WriteBackNoteRow,
  event: WriteBackEvent,
  now: Instant,
  error: string | null,
): void {
  const next = nextProgress(row, event, now);
  if (next === null) {
    throw new EngineError('conflict', `The note is ${row.state} by now. Look at the list again.`, {
      note: row.id,
      state: row.state,
    });
  }
  db.prepare(
    `UPDATE write_back SET state = @state, attempts = @attempts, run_at = @runAt, last_error = @error, updated_at = @now
     WHERE id = @id`,
  ).run({ ...next, error, now, id: row.id });
}
