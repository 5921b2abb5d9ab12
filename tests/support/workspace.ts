import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Connection } from '../../electron/engine/db/connection.ts';
import type { ContextData } from '../../electron/engine/db/executor.ts';
import { newHeader, type WorkspaceHeader, writeHeader } from '../../electron/engine/db/header.ts';
import { migrateWorkspace, readMigrations } from '../../electron/engine/db/migrate.ts';
import { type ConnectionRole, createDatabase, openConnection } from '../../electron/engine/db/open.ts';
import { type WorkspacePaths, workspacePaths } from '../../electron/engine/db/workspace-paths.ts';
import { newRawKey, type RawKey } from '../../electron/engine/secrets/raw-key.ts';
import { instant, plainDate } from '../../shared/domain/dates.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';

/** The project's own migrations. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/** A context for commands whose time and actor do not matter to the test. */
export const CONTEXT: ContextData = {
  now: instant('2026-11-20T09:30:00.000Z'),
  today: plainDate('2026-11-20'),
  actor: 'Ada Brandt',
};

export interface TestWorkspace {
  readonly folder: string;
  readonly paths: WorkspacePaths;
  readonly key: RawKey;
  readonly header: WorkspaceHeader;
  /** Opens a connection that is closed when the test ends. */
  readonly open: (role: ConnectionRole) => Connection;
}

/** A folder of the test's own, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real encrypted workspace with the newest schema and no rows, removed when the test ends. */
export function temporaryWorkspace(): TestWorkspace {
  const workspace = createWorkspaceIn(join(temporaryFolder(), 'workspace'));
  migrateWorkspace({ ...workspace, migrations: readMigrations(MIGRATIONS) });
  return workspace;
}

/** Makes the files of a workspace; its database has no schema yet. */
export function createWorkspaceIn(folder: string): TestWorkspace {
  const paths = workspacePaths(folder);
  const key = newRawKey();
  const header = newHeader('0193f6a0-0000-7000-8000-000000000001' as WorkspaceId, CONTEXT.now, key);
  mkdirSync(folder, { recursive: true });
  createDatabase(paths.database, key);
  writeHeader(folder, header);
  const open = (role: ConnectionRole) => {
    const connection = openConnection(paths.database, key, role);
    onTestFinished(() => {
      connection.close();
    });
    return connection;
  };
  return { folder, paths, key, header, open };
}
