import type { Instant } from '../dates.ts';
import type { PersonId } from '../ids.ts';

/** What a person does with a workspace. */
export const PERSON_ROLES = ['specialist', 'supervisor', 'backup', 'auditor'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** What others may know of a person: enough to check a signature of theirs and to encrypt something for them. */
export interface PublicCard {
  /** Made of the keys, so that an id cannot be claimed with other keys. */
  readonly id: PersonId;
  readonly name: string;
  readonly role: PersonRole;
  /** Ed25519 public key, 32 bytes in base64url. */
  readonly signingKey: string;
  /** X25519 recipient in the form of age: `age1…`. */
  readonly ageRecipient: string;
  readonly createdAt: Instant;
}
