import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  isRightKey,
  keyCheckOf,
  newRawKey,
  rawKey,
  rawKeyFromHex,
  rawKeyToHex,
} from '../../../electron/engine/secrets/raw-key.ts';

describe('a raw key', () => {
  it('is 32 random bytes, new each time', () => {
    const keys = new Set(Array.from({ length: 50 }, () => rawKeyToHex(newRawKey())));
    expect(keys.size).toBe(50);
    for (const hex of keys) expect(hex).toMatch(/^[0-9a-f]{64}$/);
  });

  it('comes back from its hex form', () => {
    const key = newRawKey();
    expect(rawKeyFromHex(rawKeyToHex(key))).toEqual(key);
    expect(rawKeyFromHex(rawKeyToHex(key).toUpperCase())).toEqual(key);
  });

  it.each([
    '',
    'ab'.repeat(31),
    `${'ab'.repeat(31)}a`,
    'ab'.repeat(33),
    `${'ab'.repeat(31)}zz`,
    ` ${'ab'.repeat(32)}`,
  ])('is not read from "%s", which SQLite might take', (text) => {
    expect(() => rawKeyFromHex(text)).toThrow(expect.objectContaining({ code: 'wrong_key' }));
  });

  it.each([0, 16, 31, 33])('is not %i bytes long', (length) => {
    expect(() => rawKey(new Uint8Array(length))).toThrow(expect.objectContaining({ code: 'wrong_key' }));
  });
});

describe('the key-check value', () => {
  it('is an HMAC of the workspace under the key, so that it tells nothing about the key', () => {
    const key = newRawKey();
    const expected = createHmac('sha256', key).update('duebook workspace key check 1\0w-1').digest('hex');
    expect(keyCheckOf(key, 'w-1')).toBe(expected);
  });

  it('accepts the right key only, and only for its workspace', () => {
    const key = newRawKey();
    const check = keyCheckOf(key, 'w-1');
    expect(isRightKey(key, 'w-1', check)).toBe(true);
    expect(isRightKey(newRawKey(), 'w-1', check)).toBe(false);
    expect(isRightKey(key, 'w-2', check)).toBe(false);
    expect(isRightKey(key, 'w-1', check.slice(2))).toBe(false);
    expect(isRightKey(key, 'w-1', '')).toBe(false);
  });
});
