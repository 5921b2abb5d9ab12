import { writeSync } from 'node:fs';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { openPeople } from '../../../electron/engine/services/people/people.ts';
import { folderStore } from './folder-store.ts';

/**
 * Makes a person in the profile HOME, whose keyring is the folder KEYRING, and stands still at STEP until it is ended:
 * `before-set` and `after-set` of the keyring's entry, or `done`.
 */
const [home = '', keyring = '', step = ''] = process.argv.slice(2);
const stand = async (at: string): Promise<void> => {
  if (at !== step) return;
  writeSync(1, `${at}\n`);
  setInterval(() => {}, 1_000);
  await new Promise(() => {});
};
const store = folderStore(keyring);
const people = openPeople(
  { home, clock: systemClock },
  {
    kind: 'keyring',
    store: {
      ...store,
      async set(name, value) {
        await stand('before-set');
        await store.set(name, value);
        await stand('after-set');
      },
    },
  },
);
await people.create({ name: 'Ada Brandt', role: 'specialist' });
await stand('done');
