import { hashRaw } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { deriveKey, forgetDerivedKeys } from '../../../electron/engine/secrets/passphrase.ts';

const QUICK = { memoryKiB: 8_192, passes: 1, lanes: 1 };
const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

describe('deriving a key from a passphrase', () => {
  it('is Argon2id with the parameters given', async () => {
    const expected = await hashRaw('pass phrase', {
      algorithm: 2,
      memoryCost: 8_192,
      timeCost: 1,
      parallelism: 1,
      outputLen: 32,
      salt,
    });
    expect(Buffer.from(await deriveKey('pass phrase', salt, QUICK))).toEqual(expected);
  });

  it('runs once per process for the same passphrase, salt and parameters', async () => {
    const [first, second] = [deriveKey('once', salt, QUICK), deriveKey('once', salt, QUICK)];
    expect(second).toBe(first);
    await first;
    expect(deriveKey('once', salt, QUICK)).toBe(first);
  });

  it('runs again for another passphrase, salt or cost', async () => {
    const base = await deriveKey('base', salt, QUICK);
    expect(await deriveKey('bast', salt, QUICK)).not.toEqual(base);
    expect(await deriveKey('base', Buffer.alloc(16), QUICK)).not.toEqual(base);
    expect(await deriveKey('base', salt, { ...QUICK, passes: 2 })).not.toEqual(base);
  });

  it('runs again after the derived keys were forgotten, with the same result', async () => {
    const first = deriveKey('lock', salt, QUICK);
    const key = await first;
    forgetDerivedKeys();
    const again = deriveKey('lock', salt, QUICK);
    expect(again).not.toBe(first);
    expect(await again).toEqual(key);
  });
});
