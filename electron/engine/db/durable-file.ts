import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces a small file so that after a crash either the old or the new one is there, never half of it. */
export function writeFileDurably(path: string, bytes: Uint8Array): void {
  const part = `${path}.part`;
  try {
    const handle = openSync(part, 'w', 0o600);
    try {
      writeSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameDurably(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Flushes a finished file to the disk and moves it to its name, in that order. */
export function publishFile(part: string, path: string): void {
  flush(part, 'r+');
  renameDurably(part, path);
}

/** Renames within one folder and flushes the folder, so that the new name survives a power cut. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  flushFolder(dirname(to));
}

/** Windows cannot open a folder for flushing; it writes names through on its own. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Removes a database file and the working files that SQLite keeps beside it. A journal that a crash left would
 * otherwise be played back into the next file of that name.
 */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
