import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { MaintenanceCommand } from './command.ts';

/** Keeps the last connection test; `company` null: the books were not reached, their name stays as it was. */
export const recordConnectionCheck: MaintenanceCommand<
  { readonly id: ConnectionId; readonly checkJson: string; readonly company: string | null },
  null
> = (db, { id, checkJson, company }) => {
  db.prepare('UPDATE connection SET checked_json = ?, company = COALESCE(?, company) WHERE id = ?').run(
    checkJson,
    company,
    id,
  );
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
