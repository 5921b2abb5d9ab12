import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { destroyFile } from '../../db/contract-end/destroy-file.ts';
import { type WorkspaceFiles, workspaceFiles } from '../../db/contract-end/workspace-files.ts';
import { codeOf, withStorageErrors } from '../../db/storage-error.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';

export interface EraseSteps {
  readonly folder: string;
  readonly workspaceId: string;
  readonly keyring: SecretStore;
  /** Entries of the keyring that have to go. */
  readonly entries: readonly string[];
  /** Told before each step; every step may be the last that happens. */
  readonly onStep: (step: string) => void;
  /** Lets go of the write lock, whose file goes last. */
  readonly release: () => void;
}

/**
 * Destroys a workspace: first what opens it, then what it opens. Every step can be done again, so that a second run ends
 * what a first one began. What was there, by its name in the folder. Errors: `no_key` (the keyring cannot be reached).
 */
export async function eraseSteps(options: EraseSteps): Promise<WorkspaceFiles> {
  const { folder, workspaceId, keyring, entries, onStep, release } = options;
  const files = await workspaceFiles(folder, workspaceId);
  const destroy = (names: readonly string[]) => {
    for (const name of names) {
      onStep(name);
      withStorageErrors(() => destroyFile(join(folder, name)));
    }
  };
  destroy(files.header);
  for (const entry of entries) {
    onStep(`keyring ${entry.split(':', 1)[0]}`);
    await keyring.delete(entry);
  }
  // A backup has key slots of its own.
  destroy(files.backups);
  destroy(files.database);
  onStep('locks');
  release();
  destroy(files.locks);
  onStep('folder');
  for (const empty of [join(folder, 'backups'), folder]) removeEmpty(empty);
  return files;
}

/** A folder that holds something else stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM', 'EACCES'].includes(code))
      throw error;
  }
}
