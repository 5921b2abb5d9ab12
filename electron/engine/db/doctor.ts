import { statfs } from 'node:fs/promises';
import type { Connection } from './connection.ts';
import { integrityOf } from './copy.ts';
import { CIPHER, type WorkspaceHeader } from './header.ts';
import { toStorageError } from './storage-error.ts';
import { readHeadIfAny } from './touchpoint-log/append.ts';
import type { LogHead } from './touchpoint-log/entry-hash.ts';

/** Which of the two keeps the keys and secrets of a workspace. */
export type KeyStore = 'keyring' | 'passphrase' | 'none';

/** What `doctor` reports about the storage of one workspace. */
export interface StorageFacts {
  readonly cipher: typeof CIPHER;
  readonly sqlite: string;
  readonly keyStore: KeyStore;
  readonly hasRecoveryCode: boolean;
  readonly schemaVersion: number;
  readonly integrity: 'ok' | string;
  /** `null` when damage keeps it from being read. */
  readonly log: LogHead | null;
  readonly freeDiskBytes: number;
}

/** Gathers the facts on an open connection; reads every page, so it takes a moment on a large workspace. */
export async function storageFacts(
  folder: string,
  header: WorkspaceHeader,
  connection: Connection,
): Promise<StorageFacts> {
  return {
    cipher: CIPHER,
    sqlite: String(connection.prepare('SELECT sqlite_version()').pluck().get()),
    keyStore: keyStoreOf(header),
    hasRecoveryCode: header.slots.recovery !== undefined,
    schemaVersion: Number(connection.pragma('user_version', { simple: true })),
    integrity: integrityWords(connection),
    log: readableHead(connection),
    freeDiskBytes: await freeDiskBytes(folder),
  };
}

/** Bytes that this user can still write on the disk of a folder. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function keyStoreOf({ slots }: WorkspaceHeader): KeyStore {
  if (slots.keyring) return 'keyring';
  return slots.passphrase ? 'passphrase' : 'none';
}

function integrityWords(connection: Connection): string {
  try {
    return integrityOf(connection);
  } catch (error) {
    const known = toStorageError(error);
    return known instanceof Error ? known.message : 'the check failed';
  }
}

function readableHead(connection: Connection): LogHead | null {
  try {
    return readHeadIfAny(connection);
  } catch {
    return null;
  }
}
