import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import { isRightKey } from '../secrets/raw-key.ts';
import { type BackupHeader, extractDatabase, openBackup } from './backup-format.ts';
import { checkCopy } from './copy.ts';
import { flushFolder, publishFile } from './durable-file.ts';
import { type WorkspaceHeader, writeHeader } from './header.ts';
import { toStorageError } from './storage-error.ts';
import type { WorkspaceLogCheck } from './touchpoint-log/verify.ts';
import { workspacePaths } from './workspace-paths.ts';

export interface RestoreOptions {
  readonly backup: string;
  /** A folder that does not exist yet, or is empty. */
  readonly folder: string;
  /** Finds the key by the header inside the backup: `unlock` with the keyring, a passphrase or a recovery code. */
  readonly findKey: (header: WorkspaceHeader) => Promise<RawKey>;
  /** The newest schema this installation knows. */
  readonly newestSchema: number;
}

export interface RestoreReceipt {
  readonly folder: string;
  readonly checked: true;
  readonly backup: BackupHeader;
  /** What verifying the restored log found; a bad entry does not stop the restore. */
  readonly log: WorkspaceLogCheck;
}

/**
 * Makes a workspace folder from a backup file. Everything is checked before the folder appears under its name:
 * the file's bytes, the key, every page and the whole log.
 * Errors: `conflict` (the folder has content), `bad_file`, `damaged`, `newer_version`, `wrong_key`, `no_key`, `disk_full`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReceipt> {
  const folder = resolve(options.folder);
  requireEmpty(folder);
  const { header, offset } = await openBackup(options.backup);
  if (header.schemaVersion > options.newestSchema) {
    throw new EngineError(
      'newer_version',
      `The backup ${options.backup} was made by a newer Duebook. Update Duebook and restore it again.`,
      { found: header.schemaVersion, known: options.newestSchema },
    );
  }
  const key = await options.findKey(header.workspace);
  if (!isRightKey(key, header.workspace.workspaceId, header.workspace.keyCheck)) {
    throw new EngineError('wrong_key', 'The key does not belong to the workspace in this backup.');
  }
  const part = `${folder}.part`;
  let log: WorkspaceLogCheck;
  try {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true, mode: 0o700 });
    const { database } = workspacePaths(part);
    await extractDatabase(options.backup, offset, `${database}.part`);
    log = checkCopy(`${database}.part`, key).log;
    publishFile(`${database}.part`, database);
    writeHeader(part, header.workspace);
    if (statSync(folder, { throwIfNoEntry: false })) rmdirSync(folder);
    renameSync(part, folder);
    flushFolder(dirname(folder));
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw toStorageError(error);
  }
  return { folder, checked: true, backup: header, log };
}

function requireEmpty(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found || (found.isDirectory() && readdirSync(folder).length === 0)) return;
  throw new EngineError('conflict', `${folder} already holds something. Restore into a new folder.`, {
    folder,
  });
}
