import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { workspacePaths } from '../../../engine/db/workspace-paths.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { createFileExchange } from '../../../engine/platform/files.ts';

/**
 * Checks a place for a new file before the work begins. Throws `bad_file` (no such folder, or a folder itself) and
 * `validation` for a file that belongs to a workspace, which would be overwritten.
 */
export function requireOutputPlace(path: string): void {
  const folder = dirname(path);
  const place = statSync(folder, { throwIfNoEntry: false });
  if (place?.isDirectory() !== true) {
    throw new EngineError('bad_file', `The folder ${folder} does not exist. Choose another place.`, {
      file: path,
    });
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new EngineError('bad_file', `${path} is a folder. Name a file in it.`, { file: path });
  }
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(folder), basename(path));
  const { header, database, lock, signInLock } = workspacePaths(dirname(real));
  const own = [header, database, `${database}-wal`, `${database}-shm`, lock, signInLock];
  if (existsSync(header) && own.includes(real)) {
    throw new EngineError(
      'validation',
      `${path} is a file of the workspace itself and would be lost. Choose another name.`,
      { file: path },
    );
  }
}

/** Writes the whole file or leaves what was there. Throws `bad_file`, `disk_full`. */
export async function writeOutputFile(path: string, bytes: Uint8Array): Promise<void> {
  const files = createFileExchange({ maxWaitingBytes: Number.MAX_SAFE_INTEGER });
  const download = files.putDownload({ name: basename(path), mime: 'application/octet-stream', bytes });
  await files.saveDownloadTo(download, files.offerSavePath(path));
}
