import { Decrypter, Encrypter, type Identity } from 'age-encryption';
import { EngineError } from '../../../platform/engine-error.ts';
import { PACK_LIMITS } from './limits.ts';
import { asPackError, badPack, stopIfAborted, wrongRecipient } from './pack-errors.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase-lock.ts';
import { inPieces, piecesOf, webStream } from './pieces.ts';

/** Whom a pack is encrypted for: an age recipient (`age1…`), or whoever knows the passphrase. */
export type PackLock = { readonly recipient: string } | { readonly passphrase: string };
/** What opens a pack: an age identity (`AGE-SECRET-KEY-1…`) or the passphrase. */
export type PackKey = { readonly identity: string } | { readonly passphrase: string };

export interface PackWork {
  readonly signal?: AbortSignal;
  /** How far the work is, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

const FIRST_LINE = Buffer.from('age-encryption.org/v1\n');
const LAST_LINE = Buffer.from('\n--- ');
const SCRYPT_LINE = '\n-> scrypt ';

/** Encrypts a stream of bytes in memory. Throws `validation` for an empty passphrase, or too much for one pack. */
export async function encryptPack(
  plain: AsyncIterable<Uint8Array>,
  lock: PackLock,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if ('passphrase' in lock && lock.passphrase.trim() === '') {
    throw new EngineError('validation', 'The passphrase is empty. Choose one that is not.', {
      field: 'passphrase',
    });
  }
  const encrypter = new Encrypter();
  encrypter.addRecipient('recipient' in lock ? lock.recipient : passphraseRecipient(lock.passphrase));
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of piecesOf(await encrypter.encrypt(webStream(inPieces(plain, signal))))) {
    size += piece.length;
    if (size > PACK_LIMITS.fileBytes) {
      throw new EngineError(
        'validation',
        `The pack would be larger than ${PACK_LIMITS.fileBytes / 2 ** 20} MB. Hand over fewer accounts at a time.`,
        { field: 'accounts' },
      );
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

/** Whether a pack asks for a passphrase rather than for a person. Throws `bad_pack` for a file that is no pack. */
export function isForPassphrase(bytes: Uint8Array): boolean {
  return headerOf(bytes).includes(SCRYPT_LINE);
}

/**
 * Decrypts a whole pack in memory, piece by piece, and proves that no byte of it is missing, more or changed.
 * Throws `wrong_recipient` when the key is not the one, `bad_pack` for everything else.
 */
export async function decryptPack(bytes: Uint8Array, key: PackKey, work: PackWork): Promise<Buffer> {
  stopIfAborted(work.signal);
  const forPassphrase = isForPassphrase(bytes);
  let fits = true;
  const missed: Identity = {
    unwrapFileKey: () => {
      fits = false;
      return null;
    },
  };
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity('identity' in key ? key.identity : passphraseIdentity(key.passphrase));
    decrypter.addIdentity(missed);
    const stream = await decrypter.decrypt(webStream(inPieces(bytes, work.signal)));
    return await collect(stream, stream.size(bytes.length), work);
  } catch (error) {
    if (!fits) throw wrongRecipient(wordsFor(forPassphrase, 'passphrase' in key));
    throw asPackError(error, 'its encryption does not hold');
  }
}

async function collect(stream: ReadableStream<Uint8Array>, size: number, work: PackWork): Promise<Buffer> {
  const plain = Buffer.alloc(size);
  let filled = 0;
  for await (const piece of piecesOf(stream)) {
    plain.set(piece, filled);
    filled += piece.length;
    work.onProgress?.(filled / Math.max(1, size));
  }
  if (filled !== size) throw new Error('The stream has another length than its file says.');
  return plain;
}

/** The lines before the encrypted bytes. They tell who may open the file, and nothing else. */
function headerOf(bytes: Uint8Array): string {
  if (bytes.length > PACK_LIMITS.fileBytes) {
    throw badPack(`is larger than a pack can be (${PACK_LIMITS.fileBytes / 2 ** 20} MB). Check the file.`);
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PACK_LIMITS.headerBytes));
  const end = start.indexOf(LAST_LINE);
  if (!start.subarray(0, FIRST_LINE.length).equals(FIRST_LINE) || end < 0) {
    throw badPack(
      'is none: the file was not made by Duebook, or only its first bytes are here. Check the file.',
    );
  }
  return start.toString('latin1', 0, end);
}

function wordsFor(forPassphrase: boolean, byPassphrase: boolean): string {
  if (forPassphrase && byPassphrase) {
    return 'This passphrase does not open the pack. Check it with the sender; capitals and spaces count.';
  }
  if (forPassphrase) return 'This pack opens with a passphrase. Ask the sender for it, and enter it.';
  if (byPassphrase) return 'This pack was made for a person, not for a passphrase. Open it as that person.';
  return 'This pack was made for somebody else. Ask the sender to make one for your card.';
}
