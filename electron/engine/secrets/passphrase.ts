import { createHmac, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { EngineError } from '../platform/engine-error.ts';

/** Parameters of Argon2id as they are stored with what they protect, so that they can be raised later. */
export interface KdfParameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** 64 MiB, 3 passes, 4 lanes: the second recommended choice of RFC 9106 §4. About an eighth of a second. */
export const KDF_PARAMETERS: KdfParameters = { memoryKiB: 65_536, passes: 3, lanes: 4 };

const ARGON2ID = 2;
const DERIVED_BYTES = 32;

const processSecret = randomBytes(32);
const derived = new Map<string, Promise<Uint8Array>>();

/**
 * Derives the 32-byte key-encryption key of a passphrase (NFKC-normalised, so that another keyboard's way of
 * typing "é" opens the same workspace). One derivation per process for the same passphrase, salt and parameters.
 * Throws `validation` for an empty passphrase.
 */
export function deriveKey(
  passphrase: string,
  salt: Uint8Array,
  parameters: KdfParameters,
): Promise<Uint8Array> {
  const normalised = passphrase.normalize('NFKC');
  if (normalised.trim() === '') {
    throw new EngineError('validation', 'The passphrase is empty. Choose one that is not.', {
      field: 'passphrase',
    });
  }
  const cacheName = createHmac('sha256', processSecret)
    .update(JSON.stringify([normalised, Buffer.from(salt).toString('hex'), parameters]))
    .digest('hex');
  const known = derived.get(cacheName);
  if (known) return known;
  const running = hashRaw(normalised, {
    algorithm: ARGON2ID,
    memoryCost: parameters.memoryKiB,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: DERIVED_BYTES,
    salt,
  }).then((bytes) => new Uint8Array(bytes));
  derived.set(cacheName, running);
  running.catch(() => derived.delete(cacheName));
  return running;
}

/** Forgets every derived key: called when the workspace is locked. */
export function forgetDerivedKeys(): void {
  derived.clear();
}
