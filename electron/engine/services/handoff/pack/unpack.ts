import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { PIECE_BYTES } from './limits.ts';
import { asPackError, damagedPack, stopIfAborted } from './pack-errors.ts';
import { inPieces } from './pieces.ts';
import type { ZipPart } from './zip-layout.ts';

/**
 * Unpacks one file of a pack as a stream. It stops with `bad_pack` as soon as there is a byte more than the zip said,
 * and at the end when there is one less, the checksum does not fit, or packed bytes are left over.
 */
export async function* unpack(zip: Buffer, part: ZipPart, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const packed = zip.subarray(part.start, part.start + part.packedSize);
  const inflate = part.method === 8 ? createInflateRaw({ chunkSize: PIECE_BYTES }) : undefined;
  const pieces = inPieces(packed);
  let size = 0;
  let sum = 0;
  try {
    for await (const piece of inflate === undefined ? pieces : Readable.from(pieces).pipe(inflate)) {
      stopIfAborted(signal);
      const bytes: Uint8Array = piece;
      size += bytes.length;
      if (size > part.size) throw damagedPack(`its file ${part.path} is larger than it says`);
      sum = crc32(bytes, sum);
      yield bytes;
    }
  } catch (error) {
    throw asPackError(error, `its file ${part.path} cannot be unpacked`);
  }
  const read = inflate === undefined ? size : inflate.bytesWritten;
  if (size !== part.size || sum !== part.crc32 || read !== part.packedSize) {
    throw damagedPack(`its file ${part.path} is not what it says`);
  }
}
