import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file for a pack: its bytes at once, or as they come. */
export interface PackPart {
  readonly path: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Plain files of a fixed date, whatever computer and hour it is: the day of a pack stands in its manifest. */
const OPTIONS = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** Zips files one after the other as a stream; the next is asked for when the one before was read to its end. */
export async function* zipOf(parts: AsyncIterable<PackPart>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const left = new AbortController();
  const feeding = feed(zip, parts, left.signal).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of output) yield piece;
  } finally {
    left.abort();
    await feeding;
  }
}

async function feed(zip: ZipFile, parts: AsyncIterable<PackPart>, left: AbortSignal): Promise<void> {
  for await (const { path, bytes } of parts) {
    const source = Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes);
    // Heard below; a source that is left may still fail when nobody waits for it any more.
    source.on('error', () => undefined);
    try {
      zip.addReadStream(source, path, OPTIONS);
      await finished(source, { signal: left });
    } finally {
      source.destroy();
    }
  }
  zip.end();
}
