import { type SignedCard, signCard } from '../../../electron/engine/services/people/card.ts';
import {
  digestOfKeys,
  newKeys,
  type PrivateKeys,
} from '../../../electron/engine/services/people/person-keys.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { personIdOf } from '../../../shared/domain/people/fingerprint.ts';
import type { PersonRole } from '../../../shared/domain/people/types.ts';

/** Somebody with keys and a card, without a profile. */
export interface MadePerson {
  readonly card: SignedCard;
  readonly keys: PrivateKeys;
  /** Another card of the same person: under the same keys, with another name or role. */
  again(change: { readonly name?: string; readonly role?: PersonRole }): SignedCard;
}

export async function madePerson(name = 'Wim Aalders', role: PersonRole = 'backup'): Promise<MadePerson> {
  const { publicKeys, privateKeys } = await newKeys();
  const id = personIdOf(digestOfKeys(publicKeys));
  const facts = { id, name, role, ...publicKeys, createdAt: instant('2026-06-01T08:00:00.000Z') };
  return {
    card: signCard(facts, privateKeys),
    keys: privateKeys,
    again: (change) => signCard({ ...facts, ...change }, privateKeys),
  };
}
