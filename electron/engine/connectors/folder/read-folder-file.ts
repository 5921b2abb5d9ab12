import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderFailure, isErrno } from './folder-failure.ts';
import { identityOf, type SeenFile } from './look-into-folder.ts';

/** Not there on Windows, where opening a link fails the comparison of what was opened. */
const NEVER_FOLLOW = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** Errors of one file: it went away, became a link, or another program holds it. */
const NOT_NOW = ['ENOENT', 'ELOOP', 'EACCES', 'EPERM', 'EBUSY', 'EISDIR', 'ENXIO'] as const;

/**
 * The bytes of a file that was seen, read only. Null when it is not (or no longer) the file that was seen, when it was
 * changed while it was read, or when another program holds it: it is looked at again later. Errors: `network` when the
 * drive went away.
 */
export async function readFolderFile(
  folder: string,
  seen: SeenFile,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  // A name from a listing has no separators; one from the outside must not lead elsewhere.
  if (basename(seen.name) !== seen.name || seen.name === '.' || seen.name === '..') return null;
  let file: FileHandle | null = null;
  try {
    file = await open(join(folder, seen.name), constants.O_RDONLY | NEVER_FOLLOW);
    if (!(await isStill(file, seen))) return null;
    const bytes = await readBytes(file, seen.size, signal);
    return bytes !== null && (await isStill(file, seen)) ? bytes : null;
  } catch (error) {
    if (signal.aborted) throw error;
    if (NOT_NOW.some((code) => isErrno(error, code))) return null;
    throw folderFailure(folder, error);
  } finally {
    await file?.close();
  }
}

async function isStill(file: FileHandle, seen: SeenFile): Promise<boolean> {
  const now = await file.stat();
  return (
    now.isFile() &&
    now.size === seen.size &&
    Math.trunc(now.mtimeMs) === seen.modifiedMs &&
    identityOf(now) === seen.identity
  );
}

const CHUNK = 4 * 1024 * 1024;

async function readBytes(file: FileHandle, size: number, signal: AbortSignal): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) return null;
    at += bytesRead;
  }
  return bytes;
}
