import { type BigIntStats, statSync } from 'node:fs';
import { EngineError } from '../platform/engine-error.ts';
import type { Connection } from './connection.ts';

/** The `cause` in the details of the error for a database that is not where it was opened. */
export const FILE_GONE = 'FILE_GONE';

/**
 * Remembers which file a connection has open and returns a check that it is still the one under its name, with its
 * write-ahead log beside it. A system that lets open files be removed would take writes into a file that is gone
 * the moment it is closed. The check throws `not_found`.
 */
export function fileInPlace({ name: file }: Connection): () => void {
  const opened = statOf(file);
  return () => {
    const found = statOf(file);
    const same = found !== null && found.ino === opened?.ino && found.dev === opened.dev;
    if (same && statOf(`${file}-wal`) !== null) return;
    throw new EngineError(
      'not_found',
      'The files of this workspace were moved or removed while it was open. Nothing of this step was saved. Put them back, or restore a backup, and open the workspace again.',
      { cause: FILE_GONE },
    );
  };
}

/** Without opening the file: closing a handle of our own would drop the locks on it. */
function statOf(file: string): BigIntStats | null {
  try {
    return statSync(file, { bigint: true });
  } catch {
    return null;
  }
}
