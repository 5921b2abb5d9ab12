import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { kdfSchema } from './key-slots.ts';
import { deriveKey, KDF_PARAMETERS, type KdfParameters } from './passphrase.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** A short secret text under a passphrase, as it lies in a file. */
export const sealedTextSchema = z.strictObject({
  kdf: kdfSchema,
  nonce: hex(12),
  sealed: z.string().regex(/^(?:[0-9a-f]{2}){1,8192}$/u),
  tag: hex(16),
});
export type SealedText = z.infer<typeof sealedTextSchema>;

/**
 * Seals a text under a passphrase in the way of the key slots: Argon2id with a new salt, then AES-256-GCM with a new nonce.
 * `boundTo` names what it belongs to; it opens there only. Throws `validation` for an empty passphrase.
 */
export async function sealText(
  text: string,
  passphrase: string,
  boundTo: string,
  parameters: KdfParameters = KDF_PARAMETERS,
): Promise<SealedText> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await deriveKey(passphrase, salt, parameters);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    kdf: { name: 'argon2id', ...parameters, salt: salt.toString('hex') },
    nonce: nonce.toString('hex'),
    sealed: sealed.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  };
}

/** The text, or `null` when the passphrase or `boundTo` is not the one it was sealed with. */
export async function openSealedText(
  { kdf, nonce, sealed, tag }: SealedText,
  passphrase: string,
  boundTo: string,
): Promise<string | null> {
  const { memoryKiB, passes, lanes, salt } = kdf;
  const key = await deriveKey(passphrase, Buffer.from(salt, 'hex'), { memoryKiB, passes, lanes });
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'), { authTagLength: 16 })
    .setAAD(associated(boundTo))
    .setAuthTag(Buffer.from(tag, 'hex'));
  const text = decipher.update(Buffer.from(sealed, 'hex'));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function associated(boundTo: string): Buffer {
  return Buffer.from(`duebook sealed text 1\0${boundTo}`, 'utf8');
}
