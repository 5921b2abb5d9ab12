import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file under the folders that contains one of the texts, as UTF-8 or UTF-16, or that is a plaintext SQLite
 * database. Lock files are left out: they are empty, and reading one that this process holds would release it.
 */
export function findPlaintext(
  folders: readonly string[],
  planted: readonly (string | Uint8Array)[],
): readonly string[] {
  const needles = planted.flatMap((text) =>
    typeof text === 'string'
      ? [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
      : [Buffer.from(text)],
  );
  return folders
    .flatMap(filesUnder)
    .filter((file) => !file.endsWith('workspace.lock'))
    .filter((file) => {
      const bytes = readIfThere(file);
      return bytes.subarray(0, 15).equals(PLAIN_START) || needles.some((needle) => bytes.includes(needle));
    });
}

/** Files that a running process has open and has already removed from its folder, as paths that can be read. */
export function unlinkedFilesOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder)
    .map((handle) => join(folder, handle))
    .filter((path) => readlinkSync(path).endsWith('(deleted)'));
}

const PLAIN_START = Buffer.from('SQLite format 3');

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Working files come and go while a process writes. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
