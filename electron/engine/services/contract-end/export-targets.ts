import { createWriteStream, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { publishFile } from '../../db/durable-file.ts';
import { codeOf, toStorageError } from '../../db/storage-error.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';

/** Where an archive is written to. It counts once it is published; what is discarded leaves nothing behind. */
export interface ExportTarget {
  open(): Writable;
  publish(): void;
  discard(): Promise<void>;
}

/** A file that a person chose: it is written beside it as `FILE.part` and takes its name when it is whole. */
export function fileTarget(path: string): ExportTarget {
  const part = `${path}.part`;
  return {
    open() {
      rmSync(part, { force: true });
      return createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true });
    },
    publish: () => publishFile(part, path),
    discard: () => rm(part, { force: true }),
  };
}

/** The memory, for a host that has no path: the browser saves it. `bytes` once it is published. Throws `bad_file` above the limit in bytes. */
export function memoryTarget(limit: number): ExportTarget & { bytes(): Uint8Array } {
  let parts: Buffer[] = [];
  let size = 0;
  let whole: Uint8Array = Buffer.alloc(0);
  return {
    open: () =>
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          if (size > limit) return done(tooLarge(limit));
          parts.push(chunk);
          done();
        },
      }),
    publish() {
      whole = Buffer.concat(parts);
    },
    async discard() {
      parts = [];
    },
    bytes: () => whole,
  };
}

function tooLarge(limit: number): EngineError {
  const megabytes = Math.round(limit / (1024 * 1024));
  return new EngineError(
    'bad_file',
    `The export is larger than the ${megabytes} MB that a browser window can hold. Use the app, or "workspace export" on the command line.`,
  );
}

/** What went wrong while the archive was written, in words. `cancelled` when the signal was aborted. */
export function exportError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new EngineError('cancelled', 'The export was cancelled. Nothing was written.', {}, error);
  }
  if (isEngineError(error)) return error;
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
    const path = (error as { readonly path?: unknown }).path;
    const name = typeof path === 'string' ? basename(path) : 'The file';
    return new EngineError('bad_file', `${name} cannot be written there. Choose another folder.`, {}, error);
  }
  return toStorageError(error);
}
