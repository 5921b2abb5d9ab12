import { EngineError } from '../../platform/engine-error.ts';
import { openSealedText, sealText } from '../../secrets/sealed-text.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import type { KeyKeeping } from '../workspace/create-workspace.ts';
import type { SignedCard } from './card.ts';
import type { StoredPeople } from './people-file.ts';
import { type PrivateKeys, privateKeysText, readPrivateKeys } from './person-keys.ts';

type Own = NonNullable<StoredPeople['own']>;

/** The name of the keyring's entry for a person. */
export function keyringEntry(id: string): string {
  return `person:${id}`;
}

/** Puts the private keys where they are kept; what comes back goes into the file beside the card. */
export async function keepPrivateKeys(
  card: SignedCard,
  keys: PrivateKeys,
  keeping: KeyKeeping,
): Promise<Own['sealed']> {
  const text = privateKeysText(keys);
  if (keeping.kind === 'passphrase') return sealText(text, keeping.passphrase, keyringEntry(card.id));
  await keeping.store.set(keyringEntry(card.id), text);
  return null;
}

/**
 * The private keys of the profile's person. Errors: `no_key` (a passphrase is needed, or the keyring has no entry),
 * `wrong_key` (not the passphrase), `damaged`.
 */
export async function privateKeysOf({ card, sealed }: Own, keeping: KeyKeeping): Promise<PrivateKeys> {
  if (sealed === null) return readPrivateKeys(await fromKeyring(card, keeping), card);
  if (keeping.kind === 'keyring') {
    throw new EngineError(
      'no_key',
      'The keys of your person are protected by a passphrase. Give the passphrase first.',
      { kind: 'person' },
    );
  }
  const text = await openSealedText(sealed, keeping.passphrase, keyringEntry(card.id));
  if (text !== null) return readPrivateKeys(text, card);
  throw new EngineError(
    'wrong_key',
    'This is not the passphrase of your person. Check the keyboard layout and Caps Lock, and try again.',
    { kind: 'person' },
  );
}

async function fromKeyring({ id }: SignedCard, keeping: KeyKeeping): Promise<string> {
  if (keeping.kind === 'passphrase') {
    throw new EngineError(
      'no_key',
      'The keys of your person are in the system keyring, which is not asked when a passphrase decides. Leave --passphrase-env out.',
      { kind: 'person' },
    );
  }
  const text = await keeping.store.get(keyringEntry(id));
  if (text !== null) return text;
  throw new EngineError(
    'no_key',
    'The system keyring has no keys of your person. They stay on the computer where the person was made; a new person is made after removing people.json from the profile folder.',
    { kind: 'person' },
  );
}

/** Takes away what an interrupted creation left in the keyring. */
export async function removeLeftKeys(making: string | null, store: SecretStore): Promise<void> {
  if (making !== null) await store.delete(making);
}
