import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { EngineError } from '../platform/engine-error.ts';

/** By SQLite's extended result code, longest prefix first. */
const BY_SQLITE_CODE: readonly (readonly [prefix: string, code: ErrorCode, message: string])[] = [
  [
    'SQLITE_FULL',
    'disk_full',
    'The disk is full. Nothing of this step was saved; free some space and repeat it.',
  ],
  [
    'SQLITE_IOERR_WRITE',
    'disk_full',
    'The disk took no more data (full, over quota or gone). Nothing of this step was saved; free some space and repeat it.',
  ],
  [
    'SQLITE_IOERR_SHM',
    'disk_full',
    'The disk has no room for the working files of the workspace. Free some space and try again.',
  ],
  ['SQLITE_NOTADB', 'damaged', 'The database of this workspace is damaged. Restore the latest backup.'],
  ['SQLITE_CORRUPT', 'damaged', 'The database of this workspace is damaged. Restore the latest backup.'],
  [
    'SQLITE_IOERR_SHORT_READ',
    'damaged',
    'The database of this workspace is cut short. Restore the latest backup.',
  ],
  ['SQLITE_BUSY', 'locked', 'Another program is writing to this workspace. Try again in a moment.'],
  [
    'SQLITE_READONLY_DBMOVED',
    'not_found',
    'The database of this workspace was moved or removed while it was open. Nothing of this step was saved; put the folder back, then open the workspace again.',
  ],
  [
    'SQLITE_READONLY_DIRECTORY',
    'bad_file',
    'The folder of this workspace is write-protected or belongs to another user. Make it writable: Duebook needs that for reading, too.',
  ],
  [
    'SQLITE_READONLY',
    'locked',
    'The workspace cannot be written: it is open for reading only, or its folder is write-protected.',
  ],
  [
    'SQLITE_CANTOPEN',
    'not_found',
    'The database file of this workspace cannot be opened. Check that its folder is complete.',
  ],
];

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Turns an error of the database or the file system into one that a person can act on; errors that are already
 * such, and errors that mean a mistake of ours (a constraint, wrong SQL), come back as they are.
 */
export function toStorageError(error: unknown): unknown {
  if (error instanceof EngineError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  if (DISK_FULL.has(code)) {
    return new EngineError(
      'disk_full',
      'The disk is full. Free some space and try again.',
      { cause: code },
      error,
    );
  }
  const known = BY_SQLITE_CODE.find(([prefix]) => code.startsWith(prefix));
  return known ? new EngineError(known[1], known[2], { cause: code }, error) : error;
}

/** Runs synchronous storage work and throws what `toStorageError` makes of its errors. */
export function withStorageErrors<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error);
  }
}

/** The `code` of an error of SQLite or Node, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
