/** The encodings that ledger exports come in, by their WHATWG names. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DetectedEncoding {
  readonly encoding: TextEncodingName;
  /** Length of the byte order mark in bytes. */
  readonly bom: number;
  /** True when single characters of the file are broken and will be shown as U+FFFD. */
  readonly damaged: boolean;
}

const SAMPLE = 4_096;
const PIECE = 1 << 20;
const NOT_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const FEW = 20;

/**
 * The encoding of a text file: by its byte order mark, by the zero bytes of UTF-16, else UTF-8 when its characters are
 * valid UTF-8 with few exceptions, else Windows-1252. Null when it has bytes that Windows-1252 does not have.
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { encoding: 'utf-8', bom: 3, damaged: !isUtf8(bytes) };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, damaged: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bom: 2, damaged: false };
  const utf16 = utf16ByZeros(bytes.subarray(0, SAMPLE));
  if (utf16 !== null) return { encoding: utf16, bom: 0, damaged: false };
  if (isUtf8(bytes)) return { encoding: 'utf-8', bom: 0, damaged: false };
  if (isMostlyUtf8(bytes)) return { encoding: 'utf-8', bom: 0, damaged: true };
  return bytes.some((byte) => NOT_IN_1252.has(byte))
    ? null
    : { encoding: 'windows-1252', bom: 0, damaged: false };
}

/** Text in Western scripts has a zero in every second byte of UTF-16. */
function utf16ByZeros(sample: Uint8Array): TextEncodingName | null {
  let [even, odd] = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const most = sample.length * 0.2;
  if (odd > most && even * 10 < odd) return 'utf-16le';
  return even > most && odd * 10 < even ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** Valid characters beyond ASCII outnumber the broken ones by far. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8');
  let [valid, broken] = [0, 0];
  for (let at = 0; at < bytes.length; at += PIECE) {
    const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    broken += text.match(/\uFFFD/g)?.length ?? 0;
    valid += text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  }
  return valid > broken * FEW;
}

/** The file as UTF-8 in pieces, each with the number of bytes read so far; UTF-8 itself is passed on unchanged. */
export function* utf8Pieces(
  bytes: Uint8Array,
  detected: DetectedEncoding,
  pieceSize: number,
): Generator<{ readonly piece: Uint8Array; readonly read: number }> {
  const decoder = detected.encoding === 'utf-8' ? null : new TextDecoder(detected.encoding);
  for (let at = detected.bom; at < bytes.length; at += pieceSize) {
    const part = bytes.subarray(at, at + pieceSize);
    const read = Math.min(at + pieceSize, bytes.length);
    yield { piece: decoder === null ? part : Buffer.from(decoder.decode(part, { stream: true })), read };
  }
}

/** The first characters of the file, for sniffing. */
export function decodeStart(bytes: Uint8Array, detected: DetectedEncoding, length: number): string {
  const part = bytes.subarray(detected.bom, detected.bom + length);
  return new TextDecoder(detected.encoding).decode(part, { stream: true });
}
