import type { WriteBackKind } from '../../../../shared/domain/connections/write-back.ts';
import type {
  WriteBackProgress,
  WriteBackState,
} from '../../../../shared/domain/connections/write-back-states.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  ConnectionId,
  OutboxMessageId,
  TouchpointId,
  WriteBackId,
} from '../../../../shared/domain/ids.ts';
import type { ReadQuery } from '../commands/command.ts';

/** When a kind was approved, and by whom. */
export type Approvals = Readonly<
  Partial<Record<WriteBackKind, { readonly at: Instant; readonly by: string }>>
>;

export interface WriteBackSetting {
  readonly isOn: boolean;
  readonly kinds: readonly WriteBackKind[];
  readonly approved: Approvals;
}

/** Whether notes flow back into the books of a connection; off unless a person switched it on. */
export const writeBackSetting: ReadQuery<{ readonly connectionId: ConnectionId }, WriteBackSetting> = (
  db,
  { connectionId },
) => {
  const row = db
    .prepare<[string], { readonly isOn: number; readonly kinds: string; readonly approved: string }>(
      `SELECT is_on AS isOn, kinds_json AS kinds, approved_json AS approved FROM write_back_setting
       WHERE connection_id = ?`,
    )
    .get(connectionId);
  if (row === undefined) return { isOn: false, kinds: [], approved: {} };
  return {
    isOn: row.isOn === 1,
    kinds: JSON.parse(row.kinds) as WriteBackKind[],
    approved: JSON.parse(row.approved) as Approvals,
  };
};

/** A note or a letter on its way into the books. */
export interface WriteBackNoteRow extends WriteBackProgress {
  readonly id: WriteBackId;
  readonly connectionId: ConnectionId;
  readonly accountId: AccountId;
  readonly account: string | null;
  readonly touchpointId: TouchpointId;
  readonly kind: WriteBackKind;
  readonly onto: 'customer' | 'invoice';
  readonly sourceId: string;
  /** The note; of a letter the name of its file. */
  readonly text: string;
  /** The message of the outbox that is attached; null for a note. */
  readonly messageId: OutboxMessageId | null;
  readonly lastError: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const NOTE_COLUMNS = `write_back.id, connection_id AS connectionId, account_id AS accountId, account.name AS account,
  touchpoint_id AS touchpointId, write_back.kind, onto, write_back.source_id AS sourceId, text, write_back.message_id AS messageId, state, attempts, run_at AS runAt,
  last_error AS lastError, write_back.created_at AS createdAt, write_back.updated_at AS updatedAt`;
const NOTES = `SELECT ${NOTE_COLUMNS} FROM write_back LEFT JOIN account ON account.id = account_id`;

/** The newest notes of a connection; those that need a person come first. */
export const writeBackNotes: ReadQuery<
  { readonly connectionId: ConnectionId; readonly limit: number },
  readonly WriteBackNoteRow[]
> = (db, { connectionId, limit }) =>
  db
    .prepare<[string, number], WriteBackNoteRow>(
      `${NOTES} WHERE connection_id = ?
       ORDER BY state = 'failed' OR (state = 'ambiguous' AND run_at IS NULL) DESC, write_back.created_at DESC, write_back.id
       LIMIT ?`,
    )
    .all(connectionId, limit);

/** How many notes of a connection there are in each state. */
export const writeBackCounts: ReadQuery<
  { readonly connectionId: ConnectionId },
  Readonly<Partial<Record<WriteBackState, number>>>
> = (db, { connectionId }) =>
  Object.fromEntries(
    db
      .prepare<[string], { readonly state: WriteBackState; readonly number: number }>(
        'SELECT state, COUNT(*) AS number FROM write_back WHERE connection_id = ? GROUP BY state',
      )
      .all(connectionId)
      .map(({ state, number }) => [state, number]),
  );

/** Where it is switched on, and where the sign-in was not refused: that waits for a person. */
const FLOWING = `state IN ('queued', 'ambiguous') AND connection_id IN (
  SELECT connection.id FROM write_back_setting JOIN connection ON connection.id = write_back_setting.connection_id
  WHERE is_on = 1 AND removed_at IS NULL AND status <> 'reconnect')`;

/** Notes whose time has come, oldest first; of one connection, or of all. */
export const writeBackDue: ReadQuery<
  { readonly now: Instant; readonly connectionId: ConnectionId | null; readonly limit: number },
  readonly WriteBackNoteRow[]
> = (db, { now, connectionId, limit }) =>
  db
    .prepare<unknown[], WriteBackNoteRow>(
      `${NOTES} WHERE ${FLOWING} AND run_at <= @now AND (@connectionId IS NULL OR connection_id = @connectionId)
       ORDER BY write_back.created_at, write_back.id LIMIT @limit`,
    )
    .all({ now, connectionId, limit });

/** When the next note is due; null: none waits. */
export const writeBackNextAt: ReadQuery<null, Instant | null> = (db) =>
  db.prepare<[], Instant | null>(`SELECT MIN(run_at) FROM write_back WHERE ${FLOWING}`).pluck().get() ?? null;

/** Notes that were being handed over when the process ended; asked while nothing is handed over. */
export const writeBackInterrupted: ReadQuery<null, readonly WriteBackNoteRow[]> = (db) =>
  db.prepare<[], WriteBackNoteRow>(`${NOTES} WHERE state = 'sent'`).all();
