import { digestOfKeys, newKeys, signWith } from '../../../electron/engine/services/people/person-keys.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import { personIdOf } from '../../../shared/domain/people/fingerprint.ts';
import type { PersonRole, PublicCard } from '../../../shared/domain/people/types.ts';

/** A person with keys of their own, as another computer has them. */
export interface PackPerson {
  readonly card: PublicCard;
  readonly identity: string;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** Makes a person with new keys. */
export async function packPerson(name: string, role: PersonRole = 'specialist'): Promise<PackPerson> {
  const { publicKeys, privateKeys } = await newKeys();
  const card: PublicCard = {
    id: personIdOf(digestOfKeys(publicKeys)),
    name,
    role,
    signingKey: publicKeys.signingKey,
    ageRecipient: publicKeys.ageRecipient,
    createdAt: '2026-11-02T08:00:00.000Z' as Instant,
  };
  return {
    card,
    identity: privateKeys.ageIdentity,
    sign: async (bytes) => signWith(privateKeys, publicKeys.signingKey, bytes),
  };
}
