import { cardText } from '../../electron/engine/services/people/card.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { madePerson } from '../support/people/made-person.ts';
import type { Desk } from './desk.ts';
import { PASSPHRASE } from './inputs.ts';

const ADA = {
  name: 'Ada Brandt',
  role: 'specialist',
  protection: { kind: 'passphrase', passphrase: PASSPHRASE },
} as const;

async function withPerson({ client }: Desk): Promise<void> {
  if ((await client.people.list()).own === null) await client.people.create(ADA);
}

const newCard = async () => cardText((await madePerson()).card);

async function trusted({ client }: Desk): Promise<PersonId> {
  return (await client.people.trust({ text: await newCard() })).id;
}

/** Inputs for the procedures around people; the person comes first, because a profile has one. */
export const PEOPLE_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'people.create': () => ADA,
  'people.list': async (desk) => {
    await withPerson(desk);
    await trusted(desk);
  },
  'people.unlock': async (desk) => {
    await withPerson(desk);
    return { passphrase: PASSPHRASE };
  },
  'people.look': async (desk) => {
    const text = await newCard();
    await desk.client.people.trust({ text });
    return { text };
  },
  'people.trust': async (desk) => ({
    grant: desk.engine.files.offerBytes('wim.duebook-card', Buffer.from(await newCard())),
  }),
  'people.forget': async (desk) => ({ id: await trusted(desk) }),
  'people.card': withPerson,
};
