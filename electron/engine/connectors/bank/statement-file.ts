import { detectEncoding } from '../files/encoding.ts';
import { badFile, breathe } from '../files/file-errors.ts';

/** The largest bank statement that is read, in bytes, and the most bookings in one file. */
export const MAX_STATEMENT_BYTES = 64 * 1_024 * 1_024;
export const MOST_BOOKINGS = 200_000;

const SHORTER = 'Export a shorter period, or several files.';
/** Encodings that XML of banks declares, by the name of the decoder. */
const DECLARED: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ...['iso-8859-1', 'iso-8859-2', 'iso-8859-15', 'windows-1250', 'windows-1252'].map(
    (name) => [name, name] as const,
  ),
]);

/**
 * The text of a statement file. Of XML the declared encoding counts where the bytes are valid in it, else what the bytes
 * show. Throws `bad_file` for what is too large or no text.
 */
export function statementText(bytes: Uint8Array, fileName: string): string {
  if (bytes.length > MAX_STATEMENT_BYTES) throw badFile(fileName, 'the file is larger than 64 MB.', SHORTER);
  const detected = detectEncoding(bytes);
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = DECLARED.get(
    /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding=["']([\w-]+)["']/u.exec(start)?.[1]?.toLowerCase() ?? '',
  );
  if (declared !== undefined && detected?.bom === 0) {
    const text = decoded(bytes, declared);
    if (text !== null) return text;
  }
  const text = detected === null ? null : decoded(bytes.subarray(detected.bom), detected.encoding);
  if (text === null) {
    throw badFile(
      fileName,
      'its characters cannot be read.',
      'Export the statement again as the bank offers it.',
    );
  }
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  } catch {
    return null;
  }
}

/** Counts bookings, lets other work run now and then, and throws `bad_file` above the most and `cancelled` on the signal. */
export function bookingCounter(fileName: string, signal: AbortSignal | undefined): () => Promise<void> {
  let count = 0;
  return async () => {
    count += 1;
    if (count > MOST_BOOKINGS) {
      throw badFile(
        fileName,
        `the file has more than ${MOST_BOOKINGS.toLocaleString('en')} bookings.`,
        SHORTER,
      );
    }
    if (count % 2_000 === 0) await breathe(signal);
  };
}
