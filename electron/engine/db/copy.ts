import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import type { Connection } from './connection.ts';
import { removeDatabase } from './durable-file.ts';
import { openConnection } from './open.ts';
import { withStorageErrors } from './storage-error.ts';
import { EMPTY_HEAD } from './touchpoint-log/entry-hash.ts';
import { verifyLog, type WorkspaceLogCheck } from './touchpoint-log/verify.ts';

/** What a check of a whole database found. */
export interface DatabaseCheck {
  readonly userVersion: number;
  /** A log that does not hold is reported, not refused: what is left of a workspace must stay copyable. */
  readonly log: WorkspaceLogCheck;
}

/**
 * Writes a consistent encrypted copy of a database (`VACUUM INTO`; the library's backup call fails on encrypted
 * files), while others read and write the original. An older file of that name is replaced. Errors: `disk_full`.
 */
export function copyDatabase(file: string, key: RawKey, target: string): void {
  removeDatabase(target);
  const connection = openConnection(file, key, 'reader');
  try {
    // The copy is a write, if not to this database: SQLite refuses it to a connection that only reads.
    connection.pragma('query_only = OFF');
    withStorageErrors(() => connection.prepare('VACUUM INTO ?').run(target));
  } catch (error) {
    removeDatabase(target);
    throw error;
  } finally {
    connection.close();
  }
}

/**
 * Opens a copy, checks every page and the whole touchpoint log, and closes it again without leaving working
 * files beside it. Throws `damaged` when a page is.
 */
export function checkCopy(file: string, key: RawKey): DatabaseCheck {
  const connection = openConnection(file, key, 'writer');
  try {
    return withStorageErrors(() => checkDatabase(connection));
  } finally {
    connection.close();
  }
}

/** Checks every page, which throws `damaged`, and the touchpoint log of an open database. */
export function checkDatabase(connection: Connection): DatabaseCheck {
  const integrity = integrityOf(connection);
  if (integrity !== 'ok') {
    throw new EngineError('damaged', `The database is damaged: ${integrity}. Restore an earlier backup.`, {
      integrity,
    });
  }
  const userVersion = Number(connection.pragma('user_version', { simple: true }));
  const log = userVersion === 0 ? { ok: true, entries: 0, head: EMPTY_HEAD } : verifyLog(connection);
  return { userVersion, log };
}

/** SQLite's own words on the first few faults, or `ok`. Page numbers and tree names only, no content. */
export function integrityOf(connection: Connection): string {
  const rows = connection.pragma('integrity_check(5)') as readonly { readonly integrity_check: string }[];
  return rows.map((row) => row.integrity_check).join('; ');
}
