import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import { readMigrations } from '../../db/migrate.ts';
import { restoreBackup } from '../../db/restore.ts';
import { backupInThread } from '../../db/storage-task.ts';
import { workspacePaths } from '../../db/workspace-paths.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { type UnlockWith, unlock } from '../../secrets/unlock.ts';
import type { Installation } from './installation.ts';
import { type OpenWorkspace, openWorkspace } from './open-workspace.ts';

export const BACKUP_ENDING = '.duebook-backup';

export interface BackupInfo {
  readonly fileName: string;
  readonly createdAt: Instant;
  /** Bytes of the file. */
  readonly size: number;
}

/** Backups in the workspace's own folder, newest first. */
export function listBackups(workspace: OpenWorkspace): BackupInfo[] {
  const { backups } = workspacePaths(workspace.folder);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => name.endsWith(BACKUP_ENDING))
    .map((fileName) => {
      const { size, mtime } = statSync(join(backups, fileName));
      return { fileName, createdAt: instant(mtime.toISOString()), size };
    })
    .sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
}

/** Writes and checks a backup in the workspace's own folder. */
export async function backUpWorkspace(workspace: OpenWorkspace): Promise<BackupInfo> {
  const { backups } = workspacePaths(workspace.folder);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const now = workspace.now();
  const fileName = `${now.slice(0, 19).replace(/[:T]/g, '-')}${BACKUP_ENDING}`;
  const { file } = await backupInThread({
    folder: workspace.folder,
    key: workspace.key,
    target: join(backups, fileName),
    now,
  });
  return { fileName, createdAt: now, size: statSync(file).size };
}

/** The bytes of one backup, encrypted as they are. */
export function readBackup(workspace: OpenWorkspace, fileName: string): Uint8Array {
  const known = listBackups(workspace).find((backup) => backup.fileName === fileName);
  if (known === undefined)
    throw new EngineError('not_found', 'That backup is no longer there. Create a new one.');
  return readFileSync(join(workspacePaths(workspace.folder).backups, known.fileName));
}

export interface RestoreRequest {
  /** Where the backup lies, or its bytes when the host has no path of it. */
  readonly backup: { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };
  /** A folder that is empty or not there yet. */
  readonly folder: string;
  readonly how: UnlockWith;
  readonly actor: () => string;
}

/** Makes a workspace of a backup, checks it whole, and notes in its log where it came from. */
export async function restoreWorkspace(installation: Installation, request: RestoreRequest): Promise<void> {
  const { backup, folder, how } = request;
  const borrowed = 'path' in backup ? null : join(installation.home, `restore-${newId()}.part`);
  const file = 'path' in backup ? backup.path : (borrowed ?? '');
  try {
    if (borrowed !== null && 'bytes' in backup) {
      mkdirSync(installation.home, { recursive: true, mode: 0o700 });
      writeFileSync(borrowed, backup.bytes, { mode: 0o600 });
    }
    const receipt = await restoreBackup({
      backup: file,
      folder,
      findKey: (header) => unlock(header, how),
      newestSchema: readMigrations(installation.migrations).length,
    });
    const workspace = await openWorkspace(
      { ...installation, workerEntry: null },
      { folder, with: how, mode: 'write', actor: request.actor },
    );
    const fileName = 'path' in backup ? basename(backup.path) : backup.name;
    await workspace.db.write(
      'recordRestore',
      { fileName, backedUpAt: receipt.backup.createdAt },
      workspace.context(),
    );
    await workspace.close();
  } finally {
    if (borrowed !== null) rmSync(borrowed, { force: true });
  }
}
