import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import type { Connection } from './connection.ts';
import { checkCopy, copyDatabase } from './copy.ts';
import { publishFile, removeDatabase } from './durable-file.ts';
import { openConnection } from './open.ts';
import { toStorageError, withStorageErrors } from './storage-error.ts';
import { workspacePaths } from './workspace-paths.ts';

/** One numbered step of the schema. The number becomes the database's `user_version`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export interface MigrateOptions {
  readonly folder: string;
  readonly key: RawKey;
  readonly migrations: readonly Migration[];
  /** Told once before anything is copied or changed; not told when there is nothing to do. */
  readonly onState?: (state: 'migrating') => void;
}

export interface MigrateResult {
  readonly from: number;
  readonly to: number;
  /** The checked copy from before, or `null` when nothing was migrated or the database was new. */
  readonly copy: string | null;
}

const FILE_FORM = /^(\d{4})_([a-z0-9_]+)\.sql$/;
const BREAKPOINT = '--> statement-breakpoint';

/** Reads `NNNN_name.sql` files from a folder: numbers from 1 without a gap. Throws `internal` otherwise. */
export function readMigrations(folder: URL): readonly Migration[] {
  const path = fileURLToPath(folder);
  const migrations = readdirSync(path)
    .sort()
    .flatMap((file): readonly Migration[] => {
      const [, number, name] = FILE_FORM.exec(file) ?? [];
      if (number === undefined || name === undefined) return [];
      const statements = readFileSync(join(path, file), 'utf8').split(BREAKPOINT);
      return [{ number: Number(number), name, statements: statements.filter((text) => text.trim() !== '') }];
    });
  const gap = migrations.findIndex((migration, index) => migration.number !== index + 1);
  if (gap >= 0 || migrations.length === 0) {
    throw new EngineError(
      'internal',
      `The migrations of this installation are not complete (at ${gap + 1}).`,
    );
  }
  return migrations;
}

/**
 * Brings the database of a workspace to the newest schema. The caller holds the write lock. An existing database
 * is first copied to `backups/pre-migration-N.db`, and the copy is checked; then all steps run in one transaction,
 * so that a crash leaves the old version or the new one.
 * Errors: `newer_version`, `damaged` (the copy does not hold), `disk_full`, `internal` (a step failed).
 */
export function migrateWorkspace(options: MigrateOptions): MigrateResult {
  const { folder, key, migrations, onState } = options;
  const { database, backups } = workspacePaths(folder);
  const connection = openConnection(database, key, 'writer');
  try {
    const from = requireKnownVersion(connection, migrations);
    const to = migrations.length;
    if (from === to) return { from, to, copy: null };
    onState?.('migrating');
    const copy = from === 0 ? null : keepCopy(database, backups, key, from);
    try {
      applyMigrations(connection, migrations.slice(from));
    } catch (error) {
      throw failedUpdate(error);
    }
    return { from, to, copy };
  } finally {
    connection.close();
  }
}

/** The database's version; throws `newer_version` when this installation does not know it. */
export function requireKnownVersion(connection: Connection, migrations: readonly Migration[]): number {
  const found = Number(connection.pragma('user_version', { simple: true }));
  if (found <= migrations.length) return found;
  throw new EngineError(
    'newer_version',
    `This workspace was last opened with a newer Duebook (schema ${found}; this one knows up to ${migrations.length}). Update Duebook and open it again.`,
    { found, known: migrations.length },
  );
}

function keepCopy(database: string, backups: string, key: RawKey, version: number): string {
  const copy = join(backups, `pre-migration-${version}.db`);
  const part = `${copy}.part`;
  return withStorageErrors(() => {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    try {
      copyDatabase(database, key, part);
      checkCopy(part, key);
      publishFile(part, copy);
      return copy;
    } finally {
      removeDatabase(part);
    }
  });
}

/**
 * Foreign keys are off while tables may be rebuilt and checked as a whole before the commit: the procedure of
 * SQLite's ALTER TABLE documentation. The setting cannot change inside a transaction.
 */
function applyMigrations(connection: Connection, migrations: readonly Migration[]): void {
  connection.pragma('foreign_keys = OFF');
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations) applyOne(connection, migration);
    const broken = connection.pragma('foreign_key_check') as readonly unknown[];
    if (broken.length > 0) {
      throw new EngineError(
        'internal',
        'The update of the workspace would have lost references; it was undone.',
      );
    }
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function failedUpdate(error: unknown): EngineError {
  const known = toStorageError(error);
  if (known instanceof EngineError) return known;
  return new EngineError(
    'internal',
    'The update of the workspace failed and was undone; everything is as it was. Open it with the Duebook that you used before.',
    { operation: 'migrate' },
    error,
  );
}

function applyOne(connection: Connection, migration: Migration): void {
  for (const statement of migration.statements) connection.exec(statement);
  connection.pragma(`user_version = ${migration.number}`);
}
