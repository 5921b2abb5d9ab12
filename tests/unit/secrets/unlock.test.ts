import { describe, expect, it } from 'vitest';
import {
  type KeySlots,
  keySlotsSchema,
  unwrapKey,
  wrapKey,
} from '../../../electron/engine/secrets/key-slots.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { keyCheckOf, newRawKey, type RawKey, rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import { newRecoveryCode } from '../../../electron/engine/secrets/recovery-code.ts';
import {
  type LockedKey,
  unlock,
  withKeyringSlot,
  withWrappedSlot,
} from '../../../electron/engine/secrets/unlock.ts';

const QUICK = { memoryKiB: 8_192, passes: 1, lanes: 1 };
const ENTRY = { service: 'duebook', account: 'workspace-1' };

const locked = (key: RawKey, slots: KeySlots = {}, workspaceId = 'w-1'): LockedKey => ({
  workspaceId,
  keyCheck: keyCheckOf(key, workspaceId),
  slots,
});

const withPassphrase = async (key: RawKey, passphrase: string) =>
  locked(key, { passphrase: await wrapKey(key, 'passphrase', passphrase, 'w-1', QUICK) });

describe('unlocking with a passphrase', () => {
  it('gives the raw key back', async () => {
    const key = newRawKey();
    const workspace = await withPassphrase(key, 'correct horse');
    expect(await unlock(workspace, { kind: 'passphrase', passphrase: 'correct horse' })).toEqual(key);
  });

  it('takes the same letters typed another way (NFC and NFD)', async () => {
    const key = newRawKey();
    const workspace = await withPassphrase(key, 'Zo\u00eb Stra\u00dfe');
    expect(await unlock(workspace, { kind: 'passphrase', passphrase: 'Zoe\u0308 Stra\u00dfe' })).toEqual(key);
  });

  it.each(['correct horsf', 'Correct horse', 'correct horse '])(
    'answers wrong_key to "%s"',
    async (passphrase) => {
      const workspace = await withPassphrase(newRawKey(), 'correct horse');
      await expect(unlock(workspace, { kind: 'passphrase', passphrase })).rejects.toMatchObject({
        code: 'wrong_key',
      });
    },
  );

  it.each(['', '   '])('refuses an empty passphrase for what it is', async (passphrase) => {
    const workspace = await withPassphrase(newRawKey(), 'correct horse');
    await expect(unlock(workspace, { kind: 'passphrase', passphrase })).rejects.toMatchObject({
      code: 'validation',
    });
    await expect(wrapKey(newRawKey(), 'passphrase', passphrase, 'w-1', QUICK)).rejects.toMatchObject({
      code: 'validation',
    });
  });

  it('answers no_key when the workspace has none', async () => {
    await expect(unlock(locked(newRawKey()), { kind: 'passphrase', passphrase: 'x' })).rejects.toMatchObject({
      code: 'no_key',
    });
  });

  it('answers wrong_key when the slot is damaged or belongs to another workspace or kind', async () => {
    const key = newRawKey();
    const slot = await wrapKey(key, 'passphrase', 'pw', 'w-1', QUICK);
    const flipped = {
      ...slot,
      wrapped: `${slot.wrapped.startsWith('0') ? '1' : '0'}${slot.wrapped.slice(1)}`,
    };
    expect(await unwrapKey(flipped, 'passphrase', 'pw', 'w-1')).toBeNull();
    expect(await unwrapKey(slot, 'passphrase', 'pw', 'w-2')).toBeNull();
    expect(await unwrapKey(slot, 'passphrase', 'pw', 'w-1')).toEqual(key);
  });

  it('answers wrong_key when slot and key-check value are of two workspaces', async () => {
    const other = await withPassphrase(newRawKey(), 'pw');
    const mixed = { ...locked(newRawKey()), slots: other.slots };
    await expect(unlock(mixed, { kind: 'passphrase', passphrase: 'pw' })).rejects.toMatchObject({
      code: 'wrong_key',
    });
  });
});

describe('unlocking with a recovery code', () => {
  it('works when keyring and passphrase are lost, and a new passphrase replaces the old', async () => {
    const key = newRawKey();
    const code = newRecoveryCode();
    const old = await withPassphrase(key, 'forgotten');
    const workspace = { ...old, slots: await withWrappedSlot(old, key, 'recovery', code) };

    const recovered = await unlock(workspace, {
      kind: 'recovery',
      code: code.toLowerCase().replaceAll('-', ' '),
    });
    expect(recovered).toEqual(key);

    const renewed = {
      ...workspace,
      slots: await withWrappedSlot(workspace, recovered, 'passphrase', 'remembered'),
    };
    expect(await unlock(renewed, { kind: 'passphrase', passphrase: 'remembered' })).toEqual(key);
    await expect(unlock(renewed, { kind: 'passphrase', passphrase: 'forgotten' })).rejects.toMatchObject({
      code: 'wrong_key',
    });
    expect(await unlock(renewed, { kind: 'recovery', code })).toEqual(key);
  });

  it('is useless once a new code was made', async () => {
    const key = newRawKey();
    const [oldCode, newCode] = [newRecoveryCode(), newRecoveryCode()];
    const first = { ...locked(key), slots: await withWrappedSlot(locked(key), key, 'recovery', oldCode) };
    const second = { ...first, slots: await withWrappedSlot(first, key, 'recovery', newCode) };
    expect(await unlock(second, { kind: 'recovery', code: newCode })).toEqual(key);
    await expect(unlock(second, { kind: 'recovery', code: oldCode })).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringContaining('not the one of this workspace'),
    });
  });

  it('tells a typing mistake from a code of another workspace', async () => {
    const key = newRawKey();
    const workspace = {
      ...locked(key),
      slots: await withWrappedSlot(locked(key), key, 'recovery', newRecoveryCode()),
    };
    await expect(unlock(workspace, { kind: 'recovery', code: 'ABCD' })).rejects.toMatchObject({
      code: 'validation',
    });
  });
});

describe('unlocking with the keyring', () => {
  it('finds the key that was put there, and the header holds only the name of the entry', async () => {
    const key = newRawKey();
    const store = memorySecretStore();
    const slots = await withKeyringSlot(locked(key), key, store, ENTRY);
    expect(slots).toEqual({ keyring: ENTRY });
    expect(JSON.stringify(slots)).not.toContain(rawKeyToHex(key));
    expect(await unlock(locked(key, slots), { kind: 'keyring', store })).toEqual(key);
  });

  it('answers no_key when the entry is gone or the workspace is not kept in a keyring', async () => {
    const key = newRawKey();
    const store = memorySecretStore();
    const how = { kind: 'keyring', store } as const;
    await expect(unlock(locked(key, { keyring: ENTRY }), how)).rejects.toMatchObject({ code: 'no_key' });
    await expect(unlock(locked(key), how)).rejects.toMatchObject({ code: 'no_key' });
  });

  it.each(['', 'secret', 'ab'.repeat(31), `x'${'ab'.repeat(32)}'`, rawKeyToHex(newRawKey())])(
    'answers wrong_key when the entry holds "%s"',
    async (stored) => {
      const store = memorySecretStore();
      await store.set(ENTRY.account, stored);
      await expect(
        unlock(locked(newRawKey(), { keyring: ENTRY }), { kind: 'keyring', store }),
      ).rejects.toMatchObject({ code: 'wrong_key' });
    },
  );
});

describe('adding a way in', () => {
  it('needs the key of the workspace', async () => {
    const workspace = locked(newRawKey());
    const stranger = newRawKey();
    await expect(withWrappedSlot(workspace, stranger, 'passphrase', 'pw')).rejects.toMatchObject({
      code: 'wrong_key',
    });
    await expect(withKeyringSlot(workspace, stranger, memorySecretStore(), ENTRY)).rejects.toMatchObject({
      code: 'wrong_key',
    });
  });

  it('uses a new salt and nonce each time, so that equal passphrases do not look equal', async () => {
    const key = newRawKey();
    const [one, two] = await Promise.all([
      wrapKey(key, 'passphrase', 'pw', 'w-1', QUICK),
      wrapKey(key, 'passphrase', 'pw', 'w-1', QUICK),
    ]);
    expect(one.kdf.salt).not.toBe(two.kdf.salt);
    expect(one.nonce).not.toBe(two.nonce);
    expect(one.wrapped).not.toBe(two.wrapped);
  });

  it('protects with Argon2id at 64 MiB, three passes and four lanes', async () => {
    const key = newRawKey();
    const { passphrase } = await withWrappedSlot(locked(key), key, 'passphrase', 'pw');
    expect(passphrase?.kdf).toMatchObject({ name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 4 });
  });

  it('refuses a stored slot that asks for absurd memory or a weak derivation', async () => {
    const slot = await wrapKey(newRawKey(), 'passphrase', 'pw', 'w-1', QUICK);
    expect(keySlotsSchema.safeParse({ passphrase: slot }).success).toBe(true);
    for (const memoryKiB of [1, 4_000_000_000]) {
      expect(
        keySlotsSchema.safeParse({ passphrase: { ...slot, kdf: { ...slot.kdf, memoryKiB } } }).success,
      ).toBe(false);
    }
  });
});
