import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { PACK_LIMITS } from './limits.ts';

/*
 * The scrypt stanza of the age format (age-encryption.org/v1), as the library writes and reads it, but with Node's
 * scrypt: the library's own is synchronous, and the engine would not answer for a second.
 */
const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
const SALT_BYTES = 16;
const WRAPPED_BYTES = 32;
const NONCE = new Uint8Array(12);
const BLOCK_SIZE = 8;

/** Encrypts a pack under a passphrase. */
export function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const key = await keyOf(passphrase, salt, PACK_LIMITS.scryptLogN);
      const args = ['scrypt', unpadded(salt), String(PACK_LIMITS.scryptLogN)];
      return [new Stanza(args, chacha20poly1305(key, NONCE).encrypt(fileKey))];
    },
  };
}

/** Decrypts a pack by its passphrase. A file that asks for more work than ours is refused before any of it is done. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find(({ args }) => args[0] === 'scrypt');
      if (stanza === undefined) return null;
      const [, saltText, workText, ...more] = stanza.args;
      const salt = Buffer.from(saltText ?? '', 'base64');
      const logN = /^[1-9][0-9]?$/u.test(workText ?? '') ? Number(workText) : Number.POSITIVE_INFINITY;
      const sound = stanzas.length === 1 && more.length === 0 && unpadded(salt) === saltText;
      if (!sound || salt.length !== SALT_BYTES || stanza.body.length !== WRAPPED_BYTES) {
        throw new Error('The scrypt stanza does not have its form.');
      }
      if (logN > PACK_LIMITS.scryptLogN) throw new Error('The scrypt stanza asks for too much work.');
      return opened(await keyOf(passphrase, salt, logN), stanza.body);
    },
  };
}

function opened(key: Uint8Array, body: Uint8Array): Uint8Array | null {
  try {
    return chacha20poly1305(key, NONCE).decrypt(body);
  } catch {
    return null;
  }
}

/** The passphrase is NFKC-normalised, as everywhere in Duebook: another keyboard may type "é" in another way. */
function keyOf(passphrase: string, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const cost = 2 ** logN;
  const options: ScryptOptions = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 160 * cost * BLOCK_SIZE + 65_536 };
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      Buffer.concat([LABEL, salt]),
      WRAPPED_BYTES,
      options,
      (error, key) => (error === null ? resolve(key) : reject(error)),
    );
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/u, '');
}
