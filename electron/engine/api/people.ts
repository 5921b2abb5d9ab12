import type { PeopleView } from '../../../shared/contract/people.ts';
import { CARD_EXTENSION } from '../services/people/card.ts';
import type { KnownPerson } from '../services/people/people.ts';
import { keepingOf } from '../services/workspace/key-choices.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

type CardInput = { readonly text: string } | { readonly grant: string };

export const people = {
  list: api.people.list.handler(({ context }) => viewOf(context)),
  create: api.people.create.handler(async ({ context, input }) => {
    const { protection, ...person } = input;
    const { id } = await context.people.create(person, keepingOf(protection, context.installation.keyring));
    context.session.actorChanged();
    tell(context);
    return context.people.find(id);
  }),
  unlock: api.people.unlock.handler(async ({ context, input }) => {
    await context.people.unlock(input.passphrase);
    tell(context);
    return { unlocked: true };
  }),
  look: api.people.look.handler(async ({ context, input }) => {
    const { person, text } = context.people.look(await cardOf(context, input));
    const known = context.people.list().find(({ id }) => id === person.id) ?? null;
    return { person, known, text };
  }),
  trust: api.people.trust.handler(async ({ context, input }) => {
    const person = await context.people.trust(await cardOf(context, input));
    tell(context);
    return person;
  }),
  forget: api.people.forget.handler(async ({ context, input }) => {
    const card = await context.people.forget(input.id);
    if (card !== null) tell(context);
    return { forgotten: card !== null, card };
  }),
  card: api.people.card.handler(({ context }) => {
    const text = context.people.card();
    const name = `${fileStem(context.people.own()?.name ?? '')}.${CARD_EXTENSION}`;
    const file = { name, mime: 'application/json', bytes: Buffer.from(`${text}\n`, 'utf8') };
    return { text, download: offerDownload(context.files, file) };
  }),
};

function viewOf({ people: known }: EngineContext): PeopleView {
  const all = known.list();
  const own: KnownPerson | null = all.find((person) => person.own) ?? null;
  return { own, keys: known.keys(), trusted: all.filter((person) => !person.own) };
}

async function cardOf({ files }: EngineContext, input: CardInput): Promise<Uint8Array | string> {
  return 'text' in input ? input.text : (await files.readGrant(input.grant)).bytes;
}

/** A name that every file system takes. */
function fileStem(name: string): string {
  const stem = name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60);
  return stem === '' ? 'card' : stem;
}

function tell({ hub }: EngineContext): void {
  hub.changed('people');
}
