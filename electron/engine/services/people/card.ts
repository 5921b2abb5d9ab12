import { Encrypter } from 'age-encryption';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { personNameSchema } from '../../../../shared/contract/people.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { fingerprintOf, personIdOf } from '../../../../shared/domain/people/fingerprint.ts';
import { PERSON_ROLES, type PublicCard } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { digestOfKeys, isSignedBy, type PrivateKeys, signWith } from './person-keys.ts';

/** The largest card in bytes; a real one has some 600. */
export const MAX_CARD_BYTES = 8 * 1024;
export const CARD_EXTENSION = 'duebook-card';

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/u;

/** What a card file holds: the card and the signature of its own signing key over it. Nothing else is taken. */
export const signedCardSchema = z.strictObject({
  duebook: z.literal('card'),
  version: z.literal(1),
  id: z.custom<PersonId>((value) => typeof value === 'string' && /^p-[0-9a-f]{20}$/u.test(value)),
  name: personNameSchema,
  role: z.enum(PERSON_ROLES),
  signingKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/u),
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/u),
  createdAt: z.custom<Instant>(
    (value) => typeof value === 'string' && ISO_INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
  ),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/u),
});
export type SignedCard = z.infer<typeof signedCardSchema>;

/** Signs a card with its own key, so that nobody else can change name or role under the same id. */
export function signCard(card: PublicCard, keys: PrivateKeys): SignedCard {
  const unsigned = { duebook: 'card', version: 1, ...card } as const;
  const signature = signWith(keys, card.signingKey, signedBytes(unsigned)).toString('base64url');
  return { ...unsigned, signature };
}

/** A card as one line of text: for a file as well as for pasting into a message. */
export function cardText(card: SignedCard): string {
  return JSON.stringify(card);
}

/** The card without what only its file needs. */
export function publicCard({ id, name, role, signingKey, ageRecipient, createdAt }: SignedCard): PublicCard {
  return { id, name, role, signingKey, ageRecipient, createdAt };
}

/** What people compare: see `fingerprintOf`. Worked out from the keys, never taken from a file. */
export function fingerprintOfCard(card: Pick<PublicCard, 'signingKey' | 'ageRecipient'>): string {
  return fingerprintOf(digestOfKeys(card));
}

/**
 * Reads the file or text of a card, and checks that its keys give its id and that they signed it. Throws `bad_file`
 * that says what is wrong with it.
 */
export function parseCard(source: Uint8Array | string): SignedCard {
  const size = typeof source === 'string' ? Buffer.byteLength(source, 'utf8') : source.byteLength;
  if (size > MAX_CARD_BYTES) {
    throw refused(
      `This is larger than a card can be (${MAX_CARD_BYTES / 1024} KB), so it is something else.`,
    );
  }
  const card = formOf(jsonOf(source));
  requireSound(card);
  return card;
}

/** Checks a card of the right form; throws `bad_file`. */
export function requireSound(card: SignedCard): void {
  const sound = isOneText(card.signingKey) && isRecipient(card.ageRecipient);
  if (!sound || personIdOf(digestOfKeys(card)) !== card.id) {
    throw refused(
      'This card is not genuine: its keys do not give its id. Ask for the card again, another way.',
    );
  }
  const { signature, ...unsigned } = card;
  const bytes = Buffer.from(signature, 'base64url');
  if (!isOneText(signature) || !isSignedBy(card.signingKey, signedBytes(unsigned), bytes)) {
    throw refused(
      'This card was changed after it was made: its signature does not fit. Ask for the card again.',
    );
  }
}

function jsonOf(source: Uint8Array | string): unknown {
  try {
    const text =
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return JSON.parse(text.replace(/^\uFEFF/u, '').trim());
  } catch {
    throw refused(
      `This is not a card, or only a part of one. A card is a file ending in .${CARD_EXTENSION}, or its one line of text.`,
    );
  }
}

function formOf(value: unknown): SignedCard {
  const head = z.object({ duebook: z.literal('card'), version: z.number() }).safeParse(value);
  if (head.success && head.data.version > 1) {
    throw new EngineError(
      'newer_version',
      'This card comes from a newer Duebook. Update Duebook to read it.',
    );
  }
  const result = signedCardSchema.safeParse(value);
  if (result.success && isExact(value, result.data)) return result.data;
  const field = result.success ? 'name' : result.error.issues[0]?.path.join('.');
  const where = field === undefined || field === '' ? '' : ` ("${field}" is missing or wrong)`;
  throw refused(
    `This card is damaged, or the card of something else than Duebook${where}. Ask for the card again.`,
  );
}

/** Reading must not tidy anything up: what was signed is what stands there. */
function isExact(value: unknown, card: SignedCard): boolean {
  return canonicalize(value) === canonicalize(card);
}

/** Base64url has several texts for the same bytes; one of them is taken. */
function isOneText(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}

function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** The head keeps a card from being taken for anything else that the same key signs. */
function signedBytes(card: Omit<SignedCard, 'signature'>): Buffer {
  return Buffer.from(`duebook card 1\0${canonicalize(card)}`, 'utf8');
}

function refused(message: string): EngineError {
  return new EngineError('bad_file', message);
}
