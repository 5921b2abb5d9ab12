import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip as an attacker writes it: every field can say something else than the bytes. */
export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly external?: number;
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  /** What stands for the data when it is not what deflating gives. */
  readonly packed?: Uint8Array;
  /** What the directory says. */
  readonly directory?: Partial<Sizes> & { readonly offset?: number; readonly name?: string };
  /** What the header before the data says. */
  readonly local?: Partial<Sizes> & {
    readonly name?: string;
    readonly flags?: number;
    readonly method?: number;
    readonly date?: number;
  };
  readonly localExtra?: Uint8Array;
  /** What stands behind the data when bit 3 of the flags is set. */
  readonly descriptor?: Partial<Sizes> & { readonly signature?: number };
  /** Bytes between this file and what comes next. */
  readonly gap?: Uint8Array;
}

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

export interface RawEnd {
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: Uint8Array;
  /** Put between the directory and its end. */
  readonly before?: Uint8Array;
}

const NOTHING = new Uint8Array(0);
/** A regular file that its owner may write, made on Unix. */
export const PLAIN_FILE = (0o100644 << 16) >>> 0;
export const SIZES_FOLLOW = 0x0008;

/** Writes a zip byte by byte, as the entries and the end say it. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const data: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const file = fileOf(entry);
    directory.push(directoryRecord(entry, file.sizes, offset));
    data.push(file.bytes);
    offset += file.bytes.length;
  }
  const records = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(end.disk ?? 0, 4);
  tail.writeUInt16LE(end.count ?? entries.length, 8);
  tail.writeUInt16LE(end.count ?? entries.length, 10);
  tail.writeUInt32LE(end.directorySize ?? records.length, 12);
  tail.writeUInt32LE(end.directoryOffset ?? offset, 16);
  tail.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([...data, records, end.before ?? NOTHING, tail, end.comment ?? NOTHING]);
}

function fileOf(entry: RawEntry): { readonly bytes: Buffer; readonly sizes: Sizes } {
  const method = entry.method ?? 8;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(entry.data) : entry.data);
  const sizes = { crc: crc32(entry.data), packed: packed.length, size: entry.data.length };
  const name = Buffer.from(entry.local?.name ?? entry.name);
  const follow = ((entry.flags ?? 0) & SIZES_FOLLOW) !== 0;
  const known = { ...(follow ? { crc: 0, packed: 0, size: 0 } : sizes), ...entry.local };
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(entry.local?.flags ?? entry.flags ?? 0, 6);
  header.writeUInt16LE(entry.local?.method ?? method, 8);
  header.writeUInt16LE(entry.local?.date ?? 0, 12);
  header.writeUInt32LE(known.crc, 14);
  header.writeUInt32LE(known.packed, 18);
  header.writeUInt32LE(known.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(entry.localExtra?.length ?? 0, 28);
  const behind = follow ? descriptor({ ...sizes, ...entry.descriptor }) : NOTHING;
  const parts = [header, name, entry.localExtra ?? NOTHING, packed, behind, entry.gap ?? NOTHING];
  return { bytes: Buffer.concat(parts), sizes };
}

function descriptor({ crc, packed, size, signature }: Sizes & { readonly signature?: number }): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(signature ?? 0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryRecord(entry: RawEntry, sizes: Sizes, offset: number): Buffer {
  const name = Buffer.from(entry.directory?.name ?? entry.name);
  const said = { ...sizes, ...entry.directory };
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE((3 << 8) | 63, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(entry.flags ?? 0, 8);
  record.writeUInt16LE(entry.method ?? 8, 10);
  record.writeUInt32LE(said.crc, 16);
  record.writeUInt32LE(said.packed, 20);
  record.writeUInt32LE(said.size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(entry.extra?.length ?? 0, 30);
  record.writeUInt16LE(entry.comment?.length ?? 0, 32);
  record.writeUInt32LE(entry.external ?? PLAIN_FILE, 38);
  record.writeUInt32LE(entry.directory?.offset ?? offset, 42);
  return Buffer.concat([record, name, entry.extra ?? NOTHING, entry.comment ?? NOTHING]);
}
