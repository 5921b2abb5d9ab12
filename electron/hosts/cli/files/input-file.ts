import { open } from 'node:fs/promises';
import { EngineError } from '../../../engine/platform/engine-error.ts';

const MEGABYTE = 1024 * 1024;

/**
 * Reads a file that the user named, whole; a pipe such as `<(…)` too. Throws `bad_file` that says what is wrong.
 * @param limit - bytes; more is refused before it fills the memory
 */
export async function readInputFile(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw refused(path, 'is a folder, not a file.');
    if (!found.isFile() && !found.isFIFO()) throw refused(path, 'is a device, not a file.');
    if (found.size > limit) throw tooLarge(path, limit);
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of handle.createReadStream({ autoClose: false, highWaterMark: MEGABYTE })) {
      const bytes = part as Buffer;
      size += bytes.length;
      if (size > limit) throw tooLarge(path, limit);
      parts.push(bytes);
    }
    return Buffer.concat(parts);
  } finally {
    await handle.close();
  }
}

/** A text file in UTF-8; a byte order mark is dropped. Throws `bad_file`, also for another encoding. */
export async function readInputText(path: string, limit: number): Promise<string> {
  const bytes = await readInputFile(path, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(path, 'is not written in UTF-8. Save it as UTF-8.');
  }
}

function tooLarge(path: string, limit: number): EngineError {
  return refused(
    path,
    `is larger than ${Math.round(limit / MEGABYTE)} MB. Export a shorter period, or several files.`,
  );
}

function refused(path: string, what: string): EngineError {
  return new EngineError('bad_file', `${path} ${what}`, { file: path });
}
