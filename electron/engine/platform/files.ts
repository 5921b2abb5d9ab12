import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from './engine-error.ts';
import { createExpiringStore, type ExpiringStoreOptions } from './expiring-store.ts';

/** The largest file that may be imported: 200 MB. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;
const MAX_WAITING_BYTES = 512 * 1024 * 1024;
const HOUR_MS = 60 * 60 * 1000;

export type PickedFile = { readonly name: string; readonly bytes: Uint8Array };
export type Download = {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Called once, when the file has left: it was saved where the person chose, or handed to their browser. */
  readonly onHandedOut?: () => void;
};

type Grant =
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'save'; readonly path: string };

/**
 * What passes between the window and the file system. The window never names a path: it holds the opaque id of a
 * file that a person picked, or of an export that waits to be saved. Bytes stay in memory, never in a temp file.
 */
export type FileExchange = {
  /** Takes the bytes of a file that was picked in the browser. Throws `bad_file` above 200 MB. */
  offerBytes(name: string, bytes: Uint8Array): string;
  /** Takes the path of a file that was picked in a dialog of the shell, or named on the command line. */
  offerOpenPath(path: string): string;
  /** Takes the path that a person chose in a save dialog of the shell. */
  offerSavePath(path: string): string;
  /** The picked file; may be read again until the grant expires. Throws `bad_file` and says why. */
  readGrant(id: string): Promise<PickedFile>;
  /** The path behind a grant that the shell made, for what is too large to hold (a backup, a folder); else null. */
  pathOf(id: string): string | null;
  /** Holds an export until the host hands it out once. Throws `bad_file` when it is too large to hold. */
  putDownload(download: Download): string;
  /** The export, once; undefined when it was taken, has expired or never was. */
  takeDownload(id: string): Download | undefined;
  /** Writes the export, once, to the path behind a save grant. Throws `not_found`, `disk_full` or `bad_file`. */
  saveDownloadTo(id: string, saveGrant: string): Promise<void>;
};

export type FileExchangeLimits = {
  readonly maxFileBytes?: number;
  readonly maxWaitingBytes?: number;
  readonly lifetimeMs?: number;
  readonly now?: () => number;
};

/**
 * Creates the exchange of one engine. What is over the limit in total pushes out the oldest.
 * @param limits - sizes in bytes, lifetime in milliseconds; `now` is a clock in milliseconds
 */
export function createFileExchange(limits: FileExchangeLimits = {}): FileExchange {
  const maxFileBytes = limits.maxFileBytes ?? MAX_FILE_BYTES;
  const storeLimits: ExpiringStoreOptions = {
    maxBytes: limits.maxWaitingBytes ?? MAX_WAITING_BYTES,
    lifetimeMs: limits.lifetimeMs ?? HOUR_MS,
    now: limits.now ?? Date.now,
  };
  const grants = createExpiringStore<Grant>(storeLimits);
  const downloads = createExpiringStore<Download>(storeLimits);

  return {
    offerBytes(name, bytes) {
      refuseTooLarge(name, bytes.byteLength, maxFileBytes);
      return keep(grants, { kind: 'bytes', name, bytes }, bytes.byteLength);
    },
    offerOpenPath: (path) => keep(grants, { kind: 'open', path }, 0),
    offerSavePath: (path) => keep(grants, { kind: 'save', path }, 0),
    async readGrant(id) {
      const grant = grants.get(id);
      if (grant?.kind === 'bytes') return { name: grant.name, bytes: grant.bytes };
      if (grant?.kind === 'open') return readPicked(grant.path, maxFileBytes);
      throw new EngineError('bad_file', 'The picked file is no longer at hand. Pick the file again.');
    },
    pathOf(id) {
      const grant = grants.get(id);
      return grant?.kind === 'open' ? grant.path : null;
    },
    putDownload(download) {
      if (download.bytes.byteLength > storeLimits.maxBytes) {
        const size = inMegabytes(download.bytes.byteLength);
        throw new EngineError(
          'bad_file',
          `The export is ${size} MB, more than can be held. Choose a shorter period.`,
        );
      }
      return keep(downloads, download, download.bytes.byteLength);
    },
    takeDownload(id) {
      const download = downloads.take(id);
      download?.onHandedOut?.();
      return download;
    },
    async saveDownloadTo(id, saveGrant) {
      const target = grants.get(saveGrant);
      const download = target?.kind === 'save' ? downloads.take(id) : undefined;
      if (target?.kind !== 'save' || download === undefined) {
        throw new EngineError('not_found', 'The export is no longer at hand. Export it again.');
      }
      grants.take(saveGrant);
      await writeWhole(target.path, download.bytes);
      download.onHandedOut?.();
    },
  };
}

function keep<T>(store: { put(id: string, value: T, bytes: number): void }, value: T, bytes: number): string {
  const id = randomBytes(24).toString('base64url');
  store.put(id, value, bytes);
  return id;
}

async function readPicked(path: string, maxFileBytes: number): Promise<PickedFile> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new EngineError('bad_file', `${name} is not a file. Pick a file.`, { name });
    refuseTooLarge(name, found.size, maxFileBytes);
    return { name, bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const reason = isErrno(error, 'ENOENT') ? 'is no longer there' : 'cannot be read';
    throw new EngineError(
      'bad_file',
      `${name} ${reason}. Check the file and pick it again.`,
      { name },
      error,
    );
  }
}

function refuseTooLarge(name: string, size: number, maxFileBytes: number): void {
  if (size <= maxFileBytes) return;
  throw new EngineError(
    'bad_file',
    `${name} is ${inMegabytes(size)} MB; up to ${inMegabytes(maxFileBytes)} MB can be read. Export a shorter period, or several files.`,
    { name, size, limit: maxFileBytes },
  );
}

/** Writes beside the target and renames, so that a failure leaves the earlier file as it was. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const name = basename(path);
    if (isErrno(error, 'ENOSPC') || isErrno(error, 'EDQUOT') || isErrno(error, 'EFBIG')) {
      throw new EngineError(
        'disk_full',
        `There is no room to save ${name}. Free some space, or save it elsewhere.`,
        { name },
        error,
      );
    }
    throw new EngineError(
      'bad_file',
      `${name} cannot be written there. Choose another folder.`,
      { name },
      error,
    );
  }
}

function inMegabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / (1024 * 1024)));
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
