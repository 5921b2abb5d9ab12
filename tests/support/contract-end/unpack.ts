import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

const openBuffer = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** The files of a zip archive by their paths, read with another library than the one that wrote it. */
export async function unzipped(archive: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await openBuffer(Buffer.from(archive), { lazyEntries: true });
  const files = new Map<string, Buffer>();
  const ended = new Promise<void>((resolve, reject) => {
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.on('entry', (entry: Entry) => {
      contentOf(zip, entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
  });
  zip.readEntry();
  await ended;
  return files;
}

/** Writes them below a folder. */
export function writeAll(files: ReadonlyMap<string, Buffer>, folder: string): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const open = promisify(
    zip.openReadStream.bind(zip) as (
      one: Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  );
  return buffer(await open(entry));
}
