import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../../shared/domain/dates.ts';
import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import {
  BACKUP_VERSION,
  type BackupHeader,
  digestFile,
  extractDatabase,
  openBackup,
  writeBackupFile,
} from './backup-format.ts';
import { checkCopy, copyDatabase } from './copy.ts';
import { publishFile, removeDatabase } from './durable-file.ts';
import { readHeader } from './header.ts';
import { openConnection } from './open.ts';
import { toStorageError } from './storage-error.ts';
import { readHeadIfAny } from './touchpoint-log/append.ts';
import type { LogHead } from './touchpoint-log/entry-hash.ts';
import type { WorkspaceLogCheck } from './touchpoint-log/verify.ts';
import { workspacePaths } from './workspace-paths.ts';

export interface BackupOptions {
  /** The workspace's folder; it may be in use, here or in another process. */
  readonly folder: string;
  readonly key: RawKey;
  /** The `.duebook-backup` file to write; an older one of that name is replaced when the new one is whole. */
  readonly target: string;
  readonly now: Instant;
}

export interface BackupReceipt {
  readonly file: string;
  /** Read back from the finished file: every byte, every page, every log entry. */
  readonly checked: true;
  readonly createdAt: Instant;
  readonly sha256: string;
  /** Bytes of the database inside. */
  readonly size: number;
  readonly schemaVersion: number;
  /** What verifying the log inside the backup found; a bad entry does not stop the backup. */
  readonly log: WorkspaceLogCheck;
}

/**
 * Writes the whole workspace, encrypted as it is, into one file, and checks it by opening it again from that file
 * before it takes its name. The working files beside it are encrypted too and removed at the end; what a crash
 * leaves of them is replaced by the next backup. Errors: `bad_file` (no such folder to write to), `disk_full`, `damaged`, `not_found`.
 */
export async function createBackup(options: BackupOptions): Promise<BackupReceipt> {
  const { folder, key, target, now } = options;
  requireFolderOf(target);
  const copy = `${target}.copy.part`;
  const part = `${target}.part`;
  const reopened = `${target}.check.part`;
  try {
    copyDatabase(workspacePaths(folder).database, key, copy);
    const header: BackupHeader = {
      version: BACKUP_VERSION,
      createdAt: now,
      ...factsOf(copy, key),
      ...(await digestFile(copy)),
      workspace: readHeader(folder),
    };
    await writeBackupFile(part, header, copy);
    const log = await checkBackup(part, key, reopened);
    publishFile(part, target);
    return {
      file: target,
      checked: true,
      createdAt: now,
      sha256: header.sha256,
      size: header.size,
      schemaVersion: header.schemaVersion,
      log,
    };
  } catch (error) {
    throw toStorageError(error);
  } finally {
    for (const file of [copy, part, reopened]) removeDatabase(file);
  }
}

function requireFolderOf(target: string): void {
  if (statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory()) return;
  throw new EngineError('bad_file', `The folder ${dirname(target)} does not exist. Choose another place.`, {
    file: target,
  });
}

/** Opens the database inside a backup file and checks it whole. Throws `bad_file`, `damaged`, `newer_version`. */
async function checkBackup(file: string, key: RawKey, scratch: string): Promise<WorkspaceLogCheck> {
  const { offset } = await openBackup(file);
  await extractDatabase(file, offset, scratch);
  return checkCopy(scratch, key).log;
}

/** Also brings the copy into write-ahead mode, the form in which it will be restored. */
function factsOf(copy: string, key: RawKey): { readonly schemaVersion: number; readonly logHead: LogHead } {
  const connection = openConnection(copy, key, 'writer');
  try {
    return {
      schemaVersion: Number(connection.pragma('user_version', { simple: true })),
      logHead: readHeadIfAny(connection),
    };
  } finally {
    connection.close();
  }
}
