import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Brand } from '../../../shared/domain/brand.ts';
import { EngineError } from '../platform/engine-error.ts';

/** The 256-bit random key that a workspace's database is encrypted with. Never written anywhere in clear. */
export type RawKey = Brand<Uint8Array, 'RawKey'>;

const KEY_BYTES = 32;
const CHECK_LABEL = 'duebook workspace key check 1';

/** A new key from the operating system's random generator. */
export function newRawKey(): RawKey {
  return new Uint8Array(randomBytes(KEY_BYTES)) as RawKey;
}

/** Brands 32 bytes, e.g. after they crossed a thread; throws `wrong_key` for any other length. */
export function rawKey(bytes: Uint8Array): RawKey {
  if (bytes.length !== KEY_BYTES) {
    throw new EngineError(
      'wrong_key',
      `A workspace key has ${KEY_BYTES} bytes; this one has ${bytes.length}.`,
    );
  }
  return bytes as RawKey;
}

/** Reads 64 hex digits; throws `wrong_key` for anything else. SQLite itself would accept 63 digits, or none. */
export function rawKeyFromHex(text: string): RawKey {
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new EngineError(
      'wrong_key',
      'The stored workspace key is not of the form of a key (64 hex digits).',
    );
  }
  return rawKey(new Uint8Array(Buffer.from(text, 'hex')));
}

export function rawKeyToHex(key: RawKey): string {
  return Buffer.from(key).toString('hex');
}

/**
 * The key-check value kept beside the database, as hex: HMAC-SHA-256 of a label and the workspace's id under
 * the raw key. It tells a wrong key from a damaged file, to both of which SQLite gives the same answer.
 */
export function keyCheckOf(key: RawKey, workspaceId: string): string {
  return createHmac('sha256', key).update(`${CHECK_LABEL}\0${workspaceId}`).digest('hex');
}

/** True when the key is the one that the key-check value was made with; compared in constant time. */
export function isRightKey(key: RawKey, workspaceId: string, keyCheck: string): boolean {
  const expected = Buffer.from(keyCheckOf(key, workspaceId), 'hex');
  const given = Buffer.from(keyCheck, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
