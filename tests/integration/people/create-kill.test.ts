import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { openPeople } from '../../../electron/engine/services/people/people.ts';
import { entriesIn, folderStore } from '../../support/people/folder-store.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const CHILD = join(import.meta.dirname, '../../support/people/create-and-stop.ts');
const ADA = { name: 'Ada Brandt', role: 'specialist' } as const;

/** Ends the making of a person with SIGKILL at a step; the profile as the next start finds it. */
async function killedAt(step: string) {
  const folder = temporaryFolder();
  const [home, keyring] = [join(folder, 'home'), join(folder, 'keyring')];
  const child = spawn(process.execPath, [CHILD, home, keyring, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
  expect(said).toBe(`${step}\n`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const people = openPeople({ home, clock: systemClock }, { kind: 'keyring', store: folderStore(keyring) });
  return { people, keyring };
}

describe('whoever is killed while a person is made', () => {
  it.each(['before-set', 'after-set'])(
    'at %s leaves none, and the next try makes a whole one with one entry',
    async (step) => {
      const { people, keyring } = await killedAt(step);
      expect(people.own()).toBeNull();
      expect(people.keys()).toBe('none');
      const own = await people.create(ADA);
      await expect(people.sign(Buffer.from('x'))).resolves.toHaveLength(64);
      expect(entriesIn(keyring)).toEqual([`person:${own.id}`]);
    },
  );

  it('after it leaves a whole one', async () => {
    const { people, keyring } = await killedAt('done');
    expect(people.own()).toMatchObject(ADA);
    await expect(people.sign(Buffer.from('x'))).resolves.toHaveLength(64);
    expect(entriesIn(keyring)).toHaveLength(1);
    await expect(people.create(ADA)).rejects.toMatchObject({ code: 'conflict' });
  });
});
