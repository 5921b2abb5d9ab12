import { mkdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Preferences, preferencesSchema } from '../../../../shared/contract/app.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { writeFileDurably } from '../../db/durable-file.ts';
import { ownPersonReader } from '../people/people-file.ts';

const recentSchema = z.object({ id: z.string(), folder: z.string(), openedAt: z.string() });
const profileSchema = z.object({
  preferences: preferencesSchema.partial().default({}),
  recents: z.array(recentSchema).max(50).default([]),
});
type StoredProfile = z.infer<typeof profileSchema>;

const DEFAULTS: Preferences = {
  theme: 'system',
  density: 'compact',
  locale: null,
  personName: null,
  layout: {},
};
const MOST_RECENTS = 12;

export interface Recent {
  readonly id: string;
  readonly folder: string;
  readonly openedAt: Instant;
}

/** What a person chose on this computer, and which workspaces they opened. Readable without a key: no customer data. */
export interface Profile {
  preferences(): Preferences;
  setPreferences(change: Partial<Preferences>): Preferences;
  recents(): readonly Recent[];
  remember(recent: Recent): void;
  forget(id: string): void;
  /**
   * The acting person for the log: the profile's person, else the name chosen in the window, else `DUEBOOK_ACTOR`, else the
   * system user. Throws `bad_file` when `people.json` is damaged: nobody acts under a name that may not be theirs.
   */
  actor(): string;
}

/** Opens the profile of a home folder. A profile that cannot be read counts as empty and is replaced at the next change. */
export function openProfile(
  home: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Profile {
  const file = join(home, 'profile.json');
  const ownPerson = ownPersonReader(home);
  let stored = readStored(file);
  const save = (next: StoredProfile): void => {
    stored = next;
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeFileDurably(file, Buffer.from(`${JSON.stringify(next, null, 2)}\n`));
  };
  const preferences = (): Preferences => ({ ...DEFAULTS, ...stored.preferences });
  return {
    preferences,
    setPreferences(change) {
      save({ ...stored, preferences: { ...stored.preferences, ...change } });
      return preferences();
    },
    recents: () => stored.recents.map((recent) => ({ ...recent, openedAt: recent.openedAt as Instant })),
    remember(recent) {
      const others = stored.recents.filter((known) => known.folder !== recent.folder);
      save({ ...stored, recents: [recent, ...others].slice(0, MOST_RECENTS) });
    },
    forget(id) {
      save({ ...stored, recents: stored.recents.filter((recent) => recent.id !== id) });
    },
    actor: () => ownPerson()?.name ?? preferences().personName ?? (env.DUEBOOK_ACTOR || systemUser()),
  };
}

/** How a folder is called on screens that have no key yet. */
export function folderLabel(folder: string): string {
  return basename(folder);
}

function readStored(file: string): StoredProfile {
  try {
    return profileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { preferences: {}, recents: [] };
  }
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
