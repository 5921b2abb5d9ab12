import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { EngineError } from '../../platform/engine-error.ts';

const KEY_BYTES = 32;
const keyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

/** The public half of a person's keys, in the forms of a card. */
export interface PublicKeys {
  /** Ed25519, 32 bytes in base64url. */
  readonly signingKey: string;
  /** X25519 in the form of age: `age1…`. */
  readonly ageRecipient: string;
}

/** The private half: never in a file in clear, never in the log. */
export interface PrivateKeys {
  /** The Ed25519 private key (RFC 8032), 32 bytes in base64url. */
  readonly signingSeed: string;
  /** `AGE-SECRET-KEY-1…`. */
  readonly ageIdentity: string;
}

const privateKeysSchema = z.strictObject({
  version: z.literal(1),
  signingSeed: keyText,
  ageIdentity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/u),
});

/** New keys from the system's random generator. */
export async function newKeys(): Promise<{
  readonly publicKeys: PublicKeys;
  readonly privateKeys: PrivateKeys;
}> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d, x } = privateKey.export({ format: 'jwk' });
  const ageIdentity = await generateX25519Identity();
  const ageRecipient = await identityToRecipient(ageIdentity);
  return {
    publicKeys: { signingKey: keyText.parse(x), ageRecipient },
    privateKeys: { signingSeed: keyText.parse(d), ageIdentity },
  };
}

/** The text that is kept in the keyring, or sealed by a passphrase. */
export function privateKeysText({ signingSeed, ageIdentity }: PrivateKeys): string {
  return JSON.stringify({ version: 1, signingSeed, ageIdentity });
}

/** Reads `privateKeysText` and proves that these are the keys of the card. Throws `damaged` otherwise. */
export async function readPrivateKeys(text: string, keys: PublicKeys): Promise<PrivateKeys> {
  try {
    const { signingSeed, ageIdentity } = privateKeysSchema.parse(JSON.parse(text));
    const proof = signWith({ signingSeed }, keys.signingKey, PROOF);
    const recipient = await identityToRecipient(ageIdentity);
    if (recipient === keys.ageRecipient && isSignedBy(keys.signingKey, PROOF, proof)) {
      return { signingSeed, ageIdentity };
    }
  } catch {
    // Said below without the text, which is a secret.
  }
  throw new EngineError(
    'damaged',
    'The private keys of your person are damaged, or belong to another person. Restore the keyring or the profile folder from a backup.',
  );
}

const PROOF = Buffer.from('duebook: these keys belong together');

/** SHA-256 over the bytes of the signing key and the text of the recipient, in hex: what id and fingerprint are made of. */
export function digestOfKeys({ signingKey, ageRecipient }: PublicKeys): string {
  return createHash('sha256')
    .update(Buffer.from(signingKey, 'base64url'))
    .update(ageRecipient, 'utf8')
    .digest('hex');
}

/** The Ed25519 signature, 64 bytes. */
export function signWith(
  { signingSeed }: Pick<PrivateKeys, 'signingSeed'>,
  signingKey: string,
  bytes: Uint8Array,
): Buffer {
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: signingSeed, x: signingKey };
  return sign(null, bytes, createPrivateKey({ key: jwk, format: 'jwk' }));
}

/** Whether these bytes were signed with the private half of the key (32 bytes in base64url); false for what is no key. */
export function isSignedBy(signingKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (Buffer.from(signingKey, 'base64url').length !== KEY_BYTES) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signingKey }, format: 'jwk' });
    return verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}
