import { writeHeader } from '../../db/header.ts';
import { newRecoveryCode } from '../../secrets/recovery-code.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import { requireAbility } from '../people/require-ability.ts';
import { type KeyKeeping, slotsFor } from './create-workspace.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/**
 * Keeps the key in another way from now on and issues a new recovery code; the passphrase, keyring entry and code
 * before stop working. Secrets of mailboxes, connections and the webhook move with the key. Throws `policy_blocked` for a
 * role that may not.
 */
export async function changeProtection(
  workspace: OpenWorkspace,
  keeping: KeyKeeping,
  keyring: SecretStore,
): Promise<{ readonly recoveryCode: string }> {
  requireAbility(workspace, 'settings');
  const recoveryCode = newRecoveryCode();
  const slots = await slotsFor(workspace.header, workspace.key, keeping, recoveryCode);
  await moveSecrets(workspace, keeping, keyring);
  await workspace.db.write('recordProtection', { kind: keeping.kind }, workspace.context());
  writeHeader(workspace.folder, { ...workspace.header, slots });
  const entry = workspace.header.slots.keyring;
  if (keeping.kind === 'passphrase' && entry !== undefined) await keyring.delete(entry.account);
  return { recoveryCode };
}

async function moveSecrets(
  workspace: OpenWorkspace,
  keeping: KeyKeeping,
  keyring: SecretStore,
): Promise<void> {
  const inKeyring = workspace.header.slots.keyring !== undefined;
  if (inKeyring === (keeping.kind === 'keyring')) return;
  for (const name of await workspace.db.read('secretNames', null)) {
    const value = await workspace.secrets.get(name);
    if (value === null) continue;
    if (keeping.kind === 'keyring') await keyring.set(name, value);
    else await workspace.db.maintain('setSecret', { key: name, value }, workspace.context());
    await workspace.secrets.delete(name);
  }
}
