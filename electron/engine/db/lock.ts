import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { EngineError, isEngineError } from '../platform/engine-error.ts';
import { codeOf, toStorageError } from './storage-error.ts';
import { workspacePaths } from './workspace-paths.ts';

/** Keeps locks that a caller only holds on to from being collected, and thereby released. */
const held = new Set<BetterSqlite.Database>();

/** The right to write to a workspace, held by one process at a time. */
export interface WriteLock {
  /** Lets go; calling it again does nothing. */
  release(): void;
}

/**
 * Takes the write lock of a workspace folder, or throws `locked` at once. It is an exclusive transaction on a
 * SQLite file of its own that stays empty: the operating system releases it with the process, also on SIGKILL,
 * so there is no stale lock to remove. Nothing else may open that file: on POSIX, closing any handle on it would
 * let go of the lock.
 */
export function acquireLock(folder: string): WriteLock {
  return lockFile(workspacePaths(folder).lock, folder);
}

/**
 * Takes the right to renew the browser sign-ins of a workspace, or throws `locked` at once: readers may renew them, too,
 * and two at a time would make each other's tokens worthless. Works as `acquireLock`, on a file of its own.
 */
export function acquireSignInLock(folder: string): WriteLock {
  return lockFile(workspacePaths(folder).signInLock, folder);
}

/**
 * Takes the right to change the people of a profile folder, for a moment; throws `locked` at once when another process has
 * it. Works as `acquireLock`, on a file of its own.
 */
export function acquirePeopleLock(home: string): WriteLock {
  try {
    return lockFile(join(home, 'people.lock'), home);
  } catch (error) {
    if (!isEngineError(error, 'locked')) throw error;
    throw new EngineError(
      'locked',
      'Another Duebook is changing the people of this profile right now. Try again in a moment.',
    );
  }
}

function lockFile(file: string, folder: string): WriteLock {
  if (!existsSync(folder)) {
    throw new EngineError('not_found', `The workspace folder ${folder} does not exist.`, { folder });
  }
  const database = openLockFile(file, folder);
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw codeOf(error) === 'SQLITE_BUSY' ? lockedError(folder) : toStorageError(error);
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      if (database.open) database.close();
    },
  };
}

function openLockFile(file: string, folder: string): BetterSqlite.Database {
  try {
    return new BetterSqlite(file, { timeout: 0 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'SQLITE_BUSY') throw lockedError(folder);
    if (code?.startsWith('SQLITE_CANTOPEN')) throw protectedError(folder);
    throw toStorageError(error);
  }
}

function protectedError(folder: string): EngineError {
  return new EngineError(
    'bad_file',
    `The workspace folder ${folder} is write-protected or belongs to another user. Make it writable, or open a copy.`,
    { folder },
  );
}

function lockedError(folder: string): EngineError {
  return new EngineError(
    'locked',
    `Another Duebook has the workspace ${folder} open for writing. Close it there, or only read here.`,
    { folder },
  );
}
