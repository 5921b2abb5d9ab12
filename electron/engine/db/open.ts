import { closeSync, openSync, readSync, statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { EngineError } from '../platform/engine-error.ts';
import { type RawKey, rawKey, rawKeyToHex } from '../secrets/raw-key.ts';
import type { Connection } from './connection.ts';
import { removeDatabase } from './durable-file.ts';
import { CIPHER } from './header.ts';
import { keepStatements } from './kept-statements.ts';
import { codeOf, withStorageErrors } from './storage-error.ts';

/**
 * SQLCipher's scheme (AES-256-CBC and HMAC-SHA-512 on every page) and not the library's default ChaCha20:
 * pages are authenticated, the format is documented and read by other tools, and with a raw key opening costs
 * under a millisecond. The file starts with a random salt, so nothing in it says what it is.
 */

export type ConnectionRole = 'writer' | 'reader';

/** Set on every connection and read back. `cache_size` in KiB: with less, decryption dominates cold queries. */
const SETTINGS: readonly (readonly [name: string, value: string, readBack: number])[] = [
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['cache_size', '-64000', -64000],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
];

const BUSY_TIMEOUT_MS = 5_000;
const PLAINTEXT_MARK = 'SQLite format 3\0';

/**
 * Makes a new encrypted database and closes it again once its first bytes are seen to be no plaintext. What fails
 * leaves no file.
 * Errors: `conflict` when the file exists, `wrong_key` for what is no key, `disk_full`.
 */
export function createDatabase(file: string, key: RawKey): void {
  if (statSync(file, { throwIfNoEntry: false })) {
    throw new EngineError('conflict', `There is already a database at ${file}. Choose an empty folder.`, {
      file,
    });
  }
  rawKey(key);
  withStorageErrors(() => closeSync(openSync(file, 'wx', 0o600)));
  try {
    withStorageErrors(() => fillNewDatabase(file, key));
    if (startsLikePlaintext(file)) {
      throw new EngineError('internal', 'The new database would not have been encrypted. It was removed.');
    }
  } catch (error) {
    removeDatabase(file);
    throw error;
  }
}

/**
 * Opens an existing database with a key that was checked against the header (`secrets/unlock.ts`).
 * A reader refuses every change. Errors: `not_found`, `damaged` (the key is right, so the file is not).
 */
export function openConnection(file: string, key: RawKey, role: ConnectionRole): Connection {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    throw new EngineError('not_found', `The database ${file} is missing. Restore the latest backup.`, {
      file,
    });
  }
  if (size === 0) {
    throw new EngineError('damaged', `The database ${file} is empty. Restore the latest backup.`, { file });
  }
  return withStorageErrors(() => {
    const connection = new BetterSqlite(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      applyKey(connection, key);
      connection.prepare('SELECT count(*) FROM sqlite_schema').get();
      refusePlaintext(file);
      applySettings(connection, role);
      return keepStatements(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** True when a file is an unencrypted SQLite database. Never call it on a file that this process has open. */
export function startsLikePlaintext(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(PLAINTEXT_MARK.length);
    readSync(handle, start, 0, start.length, 0);
    return start.toString('latin1') === PLAINTEXT_MARK;
  } finally {
    closeSync(handle);
  }
}

function fillNewDatabase(file: string, key: RawKey): void {
  const connection = new BetterSqlite(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    applyKey(connection, key);
    connection.pragma('journal_mode = WAL');
    connection.exec('CREATE TABLE encryption_probe (present INTEGER); DROP TABLE encryption_probe;');
  } finally {
    connection.close();
  }
}

/** A mistyped pragma is ignored by SQLite and leaves a plaintext database: the answers are checked. */
function applyKey(connection: Connection, key: RawKey): void {
  const cipher = connection.pragma(`cipher = '${CIPHER}'`, { simple: true });
  const answer = connection.pragma(`key = "x'${rawKeyToHex(rawKey(key))}'"`, { simple: true });
  if (cipher !== CIPHER || answer !== 'ok') {
    throw new EngineError('internal', 'The database library did not accept the key. Nothing was opened.');
  }
}

/**
 * Asks SQLite to open the file without a key, which must fail. Not by reading the file: closing a handle of
 * our own would drop the POSIX locks that other connections of this process hold on it. Throws `damaged`.
 */
export function refusePlaintext(file: string): void {
  const keyless = new BetterSqlite(file, { readonly: true, fileMustExist: true });
  try {
    keyless.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB') return;
    throw error;
  } finally {
    keyless.close();
  }
  throw new EngineError('damaged', `The database ${file} is not encrypted, so it is not one of Duebook.`, {
    file,
  });
}

function applySettings(connection: Connection, role: ConnectionRole): void {
  if (role === 'writer') connection.pragma('journal_mode = WAL');
  const expected = [
    ...SETTINGS,
    ['query_only', role === 'reader' ? 'ON' : 'OFF', role === 'reader' ? 1 : 0],
  ] as const;
  for (const [name, value] of expected) connection.pragma(`${name} = ${value}`);
  const wrong = expected.filter(
    ([name, , readBack]) => connection.pragma(name, { simple: true }) !== readBack,
  );
  if (wrong.length > 0 || connection.pragma('journal_mode', { simple: true }) !== 'wal') {
    throw new EngineError('internal', 'The database did not take its safety settings. It was not opened.', {
      settings: wrong.map(([name]) => name),
    });
  }
}
