import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { renameDurably } from '../../db/durable-file.ts';
import { toStorageError } from '../../db/storage-error.ts';
import { EngineError } from '../../platform/engine-error.ts';

/**
 * Where a finished pack goes. It is staged, then what it says is written into the workspace, then it takes its name: what
 * is interrupted leaves no pack that the workspace does not know of.
 */
export interface Publication {
  stage(bytes: Uint8Array): Promise<void>;
  publish(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Publishes to a file, also on a drive that others watch: it stands under its name only when it is whole. Throws
 * `bad_file` (no such folder, no permission), `disk_full`.
 */
export function publishToFile(path: string): Publication {
  const part = `${path}.part`;
  return {
    async stage(bytes) {
      try {
        writeWhole(part, bytes);
      } catch (error) {
        rmSync(part, { force: true });
        throw asFileError(error, path);
      }
    },
    async publish() {
      try {
        renameDurably(part, path);
      } catch (error) {
        throw asFileError(error, path);
      }
    },
    async discard() {
      rmSync(part, { force: true });
    },
  };
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function asFileError(error: unknown, path: string): unknown {
  const known = toStorageError(error);
  if (known instanceof EngineError) return known;
  return new EngineError(
    'bad_file',
    `${path} cannot be written. Choose a folder that is there and yours to write to.`,
    {
      file: path,
    },
    error,
  );
}
