import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';

/** A zip that cannot be read, or that would grow beyond all reason; the message is for `bad_file`. */
export class PackageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PackageError';
  }
}

const MAX_PARTS = 10_000;
const MAX_PART_BYTES = 1 << 30;
const SMALL_PART_BYTES = 32 << 20;
/** Deflate reaches about 1000:1 only on runs of the same byte; sheets of real ledgers stay under 50:1. */
const MAX_RATIO = 250;

/** The parts of an OOXML file that is in memory. */
export class ZipPackage {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;
  private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  /** Reads the directory of the zip. Throws `PackageError` when it is truncated, damaged, encrypted or a bomb. */
  static async open(bytes: Uint8Array): Promise<ZipPackage> {
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
      });
      const parts = new Map<string, Entry>();
      if (zip.entryCount > MAX_PARTS) throw new PackageError('it has too many parts for a workbook.');
      for await (const entry of zip.eachEntry()) {
        checkEntry(entry);
        parts.set(entry.fileName.replace(/^\/+/, '').toLowerCase(), entry);
      }
      return new ZipPackage(zip, parts);
    } catch (error) {
      if (error instanceof PackageError) throw error;
      throw new PackageError('the workbook is damaged or only half of it was written.', error);
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name.toLowerCase());
  }

  /** Size of a part when unpacked, in bytes; 0 when it is not there. */
  size(name: string): number {
    return this.#parts.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** Streams the text of a part and checks it against its checksum at the end. Throws `PackageError`. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#parts.get(name.toLowerCase());
    if (entry === undefined) throw new PackageError(`its part ${name} is missing.`);
    const decoder = new TextDecoder();
    let sum = 0;
    const stream = await this.#zip.openReadStreamPromise(entry).catch((error: unknown) => {
      throw new PackageError(`its part ${name} is damaged.`, error);
    });
    try {
      for await (const piece of stream) {
        const bytes = piece as Buffer;
        sum = crc32(bytes, sum);
        yield decoder.decode(bytes, { stream: true });
      }
    } catch (error) {
      throw new PackageError(`its part ${name} is damaged.`, error);
    }
    if (sum !== entry.crc32) throw new PackageError(`its part ${name} does not match its checksum.`);
  }
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new PackageError('it is protected by a password.');
  const tooLarge = entry.uncompressedSize > MAX_PART_BYTES;
  const tooDense =
    entry.uncompressedSize > SMALL_PART_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
  if (tooLarge || tooDense) throw new PackageError('it unpacks to far more than a ledger holds.');
}
