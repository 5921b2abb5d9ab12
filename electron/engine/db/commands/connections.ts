import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { handOverToFiles } from '../ledger-sync/hand-over.ts';
import type { WriteCommand } from './command.ts';
import { dropWaiting } from './write-back.ts';

/** What a connection needs besides its secrets. */
export interface ConnectionSettings {
  readonly name: string;
  /** Address, database, user and the like, by name; never a secret. */
  readonly settingsJson: string;
  /** The name of its secrets in the key store. */
  readonly secretName: string;
  readonly everyMinutes: number;
  /** Nobody signed in to it in the browser yet, or not with these settings: it is not read before. */
  readonly awaitsSignIn?: boolean;
}

export interface NewConnection extends ConnectionSettings {
  readonly id: ConnectionId;
  readonly kind: ConnectorKind;
}

/** Sets a connection up; its ledger begins empty. Errors: `conflict` when the name is taken. */
export const addConnection: WriteCommand<NewConnection, null> = (db, input, context) => {
  refuseTakenName(db, input.name, null);
  db.prepare(
    `INSERT INTO connection (id, name, kind, settings_json, secret_name, status, every_minutes, created_at)
     VALUES (@id, @name, @kind, @settingsJson, @secretName, @status, @everyMinutes, @now)`,
  ).run({ ...input, status: input.awaitsSignIn ? 'reconnect' : 'new', now: context.now });
  db.prepare('INSERT INTO ledger (id, connector, name) VALUES (?, ?, ?)').run(
    input.id,
    input.kind,
    input.name,
  );
  const payload = {
    summary: `Connection "${input.name}" added`,
    connection: input.id,
    connector: input.kind,
    settings: JSON.parse(input.settingsJson) as unknown,
  };
  return { output: null, entries: [{ kind: 'connection_added', account: null, payload }] };
};

export interface ConnectionChange extends ConnectionSettings {
  readonly id: ConnectionId;
}

/** Takes other settings over. Errors: `not_found`, `conflict`. Hands back which name its secrets had, when it is another. */
export const changeConnection: WriteCommand<ConnectionChange, { readonly secretBefore: string | null }> = (
  db,
  input,
) => {
  const before = requireConnection(db, input.id);
  refuseTakenName(db, input.name, input.id);
  const same =
    before.name === input.name &&
    before.settingsJson === input.settingsJson &&
    before.secretName === input.secretName &&
    before.everyMinutes === input.everyMinutes;
  if (same) return { output: { secretBefore: null }, unchanged: true };
  db.prepare(
    `UPDATE connection SET name = @name, settings_json = @settingsJson, secret_name = @secretName,
       every_minutes = @everyMinutes, status = @status, error_json = NULL, next_run_at = NULL,
       sign_in_json = CASE WHEN secret_name = @secretName THEN sign_in_json END WHERE id = @id`,
  ).run({ ...input, status: input.awaitsSignIn ? 'reconnect' : 'ready' });
  db.prepare('UPDATE ledger SET name = ? WHERE id = ?').run(input.name, input.id);
  const payload = {
    summary: `Connection "${input.name}" changed`,
    connection: input.id,
    settings: JSON.parse(input.settingsJson) as unknown,
    secretReplaced: before.secretName !== input.secretName,
  };
  const secretBefore = before.secretName === input.secretName ? null : before.secretName;
  return { output: { secretBefore }, entries: [{ kind: 'connection_changed', account: null, payload }] };
};

export interface SignedInConnection {
  readonly id: ConnectionId;
  readonly settingsJson: string;
  /** Null: the system did not tell its name. */
  readonly company: string | null;
}

/** A person signed in to it in the browser: it is read again. Errors: `not_found`. */
export const connectionSignedIn: WriteCommand<SignedInConnection, null> = (db, input) => {
  const { name } = requireConnection(db, input.id);
  db.prepare(
    `UPDATE connection SET settings_json = @settingsJson, company = COALESCE(@company, company), status = 'ready',
       error_json = NULL, next_run_at = NULL WHERE id = @id`,
  ).run(input);
  const payload = {
    summary: `Signed in to connection "${name}"`,
    connection: input.id,
    settings: JSON.parse(input.settingsJson) as unknown,
  };
  return { output: null, entries: [{ kind: 'connection_changed', account: null, payload }] };
};

/**
 * Ends a connection. What it read stays as it was read last, in the books of imported files. Hands back the name of its
 * secrets, for the caller to remove. Errors: `not_found`.
 */
export const removeConnection: WriteCommand<
  { readonly id: ConnectionId },
  { readonly secretName: string }
> = (db, { id }, context) => {
  const gone = db
    .prepare<[string], string>('SELECT secret_name FROM connection WHERE id = ? AND removed_at IS NOT NULL')
    .pluck()
    .get(id);
  if (gone !== undefined) return { output: { secretName: gone }, unchanged: true };
  const { name, secretName } = requireConnection(db, id);
  db.prepare('UPDATE connection SET removed_at = ? WHERE id = ?').run(context.now, id);
  for (const table of [
    'sync_cursor',
    'sync_waiting',
    'sync_problem',
    'sync_touched',
    'sync_touched_account',
    'folder_file',
    'write_back_setting',
  ])
    db.prepare(`DELETE FROM ${table} WHERE connection_id = ?`).run(id);
  dropWaiting(db, id, context.now, []);
  handOverToFiles(db, id);
  const payload = { summary: `Connection "${name}" removed`, connection: id };
  return { output: { secretName }, entries: [{ kind: 'connection_removed', account: null, payload }] };
};

interface KnownConnection {
  readonly name: string;
  readonly settingsJson: string;
  readonly secretName: string;
  readonly everyMinutes: number;
}

function requireConnection(db: Connection, id: ConnectionId): KnownConnection {
  const row = db
    .prepare<[string], KnownConnection>(
      `SELECT name, settings_json AS settingsJson, secret_name AS secretName, every_minutes AS everyMinutes
       FROM connection WHERE id = ? AND removed_at IS NULL`,
    )
    .get(id);
  if (row !== undefined) return row;
  throw new EngineError('not_found', 'There is no such connection.', { connection: id });
}

function refuseTakenName(db: Connection, name: string, id: ConnectionId | null): void {
  const taken = db
    .prepare('SELECT 1 FROM connection WHERE name = ? COLLATE NOCASE AND id IS NOT ? AND removed_at IS NULL')
    .get(name, id);
  if (taken === undefined) return;
  throw new EngineError('conflict', `There is a connection "${name}" already. Choose another name.`, {
    name,
  });
}
