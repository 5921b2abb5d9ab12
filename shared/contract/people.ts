import { z } from 'zod';
import type { PersonId } from '../domain/ids.ts';
import { PERSON_ROLES } from '../domain/people/types.ts';
import { procedure } from './base.ts';
import {
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';
import { protectionSchema } from './workspaces.ts';

/** One line as people read it: nothing in it breaks the line or turns its direction. */
export const personNameSchema = textSchema(120)
  .trim()
  .min(1, 'A name is needed.')
  .regex(/^[^\n\t\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, 'A name of one line.');

export const publicCardSchema = z.object({
  id: idOf<PersonId>(),
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  signingKey: z.string(),
  ageRecipient: z.string(),
  createdAt: instantSchema,
});

export const knownPersonSchema = publicCardSchema.extend({
  own: z.boolean(),
  /** Ten groups of four hex digits, worked out from the keys. */
  fingerprint: z.string(),
  trustedAt: instantSchema,
});

/** Where the private keys of the profile's person are: `locked` waits for the passphrase, `open` has had it. */
export const OWN_KEYS = ['none', 'keyring', 'locked', 'open'] as const;
export type OwnKeys = (typeof OWN_KEYS)[number];

const cardInput = z.union([
  /** The text of a card; longer than any card, so that the engine says what is wrong with it. */
  z.object({ text: wholeTextSchema(100_000) }),
  z.object({ grant: grantSchema }),
]);

export const peopleSchema = z.object({
  own: knownPersonSchema.nullable(),
  keys: z.enum(OWN_KEYS),
  trusted: z.array(knownPersonSchema),
});
export type PeopleView = z.infer<typeof peopleSchema>;

/** People and their keys: of the profile, not of a workspace, and there before one is open. */
export const peopleContract = {
  list: procedure.output(peopleSchema),
  /** Makes the one person of this profile, with new keys. */
  create: procedure
    .input(z.object({ name: personNameSchema, role: z.enum(PERSON_ROLES), protection: protectionSchema }))
    .output(knownPersonSchema),
  /** Opens keys that a passphrase protects, until the workspace is locked. */
  unlock: procedure
    .input(z.object({ passphrase: wholeTextSchema(1024) }))
    .output(z.object({ unlocked: z.boolean() })),
  /** What a card says, for comparing its fingerprint; nothing is kept. `known`: who has this id already. */
  look: procedure
    .input(cardInput)
    .output(z.object({ person: knownPersonSchema, known: knownPersonSchema.nullable(), text: z.string() })),
  trust: procedure.input(cardInput).output(knownPersonSchema),
  /** `card` is what trusts them again. */
  forget: procedure
    .input(z.object({ id: idOf<PersonId>() }))
    .output(z.object({ forgotten: z.boolean(), card: z.string().nullable() })),
  /** The own card, as text to paste and as a file to save. */
  card: procedure.output(z.object({ text: z.string(), download: downloadSchema })),
};
