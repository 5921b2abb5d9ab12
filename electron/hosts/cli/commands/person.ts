import { PERSON_ROLES } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { MAX_CARD_BYTES } from '../../../engine/services/people/card.ts';
import type { KnownPerson, People } from '../../../engine/services/people/people.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { readInputFile } from '../files/input-file.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { textFacts, textTable } from '../output/table.ts';
import { peopleOf } from '../people.ts';
import { choiceValue } from '../values.ts';

/** Makes the profile's person: new keys, and a card of their public halves. */
export const personCreate: Command = defineCommand({
  parameters: {},
  flags: { name: 'required', role: 'required', out: 'optional' },
  run: async (context, flags) => {
    const role = choiceValue('role', flags.role, PERSON_ROLES);
    const out = outputOf(context, flags.out);
    const people = peopleOf(context);
    const { id } = await people.create({ name: flags.name, role });
    await writeCard(people, out);
    return shown(people.find(id), [
      out === null ? '"person card --out FILE" writes the card for others.' : `The card is in ${out}.`,
      'Others compare the fingerprint with you before they trust it.',
    ]);
  },
});

/** Trusts the card of somebody else, or takes over what changed on it. */
export const personTrust: Command = defineCommand({
  parameters: { CARD: 'required' },
  flags: {},
  run: async (context, _flags, { CARD }) => {
    const bytes = await cardBytes(pathFrom(context, CARD));
    return shown(await peopleOf(context).trust(bytes), [
      'Compare the fingerprint with them, by phone or face to face: that is what makes the trust.',
    ]);
  },
});

/** The own person and everybody whose card is trusted. */
export const personList: Command = defineCommand({
  parameters: {},
  flags: {},
  run: async (context) => {
    const people = peopleOf(context).list();
    return {
      json: { people: people.map((person) => ({ ...factsOf(person), own: person.own })) },
      text: () =>
        people.length === 0
          ? 'This profile has no person and trusts nobody. "person create" makes one.'
          : textTable(
              [
                { header: 'Name', value: ({ name, own }) => (own ? `${name} (you)` : name) },
                { header: 'Role', value: ({ role }) => role },
                { header: 'Id', value: ({ id }) => id },
                { header: 'Fingerprint', whole: true, value: ({ fingerprint }) => fingerprint },
              ],
              people,
            ),
    };
  },
});

/** Writes the own card again, or shows its text. */
export const personCard: Command = defineCommand({
  parameters: {},
  flags: { out: 'optional' },
  run: async (context, flags) => {
    const out = outputOf(context, flags.out);
    const people = peopleOf(context);
    const card = people.card();
    await writeCard(people, out);
    const [own] = people.list();
    return {
      json: { person: own === undefined ? null : factsOf(own), card, ...(out === null ? {} : { file: out }) },
      text: () => (out === null ? card : `The card is in ${out}.`),
    };
  },
});

/** No longer trusts somebody. */
export const personForget: Command = defineCommand({
  parameters: { PERSON: 'required' },
  flags: {},
  run: async (context, _flags, { PERSON }) => {
    const people = peopleOf(context);
    const person = people.find(PERSON);
    if (person.own) {
      throw new EngineError('conflict', 'This is your own person. It stays with the profile folder.');
    }
    const forgotten = (await people.forget(person.id)) !== null;
    return {
      json: { forgotten, person: factsOf(person) },
      text: () => `${person.name} is no longer trusted.`,
    };
  },
});

function factsOf({ id, name, role, fingerprint }: KnownPerson) {
  return { id, name, role, fingerprint };
}

function shown(person: KnownPerson, advice: readonly string[]) {
  const { id, name, role, fingerprint } = person;
  return {
    json: { person: factsOf(person) },
    text: () =>
      [
        textFacts([
          ['Person', name],
          ['Role', role],
          ['Id', id],
          ['Fingerprint', fingerprint],
        ]),
        '',
        ...advice,
      ].join('\n'),
  };
}

/** Checked before anything is made: keys whose card has no place would be a surprise. */
function outputOf(context: CommandContext, out: string | null): string | null {
  if (out === null) return null;
  const path = pathFrom(context, out);
  requireOutputPlace(path);
  return path;
}

async function writeCard(people: People, out: string | null): Promise<void> {
  if (out !== null) await writeOutputFile(out, Buffer.from(`${people.card()}\n`, 'utf8'));
}

/** One byte more than a card can have: what is larger, the reader of cards refuses in its own words. */
async function cardBytes(path: string): Promise<Uint8Array> {
  const bytes = await readInputFile(path, MEGABYTE);
  return bytes.subarray(0, MAX_CARD_BYTES + 1);
}

const MEGABYTE = 1024 * 1024;
