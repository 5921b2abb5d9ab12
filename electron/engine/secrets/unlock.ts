import { EngineError } from '../platform/engine-error.ts';
import { type KeySlots, unwrapKey, type WrappedSlotKind, wrapKey } from './key-slots.ts';
import { isRightKey, type RawKey, rawKeyFromHex, rawKeyToHex } from './raw-key.ts';
import type { SecretStore } from './secret-store.ts';

/** What of a workspace's header the way in depends on. */
export interface LockedKey {
  readonly workspaceId: string;
  readonly keyCheck: string;
  readonly slots: KeySlots;
}

/** How the user opens a workspace. */
export type UnlockWith =
  | { readonly kind: 'keyring'; readonly store: SecretStore }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string };

/**
 * The raw key of a workspace, proved right against its key-check value before any database is opened.
 * Errors: `wrong_key` (not the passphrase, code or keyring entry of this workspace), `no_key` (it has no such
 * slot, or the keyring has no entry), `validation` (empty passphrase, mistyped recovery code).
 */
export async function unlock(locked: LockedKey, how: UnlockWith): Promise<RawKey> {
  const key = how.kind === 'keyring' ? await keyFromStore(locked, how.store) : await keyFromSlot(locked, how);
  if (!isRightKey(key, locked.workspaceId, locked.keyCheck)) {
    throw new EngineError(
      'wrong_key',
      'The key that was found belongs to another workspace. Open it with its passphrase or recovery code.',
      { kind: how.kind },
    );
  }
  return key;
}

/** Puts the raw key into the keyring and returns the slots with that entry named. */
export async function withKeyringSlot(
  locked: LockedKey,
  key: RawKey,
  store: SecretStore,
  entry: { readonly service: string; readonly account: string },
): Promise<KeySlots> {
  requireRightKey(locked, key);
  await store.set(entry.account, rawKeyToHex(key));
  return { ...locked.slots, keyring: { service: entry.service, account: entry.account } };
}

/** The slots with a new passphrase or recovery code; the one before stops working once the header is written. */
export async function withWrappedSlot(
  locked: LockedKey,
  key: RawKey,
  kind: WrappedSlotKind,
  secret: string,
): Promise<KeySlots> {
  requireRightKey(locked, key);
  return { ...locked.slots, [kind]: await wrapKey(key, kind, secret, locked.workspaceId) };
}

async function keyFromStore(locked: LockedKey, store: SecretStore): Promise<RawKey> {
  const slot = locked.slots.keyring;
  if (!slot) {
    throw new EngineError(
      'no_key',
      'This workspace is protected by a passphrase. Give it to open the workspace.',
      {
        kind: 'keyring',
      },
    );
  }
  const stored = await store.get(slot.account);
  if (stored === null) {
    throw new EngineError(
      'no_key',
      'The system keyring holds no key for this workspace. Open it with the recovery code, or on the computer where it was made.',
      { kind: 'keyring' },
    );
  }
  return rawKeyFromHex(stored);
}

async function keyFromSlot(
  locked: LockedKey,
  how: Exclude<UnlockWith, { kind: 'keyring' }>,
): Promise<RawKey> {
  const slot = locked.slots[how.kind];
  if (!slot) {
    const wanted = how.kind === 'passphrase' ? 'passphrase' : 'recovery code';
    throw new EngineError('no_key', `This workspace has no ${wanted}. Open it with the system keyring.`, {
      kind: how.kind,
    });
  }
  const secret = how.kind === 'passphrase' ? how.passphrase : how.code;
  const key = await unwrapKey(slot, how.kind, secret, locked.workspaceId);
  if (key) return key;
  throw new EngineError(
    'wrong_key',
    how.kind === 'passphrase'
      ? 'This is not the passphrase of this workspace. Check the keyboard layout and Caps Lock, and try again.'
      : 'This is a recovery code, but not the one of this workspace.',
    { kind: how.kind },
  );
}

function requireRightKey(locked: LockedKey, key: RawKey): void {
  if (!isRightKey(key, locked.workspaceId, locked.keyCheck)) {
    throw new EngineError('wrong_key', 'A way in can be added only with the key of this workspace.');
  }
}
