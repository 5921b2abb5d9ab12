import { type Entry, fromBufferPromise, type LocalFileHeader, type ZipFile } from 'yauzl';
import { PACK_LIMITS } from './limits.ts';
import { asPackError, badPack, damagedPack } from './pack-errors.ts';
import { clashingPath, isPartPath } from './part-path.ts';

/** Where a file lies in the zip, and what the zip says of it. */
export interface ZipPart {
  readonly path: string;
  /** Stored as it is, or deflated. */
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly start: number;
  readonly packedSize: number;
  readonly size: number;
}

const END_RECORD = { signature: 0x06054b50, size: 22 };
/** Tells of a second directory, for zips of more than 4 GB. */
const LOCATOR = { signature: 0x07064b50, size: 20 };
const LOCAL_HEADER_SIZE = 30;
const DIRECTORY_RECORD_SIZE = 46;
const DESCRIPTOR = { signature: 0x08074b50, size: 16 };
const SIZES_FOLLOW = 1 << 3;
const NAME_IS_UTF8 = 1 << 11;
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const PERMISSIONS = 0o777;

/**
 * Reads the directory of a pack's zip. It takes only what Duebook writes: files one after the other from the first byte
 * on, then the directory, then the end, and not a byte before, between or after them, so that nothing hides and no two
 * names share their bytes. Nothing is unpacked. Throws `bad_pack`.
 */
export async function readLayout(zip: Buffer): Promise<ReadonlyMap<string, ZipPart>> {
  const directoryStart = readEnd(zip);
  try {
    const file = await fromBufferPromise(zip, { lazyEntries: true, decodeStrings: false });
    const parts: ZipPart[] = [];
    let dataEnd = 0;
    let directoryEnd = directoryStart;
    let unpacked = 0;
    for await (const entry of file.eachEntry()) {
      if (entry.relativeOffsetOfLocalHeader !== dataEnd)
        throw damagedPack('its files overlap, or there is something between them');
      const part = await partOf(file, zip, entry);
      unpacked += part.size;
      if (unpacked > PACK_LIMITS.unpackedBytes)
        throw badPack('unpacks to far more than a handoff holds. It was not opened.');
      dataEnd = part.start + part.packedSize + (followed(entry) ? DESCRIPTOR.size : 0);
      directoryEnd += DIRECTORY_RECORD_SIZE + entry.fileNameLength;
      parts.push(part);
    }
    if (dataEnd !== directoryStart || directoryEnd !== zip.length - END_RECORD.size) {
      throw damagedPack('there are bytes in it that belong to no file');
    }
    const clash = clashingPath(parts.map(({ path }) => path));
    if (clash !== undefined)
      throw badPack(`has two files of one name (${clash}). It was not made by Duebook.`);
    return new Map(parts.map((part) => [part.path, part]));
  } catch (error) {
    throw asPackError(error, 'the list of its files cannot be read');
  }
}

/** Where the directory begins, from the record that ends every zip: here its last 22 bytes, without a comment. */
function readEnd(zip: Buffer): number {
  const at = zip.length - END_RECORD.size;
  if (at < 0 || zip.readUInt32LE(at) !== END_RECORD.signature) {
    throw damagedPack('what is inside does not end as it must');
  }
  const count = zip.readUInt16LE(at + 10);
  const directorySize = zip.readUInt32LE(at + 12);
  const directoryStart = zip.readUInt32LE(at + 16);
  if (count > PACK_LIMITS.files)
    throw badPack(`has ${count} files, more than a handoff holds. It was not opened.`);
  const second = at >= LOCATOR.size && zip.readUInt32LE(at - LOCATOR.size) === LOCATOR.signature;
  const oneDisk = zip.readUInt32LE(at + 4) === 0 && zip.readUInt16LE(at + 8) === count;
  if (second || !oneDisk || zip.readUInt16LE(at + 20) !== 0 || directoryStart + directorySize !== at) {
    throw damagedPack('the end of its list of files does not fit');
  }
  return directoryStart;
}

async function partOf(file: ZipFile, zip: Buffer, entry: Entry): Promise<ZipPart> {
  const path = entry.fileNameRaw.toString('latin1');
  if (!isPartPath(path))
    throw badPack('has a file with a name that no handoff has. It was not made by Duebook.');
  const method = methodOf(entry);
  checkKind(entry);
  if (entry.extraFieldLength !== 0 || entry.fileCommentLength !== 0) {
    throw damagedPack(`there is something beside its file ${path}`);
  }
  if (
    entry.uncompressedSize > PACK_LIMITS.denseBytes &&
    entry.uncompressedSize > entry.compressedSize * PACK_LIMITS.ratio
  ) {
    throw badPack('unpacks to far more than a handoff holds. It was not opened.');
  }
  const local = await file.readLocalFileHeaderPromise(entry);
  const end = local.fileDataStart + entry.compressedSize;
  if (!agrees(local, entry) || (followed(entry) && !describes(zip, end, entry))) {
    throw damagedPack(`it says two different things of its file ${path}`);
  }
  const { crc32, compressedSize: packedSize, uncompressedSize: size } = entry;
  return { path, method, crc32, start: local.fileDataStart, packedSize, size };
}

function methodOf(entry: Entry): 0 | 8 {
  const { compressionMethod: method, generalPurposeBitFlag: flags } = entry;
  if ((flags & ~(SIZES_FOLLOW | NAME_IS_UTF8)) !== 0 || (method !== 0 && method !== 8)) {
    throw badPack('is packed in a way that Duebook does not use. It was not opened.');
  }
  return method;
}

/** A regular file and nothing else: no folder, link, device or program that runs as somebody else. */
function checkKind({ externalFileAttributes: attributes }: Entry): void {
  const mode = attributes >>> 16;
  const type = mode & FILE_TYPE;
  const plain = (mode & ~(FILE_TYPE | PERMISSIONS)) === 0 && (attributes & 0xffff) === 0;
  if (!plain || type !== REGULAR_FILE)
    throw badPack('has something inside that is no plain file. It was not opened.');
}

/** Whether the sizes stand behind the data, as they do when a file was packed as a stream. */
function followed(entry: Entry): boolean {
  return (entry.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
}

function agrees(local: LocalFileHeader, entry: Entry): boolean {
  const known = followed(entry)
    ? { crc32: 0, compressedSize: 0, uncompressedSize: 0 }
    : { crc32: entry.crc32, compressedSize: entry.compressedSize, uncompressedSize: entry.uncompressedSize };
  return (
    local.fileName.equals(entry.fileNameRaw) &&
    local.fileDataStart === entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_SIZE + entry.fileNameLength &&
    local.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
    local.compressionMethod === entry.compressionMethod &&
    local.lastModFileDate === entry.lastModFileDate &&
    local.lastModFileTime === entry.lastModFileTime &&
    local.crc32 === known.crc32 &&
    local.compressedSize === known.compressedSize &&
    local.uncompressedSize === known.uncompressedSize
  );
}

function describes(zip: Buffer, at: number, entry: Entry): boolean {
  return (
    zip.readUInt32LE(at) === DESCRIPTOR.signature &&
    zip.readUInt32LE(at + 4) === entry.crc32 &&
    zip.readUInt32LE(at + 8) === entry.compressedSize &&
    zip.readUInt32LE(at + 12) === entry.uncompressedSize
  );
}
