import { createHash } from 'node:crypto';
import { PassThrough, Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive as it was written. */
export interface ArchivedFile {
  readonly path: string;
  /** In hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** A zip archive that is written file by file, straight to where it goes. */
export interface ExportArchive {
  /** Writes one file; resolves when all of it has gone into the archive. */
  add(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** What was added so far, in that order. */
  files(): readonly ArchivedFile[];
  /** Ends the archive; its SHA-256 in hex. */
  finish(): Promise<string>;
}

/** Begins an archive. Every file in it carries the same time, so that equal contents make an equal archive. */
export function openArchive(sink: Writable, at: Date, signal: AbortSignal): ExportArchive {
  const zip = new ZipFile();
  const hash = createHash('sha256');
  const files: ArchivedFile[] = [];
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const written = pipeline(zip.outputStream.pipe(new PassThrough()), hashed, sink, { signal });
  const failed = new Promise<never>((_resolve, reject) => {
    zip.once('error', reject);
    written.catch(reject);
  });
  // Whoever adds the next file, or ends the archive, is told.
  failed.catch(() => {});
  return {
    async add(path, pieces) {
      const digest = createHash('sha256');
      let size = 0;
      const counted = async function* () {
        for await (const piece of pieces) {
          signal.throwIfAborted();
          digest.update(piece);
          size += piece.byteLength;
          yield piece;
        }
      };
      const source = Readable.from(counted(), { objectMode: false });
      const read = new Promise<void>((resolve, reject) => {
        source.once('end', resolve);
        source.once('error', reject);
      });
      zip.addReadStreamLazy(path, { mtime: at, mode: 0o100600 }, (take) => take(null, source));
      await Promise.race([read, failed]);
      files.push({ path, sha256: digest.digest('hex'), size });
    },
    files: () => files,
    async finish() {
      zip.end();
      await Promise.race([written, failed]);
      return hash.digest('hex');
    },
  };
}
