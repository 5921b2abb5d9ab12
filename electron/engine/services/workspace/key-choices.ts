import type { Protection, UnlockInput } from '../../../../shared/contract/workspaces.ts';
import { probeKeyring } from '../../secrets/keyring.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import type { UnlockWith } from '../../secrets/unlock.ts';
import type { KeyKeeping } from './create-workspace.ts';

/** What a person chose in the window, joined with the keyring that it may speak of. */
export function keepingOf(protection: Protection, keyring: SecretStore): KeyKeeping {
  return protection.kind === 'keyring'
    ? { kind: 'keyring', store: keyring }
    : { kind: 'passphrase', passphrase: protection.passphrase };
}

export function unlockOf(input: UnlockInput, keyring: SecretStore): UnlockWith {
  switch (input.with) {
    case 'keyring':
      return { kind: 'keyring', store: keyring };
    case 'passphrase':
      return { kind: 'passphrase', passphrase: input.passphrase };
    case 'recovery':
      return { kind: 'recovery', code: input.code };
  }
}

/** Whether the system keyring can be used, in words. */
export async function keyringState(): Promise<{ readonly available: boolean; readonly text: string }> {
  const probe = await probeKeyring();
  if (probe.available) return { available: true, text: 'The system keyring keeps the key.' };
  const { reason } = probe;
  return {
    available: false,
    text: `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}.`,
  };
}
