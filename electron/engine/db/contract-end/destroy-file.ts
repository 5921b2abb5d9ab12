import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder } from '../durable-file.ts';

const PIECE = 1024 * 1024;
/** Larger files are overwritten at their beginning only: without the key the rest is noise. */
export const OVERWRITTEN_WHOLE = 64 * PIECE;

/**
 * Overwrites a file with random bytes on the disk and removes it, in that order. A link is only removed. False when there
 * is no such file.
 */
export function destroyFile(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isFile()) overwrite(path, found.size);
  rmSync(path, { force: true });
  flushFolder(dirname(path));
  return true;
}

function overwrite(path: string, size: number): void {
  const amount = size <= OVERWRITTEN_WHOLE ? size : PIECE;
  const noise = Buffer.alloc(Math.min(PIECE, amount));
  const handle = openSync(path, 'r+');
  try {
    for (let done = 0; done < amount; done += noise.length) {
      randomFillSync(noise);
      writeSync(handle, noise, 0, Math.min(noise.length, amount - done), done);
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
