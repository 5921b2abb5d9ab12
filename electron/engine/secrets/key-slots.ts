import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { deriveKey, KDF_PARAMETERS, type KdfParameters } from './passphrase.ts';
import { type RawKey, rawKey } from './raw-key.ts';
import { parseRecoveryCode } from './recovery-code.ts';

const hexBytes = (count: number) => z.string().regex(new RegExp(`^[0-9a-f]{${count * 2}}$`));

/** How a key was derived. The upper bounds keep a tampered header from asking for all the memory there is. */
export const kdfSchema = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.int().min(8_192).max(1_048_576),
  passes: z.int().min(1).max(64),
  lanes: z.int().min(1).max(64),
  salt: hexBytes(16),
});

const wrappedSlotSchema = z.strictObject({
  kdf: kdfSchema,
  nonce: hexBytes(12),
  wrapped: hexBytes(32),
  tag: hexBytes(16),
});

/** The ways into a workspace, as its header holds them. The keyring slot names the entry, it holds no secret. */
export const keySlotsSchema = z.strictObject({
  keyring: z
    .strictObject({ service: z.string().min(1).max(200), account: z.string().min(1).max(200) })
    .optional(),
  passphrase: wrappedSlotSchema.optional(),
  recovery: wrappedSlotSchema.optional(),
});

export type KeySlots = z.infer<typeof keySlotsSchema>;
export type WrappedSlot = z.infer<typeof wrappedSlotSchema>;
export type WrappedSlotKind = 'passphrase' | 'recovery';

/**
 * Wraps the raw key under a passphrase or recovery code: Argon2id with a new salt, then AES-256-GCM with a new
 * nonce, bound to the workspace and the kind of slot. Throws `validation` for an empty or mistyped secret.
 */
export async function wrapKey(
  key: RawKey,
  kind: WrappedSlotKind,
  secret: string,
  workspaceId: string,
  parameters: KdfParameters = KDF_PARAMETERS,
): Promise<WrappedSlot> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const wrappingKey = await deriveKey(secretText(kind, secret), salt, parameters);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(boundTo(kind, workspaceId));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    kdf: { name: 'argon2id', ...parameters, salt: salt.toString('hex') },
    nonce: nonce.toString('hex'),
    wrapped: wrapped.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  };
}

/** The raw key from a slot, or `null` when the secret is not the one it was wrapped with. */
export async function unwrapKey(
  slot: WrappedSlot,
  kind: WrappedSlotKind,
  secret: string,
  workspaceId: string,
): Promise<RawKey | null> {
  const { memoryKiB, passes, lanes, salt } = slot.kdf;
  const wrappingKey = await deriveKey(secretText(kind, secret), Buffer.from(salt, 'hex'), {
    memoryKiB,
    passes,
    lanes,
  });
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(slot.nonce, 'hex'), {
    authTagLength: 16,
  })
    .setAAD(boundTo(kind, workspaceId))
    .setAuthTag(Buffer.from(slot.tag, 'hex'));
  const key = decipher.update(Buffer.from(slot.wrapped, 'hex'));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return rawKey(new Uint8Array(key));
}

function secretText(kind: WrappedSlotKind, secret: string): string {
  return kind === 'recovery' ? parseRecoveryCode(secret) : secret;
}

function boundTo(kind: WrappedSlotKind, workspaceId: string): Buffer {
  return Buffer.from(`duebook ${kind} slot 1\0${workspaceId}`);
}
