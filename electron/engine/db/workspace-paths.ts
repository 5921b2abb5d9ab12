import { join } from 'node:path';

/** The files of one workspace. Nothing else belongs into its folder. */
export interface WorkspacePaths {
  readonly folder: string;
  /** In clear: ids, key slots and the key-check value; no name, no customer data. */
  readonly header: string;
  /** Encrypted, with `-wal` and `-shm` beside it. */
  readonly database: string;
  /** Always empty; held by the process that may write. */
  readonly lock: string;
  /** Always empty; held while a process renews the sign-in of a connection. */
  readonly signInLock: string;
  /** Encrypted copies made before migrations. */
  readonly backups: string;
}

export function workspacePaths(folder: string): WorkspacePaths {
  return {
    folder,
    header: join(folder, 'workspace.json'),
    database: join(folder, 'workspace.db'),
    lock: join(folder, 'workspace.lock'),
    signInLock: join(folder, 'sign-in.lock'),
    backups: join(folder, 'backups'),
  };
}
