import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { writeFileDurably } from '../../db/durable-file.ts';
import { acquirePeopleLock, type WriteLock } from '../../db/lock.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { sealedTextSchema } from '../../secrets/sealed-text.ts';
import { publicCard, requireSound, signedCardSchema } from './card.ts';

const instantText = z.custom<Instant>(
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
);

const peopleFileSchema = z.strictObject({
  version: z.literal(1),
  /** The keyring's entry of a person that is being made: what an interruption leaves, the next creation removes. */
  making: z.string().max(200).nullable(),
  /** Without `sealed` the private keys are in the keyring. */
  own: z.strictObject({ card: signedCardSchema, sealed: sealedTextSchema.nullable() }).nullable(),
  trusted: z.array(z.strictObject({ card: signedCardSchema, trustedAt: instantText })).max(10_000),
});
export type StoredPeople = z.infer<typeof peopleFileSchema>;

const NOBODY: StoredPeople = { version: 1, making: null, own: null, trusted: [] };

/** The public data of people, in `people.json` of the profile folder. */
export interface PeopleFile {
  /** As it is now, whoever wrote it. Throws `bad_file` for a file that was changed by hand or is damaged. */
  read(): StoredPeople;
  /** Changes it while no other process can. Throws `locked` when another one takes too long, and what `change` throws. */
  update<Value>(change: (stored: StoredPeople, write: Write) => Value | Promise<Value>): Promise<Value>;
}

type Write = (next: StoredPeople) => void;

/** The file of a profile folder. */
export function peopleFile(home: string): PeopleFile {
  const file = join(home, 'people.json');
  const read = reader(file);
  return {
    read,
    async update(change) {
      mkdirSync(home, { recursive: true, mode: 0o700 });
      const lock = await lockWhenFree(home);
      try {
        return await change(read(), (next) =>
          writeFileDurably(file, Buffer.from(`${JSON.stringify(next, null, 2)}\n`)),
        );
      } finally {
        lock.release();
      }
    },
  };
}

/** Asks who the person of a profile folder is, again and again: what did not change is not parsed twice. */
export function ownPersonReader(home: string): () => PublicCard | null {
  const read = reader(join(home, 'people.json'));
  return () => {
    const { own } = read();
    return own === null ? null : publicCard(own.card);
  };
}

function reader(file: string): () => StoredPeople {
  let known: { readonly text: string; readonly people: StoredPeople } | null = null;
  return () => {
    const text = textOf(file);
    if (text === null) return NOBODY;
    if (known?.text !== text) known = { text, people: parsed(text, file) };
    return known.people;
  };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(file, error);
  }
}

/** A role that somebody wrote into the file does not count: every card must fit its signature. */
function parsed(text: string, file: string): StoredPeople {
  try {
    const people = peopleFileSchema.parse(JSON.parse(text));
    for (const { card } of [people.own, ...people.trusted].filter((one) => one !== null)) requireSound(card);
    return people;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): EngineError {
  return new EngineError(
    'bad_file',
    `${file} with the people of this profile cannot be read, or was changed by hand. Restore it from a backup, or remove it and make your person anew.`,
    { file },
    cause,
  );
}

const TRIES = 40;
const PAUSE_MS = 50;

async function lockWhenFree(home: string): Promise<WriteLock> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return acquirePeopleLock(home);
    } catch (error) {
      if (!isEngineError(error, 'locked') || left === 0) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
