import type { OwnKeys } from '../../../../shared/contract/people.ts';
import { personNameSchema } from '../../../../shared/contract/people.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { fingerprintDigits, personIdOf } from '../../../../shared/domain/people/fingerprint.ts';
import type { PersonRole, PublicCard } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { KeyKeeping } from '../workspace/create-workspace.ts';
import type { Installation } from '../workspace/installation.ts';
import { cardText, fingerprintOfCard, parseCard, publicCard, type SignedCard, signCard } from './card.ts';
import { keepPrivateKeys, keyringEntry, privateKeysOf, removeLeftKeys } from './own-keys.ts';
import { type PeopleFile, peopleFile, type StoredPeople } from './people-file.ts';
import { digestOfKeys, isSignedBy, newKeys, type PrivateKeys, signWith } from './person-keys.ts';

/** A person whose card is at hand: the profile's own, or one whose card was trusted. */
export type KnownPerson = PublicCard & {
  readonly own: boolean;
  /** Ten groups of four hex digits, worked out from the keys. */
  readonly fingerprint: string;
  /** For the own person: when it was made. */
  readonly trustedAt: Instant;
};

export interface NewPerson {
  readonly name: string;
  readonly role: PersonRole;
}

/** The person of a profile, and whom they trust. Reads see what other processes wrote. */
export interface People {
  own(): PublicCard | null;
  /** The own person first, then the trusted ones by name. */
  list(): readonly KnownPerson[];
  /** By id, name or fingerprint (whole or from 8 digits on). Throws `not_found`, or `conflict` when several fit. */
  find(text: string): KnownPerson;
  /** Makes the one person of the profile; `keeping` other than the one it was opened with. Throws `conflict` when there is one. */
  create(person: NewPerson, keeping?: KeyKeeping): Promise<PublicCard>;
  /** What a card says, without trusting it. Throws `bad_file`. */
  look(card: Uint8Array | string): { readonly person: KnownPerson; readonly text: string };
  /** Trusts a card, or takes over the new name and role of somebody known. Throws `bad_file`; `conflict` for the own card. */
  trust(card: Uint8Array | string): Promise<KnownPerson>;
  /** No longer trusts somebody; the text of their card, or null when nobody had this id. The own person stays. */
  forget(id: string): Promise<string | null>;
  /** The own card as one line of text. Throws `not_found` without a person. */
  card(): string;
  keys(): OwnKeys;
  /** Opens keys that a passphrase protects, until `lock`. Throws `wrong_key`, `no_key`. */
  unlock(passphrase: string): Promise<void>;
  lock(): void;
  /** Signs with the own person's Ed25519 key. Throws `no_key` without a person, or when the keys cannot be reached. */
  sign(bytes: Uint8Array): Promise<Buffer>;
  /** The same for one piece of work that goes on after `lock`. Errors as for `sign`. */
  signing(): Promise<(bytes: Uint8Array) => Buffer>;
  /** The identity that opens what was encrypted for the own card: `AGE-SECRET-KEY-1…`. Errors as for `sign`. */
  ageIdentity(): Promise<string>;
}

/** Opens the people of a profile folder. `keeping` says how the own keys are reached, and kept when they are made. */
export function openPeople(
  { home, clock }: Pick<Installation, 'home' | 'clock'>,
  keeping: KeyKeeping,
): People {
  const file = peopleFile(home);
  let unlocked: { readonly id: string; readonly keys: PrivateKeys } | null = null;
  const keysOfOwn = async (): Promise<{ readonly card: SignedCard; readonly keys: PrivateKeys }> => {
    const { own } = file.read();
    if (own === null) throw noPerson('no_key');
    const known = unlocked?.id === own.card.id ? unlocked.keys : null;
    return { card: own.card, keys: known ?? (await privateKeysOf(own, keeping)) };
  };
  return {
    own: () => {
      const { own } = file.read();
      return own === null ? null : publicCard(own.card);
    },
    list: () => listOf(file.read()),
    find: (text) => findIn(listOf(file.read()), text),
    create: (person, chosen = keeping) =>
      file.update(async (stored, write) => {
        if (stored.own !== null) throw onePerson(stored.own.card);
        const name = checkedName(person.name);
        const { publicKeys, privateKeys } = await newKeys();
        const id = personIdOf(digestOfKeys(publicKeys));
        const card = signCard(
          { id, name, role: person.role, ...publicKeys, createdAt: clock.now() },
          privateKeys,
        );
        if (chosen.kind === 'keyring') {
          await removeLeftKeys(stored.making, chosen.store);
          write({ ...stored, making: keyringEntry(id) });
        }
        const sealed = await keepPrivateKeys(card, privateKeys, chosen);
        const making = chosen.kind === 'keyring' ? null : stored.making;
        write({ ...stored, making, own: { card, sealed } });
        if (sealed !== null) unlocked = { id, keys: privateKeys };
        return publicCard(card);
      }),
    look(source) {
      const card = parseCard(source);
      const own = file.read().own?.card.id === card.id;
      return { person: known(card, own, clock.now()), text: cardText(card) };
    },
    async trust(source) {
      const card = parseCard(source);
      return trustIn(file, card, clock.now());
    },
    forget: (id) =>
      file.update((stored, write) => {
        const gone = stored.trusted.find(({ card }) => card.id === id);
        if (gone === undefined) return null;
        write({ ...stored, trusted: stored.trusted.filter((one) => one !== gone) });
        return cardText(gone.card);
      }),
    card() {
      const { own } = file.read();
      if (own === null) throw noPerson('not_found');
      return cardText(own.card);
    },
    keys() {
      const { own } = file.read();
      if (own === null) return 'none';
      if (own.sealed === null) return 'keyring';
      return unlocked?.id === own.card.id || keeping.kind === 'passphrase' ? 'open' : 'locked';
    },
    async unlock(passphrase) {
      const { own } = file.read();
      if (own === null) throw noPerson('no_key');
      if (own.sealed === null) return;
      unlocked = { id: own.card.id, keys: await privateKeysOf(own, { kind: 'passphrase', passphrase }) };
    },
    lock() {
      unlocked = null;
    },
    async sign(bytes) {
      const { card, keys } = await keysOfOwn();
      return signWith(keys, card.signingKey, bytes);
    },
    async signing() {
      const { card, keys } = await keysOfOwn();
      return (bytes) => signWith(keys, card.signingKey, bytes);
    },
    ageIdentity: async () => (await keysOfOwn()).keys.ageIdentity,
  };
}

/** Whether the holder of this card signed these bytes. */
export function verifySignature(
  card: Pick<PublicCard, 'signingKey'>,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  return isSignedBy(card.signingKey, bytes, signature);
}

function trustIn(file: PeopleFile, card: SignedCard, now: Instant): Promise<KnownPerson> {
  return file.update((stored, write) => {
    if (stored.own?.card.id === card.id) {
      throw new EngineError(
        'conflict',
        'This is your own card. It is for others: send it to whom you work with.',
      );
    }
    const others = stored.trusted.filter((one) => one.card.id !== card.id);
    const before = stored.trusted.find((one) => one.card.id === card.id);
    const trustedAt = before?.trustedAt ?? now;
    write({ ...stored, trusted: [...others, { card, trustedAt }] });
    return known(card, false, trustedAt);
  });
}

function listOf({ own, trusted }: StoredPeople): readonly KnownPerson[] {
  const others = trusted
    .map(({ card, trustedAt }) => known(card, false, trustedAt))
    .toSorted((left, right) => left.name.localeCompare(right.name, 'en') || (left.id < right.id ? -1 : 1));
  return own === null ? others : [known(own.card, true, own.card.createdAt), ...others];
}

function known(card: SignedCard, own: boolean, trustedAt: Instant): KnownPerson {
  return { ...publicCard(card), own, fingerprint: fingerprintOfCard(card), trustedAt };
}

/** Fewer digits of a fingerprint could be anybody's. */
const FEWEST_DIGITS = 8;

function findIn(people: readonly KnownPerson[], text: string): KnownPerson {
  const wanted = text.trim();
  const digits = fingerprintDigits(wanted);
  const name = wanted.toLocaleLowerCase('en');
  const fits = [
    people.filter(({ id }) => id === wanted),
    people.filter(
      (person) => digits.length >= FEWEST_DIGITS && fingerprintDigits(person.fingerprint).startsWith(digits),
    ),
    people.filter((person) => person.name.toLocaleLowerCase('en') === name),
  ].find((some) => some.length > 0);
  const [first, second] = fits ?? [];
  if (first === undefined) {
    throw new EngineError(
      'not_found',
      `No card of "${wanted}" is trusted. Give an id, a name or a fingerprint, or trust the card first.`,
    );
  }
  if (second === undefined) return first;
  throw new EngineError(
    'conflict',
    `Several people are called "${wanted}". Give the id: ${(fits ?? []).map(({ id }) => id).join(', ')}.`,
  );
}

function checkedName(text: string): string {
  const name = personNameSchema.safeParse(text);
  if (name.success) return name.data;
  throw new EngineError(
    'validation',
    `The name cannot be used. ${name.error.issues[0]?.message ?? ''}`.trim(),
    {
      field: 'name',
    },
  );
}

function onePerson({ name }: SignedCard): EngineError {
  return new EngineError(
    'conflict',
    `This profile has its person already: ${name}. A profile has one; somebody else needs their own login or profile folder.`,
  );
}

function noPerson(code: 'no_key' | 'not_found'): EngineError {
  return new EngineError(code, 'This profile has no person yet. Make one first, with a name and a role.');
}
