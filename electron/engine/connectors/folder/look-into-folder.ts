import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_FILE_BYTES } from '../files/read-table.ts';
import { folderFailure, isErrno } from './folder-failure.ts';
import { isBeingWritten, isExportName } from './folder-names.ts';

/** A file as it was at one look. Two looks that agree in all of it show a file that nobody writes to. */
export interface SeenFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** When it was changed last, in milliseconds since 1970 by the clock of the drive. */
  readonly modifiedMs: number;
  /** Which file it is, whatever its name: another one after it was replaced. */
  readonly identity: string;
  /** It is empty, or another program shows that it still writes to it. */
  readonly unfinished: boolean;
  readonly tooLarge: boolean;
}

/** More entries than this are no folder for exports. */
const MOST_ENTRIES = 20_000;

/**
 * The exports that lie in a folder, the oldest first. Folders within it and links are left alone: a link may lead
 * anywhere. Nothing is opened. Errors: `network` and `connector_auth` with a reason, told calmly: a drive comes and goes.
 */
export async function lookIntoFolder(path: string, signal: AbortSignal): Promise<readonly SeenFile[]> {
  try {
    const entries = await entriesOf(path, signal);
    const names = new Set(entries.map(({ name }) => name));
    const files: SeenFile[] = [];
    for (const entry of entries) {
      signal.throwIfAborted();
      if (!isExportName(entry.name) || entry.isDirectory() || entry.isSymbolicLink()) continue;
      const found = await factsOf(join(path, entry.name));
      if (found !== null) files.push(seenFile(entry.name, found, names));
    }
    return files.toSorted((one, two) => one.modifiedMs - two.modifiedMs || (one.name < two.name ? -1 : 1));
  } catch (error) {
    if (signal.aborted) throw error;
    throw folderFailure(path, error);
  }
}

async function entriesOf(path: string, signal: AbortSignal): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(path)) {
    signal.throwIfAborted();
    entries.push(entry);
    if (entries.length > MOST_ENTRIES) throw new RangeError('too many entries');
  }
  return entries;
}

/** Null for what went away meanwhile, and for what is no plain file. */
async function factsOf(path: string): Promise<Stats | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? found : null;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function seenFile(name: string, found: Stats, beside: ReadonlySet<string>): SeenFile {
  return {
    name,
    size: found.size,
    modifiedMs: Math.trunc(found.mtimeMs),
    identity: identityOf(found),
    unfinished: found.size === 0 || isBeingWritten(name, beside),
    tooLarge: found.size > MAX_FILE_BYTES,
  };
}

export function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** True when nothing happened to the file between two looks. */
export function isUnchanged(one: SeenFile, two: SeenFile): boolean {
  return one.size === two.size && one.modifiedMs === two.modifiedMs && one.identity === two.identity;
}
