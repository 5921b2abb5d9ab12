import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file under the folders that contains one of the texts, as UTF-8, UTF-16 or inside base64, or that is a
 * plaintext SQLite database. Lock files are left out: they are empty, and reading one that this process holds would release it.
 */
export function findPlaintext(
  folders: readonly string[],
  planted: readonly (string | Uint8Array)[],
): readonly string[] {
  const needles = planted.flatMap((text) =>
    typeof text === 'string'
      ? [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), ...insideBase64(Buffer.from(text, 'utf8'))]
      : [Buffer.from(text), ...insideBase64(Buffer.from(text))],
  );
  return folders
    .flatMap(filesUnder)
    .filter((file) => !/(?:workspace|sign-in)\.lock$/u.test(file))
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

/**
 * What base64 makes of these bytes wherever they lie in what it encodes: one text for each of the three ways in which
 * they can fall into its groups, without the characters at the ends that depend on the bytes around.
 */
export function insideBase64(bytes: Uint8Array): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const unsteadyStart = [0, 2, 3][before];
    const unsteadyEnd = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    return Buffer.from(text.slice(unsteadyStart, unsteadyEnd));
  });
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
