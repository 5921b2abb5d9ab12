import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readBackupHeader } from '../backup-format.ts';

const KEYED = /^workspace\.json(?:\.part)?$/u;
const DATABASE = /^workspace\.db(?:-wal|-shm|-journal)?$/u;
const LOCKS = /^(?:workspace|sign-in)\.lock(?:-journal)?$/u;
const WORKING = '(?:\\.copy|\\.check)?(?:\\.part)?(?:-wal|-shm|-journal)?$';
const BACKUP = new RegExp(`^backups/.+\\.duebook-backup${WORKING}`, 'u');
const MIGRATION_COPY = new RegExp(`^backups/pre-migration-\\d+\\.db${WORKING}`, 'u');

/** The files in a workspace's folder, as paths below it with `/`, in the order in which an erase destroys them. */
export interface WorkspaceFiles {
  /** The header with the key slots. */
  readonly header: readonly string[];
  /** Backups in their default place, which have key slots of their own. */
  readonly backups: readonly string[];
  readonly database: readonly string[];
  readonly locks: readonly string[];
  /** What somebody else put there; it stays. */
  readonly strangers: readonly string[];
}

/** Looks what lies in the folder. A backup of another workspace is a stranger. */
export async function workspaceFiles(folder: string, workspaceId: string): Promise<WorkspaceFiles> {
  const names = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .split(sep)
            .join('/'),
        )
        .sort()
    : [];
  const foreign = new Set<string>();
  for (const name of names.filter((one) => BACKUP.test(one))) {
    if (await isOfAnother(join(folder, name), workspaceId)) foreign.add(name);
  }
  const own = (form: RegExp) => names.filter((name) => form.test(name) && !foreign.has(name));
  const [header, database, locks] = [own(KEYED), own(DATABASE), own(LOCKS)];
  const backups = [...own(BACKUP), ...own(MIGRATION_COPY)];
  const known = new Set([...header, ...database, ...locks, ...backups]);
  return { header, backups, database, locks, strangers: names.filter((name) => !known.has(name)) };
}

/** A backup that cannot be read may be a part of one of ours. */
async function isOfAnother(file: string, workspaceId: string): Promise<boolean> {
  try {
    return (await readBackupHeader(file)).header.workspace.workspaceId !== workspaceId;
  } catch {
    return false;
  }
}
