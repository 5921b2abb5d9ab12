import { generateKeyPairSync, sign } from 'node:crypto';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import type { People } from '../people/people.ts';

/** Who signs a certificate. */
export interface Signer {
  /** Null for a key that was made for this one certificate: it proves that nothing was changed, not who signed. */
  readonly card: PublicCard | null;
  /** Ed25519 public key, 32 bytes in base64url. */
  readonly signingKey: string;
  /** The Ed25519 signature, 64 bytes. Throws `no_key` when the key cannot be reached. */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

/** The profile's person, else a key that is forgotten afterwards. */
export function signerOf(people: Pick<People, 'own' | 'sign'>): Signer {
  const card = people.own();
  if (card !== null) return { card, signingKey: card.signingKey, sign: (bytes) => people.sign(bytes) };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { card: null, signingKey: x, sign: async (bytes) => sign(null, bytes, privateKey) };
}

/** The same for a window, which locks the keys of its person with the workspace. Throws `no_key` when they are locked already. */
export async function lastingSignerOf(people: Pick<People, 'own' | 'sign' | 'signing'>): Promise<Signer> {
  const signer = signerOf(people);
  if (signer.card === null) return signer;
  const sign = await people.signing();
  return { ...signer, sign: async (bytes) => sign(bytes) };
}
