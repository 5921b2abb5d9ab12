import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SignInLife } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { MaintenanceCommand } from './command.ts';

interface FoundBooks {
  readonly id: ConnectionId;
  /** Null: the books were not reached, their name stays as it was. */
  readonly company: string | null;
  /** Null: there is no end, or none is told. Absent: not reached, what was known stays. */
  readonly signIn?: SignInLife | null | undefined;
}

/** Keeps the last connection test with what it found. One that reached the books ends a refused sign-in. */
export const recordConnectionCheck: MaintenanceCommand<FoundBooks & { readonly checkJson: string }, null> = (
  db,
  { checkJson, ...found },
) => {
  db.prepare('UPDATE connection SET checked_json = ? WHERE id = ?').run(checkJson, found.id);
  keepFound(db, found);
  if (found.company === null) return null;
  db.prepare(
    `UPDATE connection SET status = 'ready', error_json = NULL, next_run_at = NULL WHERE id = ? AND status = 'reconnect'`,
  ).run(found.id);
  return null;
};

/** Keeps what a read found out about the books and about how long the sign-in lasts. */
export const recordBooksFacts: MaintenanceCommand<FoundBooks, null> = (db, found) => {
  keepFound(db, found);
  return null;
};

function keepFound(db: Connection, { id, company, signIn }: FoundBooks): void {
  db.prepare(
    'UPDATE connection SET company = COALESCE(?, company), sign_in_json = COALESCE(?, sign_in_json) WHERE id = ?',
  ).run(company, signIn === undefined ? null : JSON.stringify(signIn), id);
}

/** Counts what calls outside of a run cost, such as fetching a file. */
export const countUsage: MaintenanceCommand<
  { readonly connectionId: ConnectionId; readonly calls: number; readonly bytes: number },
  null
> = (db, { connectionId, calls, bytes }, { now }) => {
  db.prepare(
    `INSERT INTO connection_usage (connection_id, month, calls, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT (connection_id, month) DO UPDATE SET calls = calls + excluded.calls, bytes = bytes + excluded.bytes`,
  ).run(connectionId, now.slice(0, 7), calls, bytes);
  return null;
};

/**
 * A person said that the records which were missing were not deleted. They stay, the question is gone, and the system is
 * asked again in a day.
 */
export const keepMissing: MaintenanceCommand<
  { readonly connectionId: ConnectionId; readonly entities: readonly SyncEntity[] },
  null
> = (db, { connectionId, entities }, { now }) => {
  db.prepare(
    `UPDATE sync_cursor SET swept_at = ? WHERE connection_id = ? AND entity IN (SELECT value FROM json_each(?))`,
  ).run(now, connectionId, JSON.stringify(entities));
  db.prepare('UPDATE sync_run SET missing_json = NULL WHERE connection_id = ?').run(connectionId);
  return null;
};
