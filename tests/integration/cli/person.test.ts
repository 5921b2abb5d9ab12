import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliDesk, emptyDesk, madeDesk } from './command-line.ts';

const PERSON = ['--name', 'Ada Brandt', '--role', 'specialist'];

/** Somebody else’s card, made on a profile of their own. */
async function cardOf(name: string, role: string, into: CliDesk): Promise<string> {
  const other = emptyDesk();
  const out = join(into.folder, `${role}.duebook-card`);
  await other.done('person', 'create', '--name', name, '--role', role, '--out', out);
  return out;
}

describe('person create', () => {
  it('makes the person with id and fingerprint, and a card of one line that is only its owner’s to read', async () => {
    const desk = emptyDesk();
    const out = join(desk.folder, 'ada.duebook-card');
    const { person } = await desk.done('person', 'create', ...PERSON, '--out', out);
    expect(person).toEqual({
      id: expect.stringMatching(/^p-[0-9a-f]{20}$/u),
      name: 'Ada Brandt',
      role: 'specialist',
      fingerprint: expect.stringMatching(/^(?:[0-9a-f]{4} ){9}[0-9a-f]{4}$/u),
    });
    const card = readFileSync(out, 'utf8');
    expect(card.split('\n')).toHaveLength(2);
    expect(JSON.parse(card)).toMatchObject({ duebook: 'card', id: person.id, name: 'Ada Brandt' });
    expect(statSync(join(desk.folder, 'home', 'people.json')).mode & 0o077).toBe(0);
  });

  it('a second person is a conflict, an unknown role is told which there are, a missing one is a wrong call', async () => {
    const desk = emptyDesk();
    await desk.done('person', 'create', ...PERSON);
    expect(await desk.refused('person', 'create', ...PERSON)).toMatchObject({ code: 'conflict' });
    const error = await desk.refused('person', 'create', '--name', 'Eve', '--role', 'boss');
    expect(error).toMatchObject({
      code: 'validation',
      choices: ['specialist', 'supervisor', 'backup', 'auditor'],
    });
    expect((await desk.run('person', 'create', '--name', 'Eve')).status).toBe(2);
  });

  it('makes nobody when the card has no place to go', async () => {
    const desk = emptyDesk();
    const nowhere = join(desk.folder, 'no', 'such', 'folder.card');
    expect(await desk.refused('person', 'create', ...PERSON, '--out', nowhere)).toMatchObject({
      code: 'bad_file',
    });
    expect(await desk.done('person', 'list')).toEqual({ people: [] });
  });

  it('people see the fingerprint, and what to do with it', async () => {
    const { stdout } = await emptyDesk().show('person', 'create', ...PERSON);
    expect(stdout).toMatch(/Fingerprint\s+[0-9a-f]{4} /u);
    expect(stdout).toContain('compare the fingerprint');
  });
});

describe('person card', () => {
  it('writes the same card again, or prints it', async () => {
    const desk = emptyDesk();
    const [first, second] = [join(desk.folder, 'a.card'), join(desk.folder, 'b.card')];
    const { person } = await desk.done('person', 'create', ...PERSON, '--out', first);
    expect(await desk.done('person', 'card', '--out', second)).toMatchObject({ person, file: second });
    expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
    expect((await desk.show('person', 'card')).stdout).toBe(readFileSync(first, 'utf8'));
  });

  it('without a person there is none', async () => {
    expect(await emptyDesk().refused('person', 'card')).toMatchObject({ code: 'not_found' });
  });
});

describe('person trust, list and forget', () => {
  it('a card from another profile is trusted, listed behind the own person, and forgotten by name', async () => {
    const desk = emptyDesk();
    const { person: own } = await desk.done('person', 'create', ...PERSON);
    const { person } = await desk.done('person', 'trust', await cardOf('Wim Aalders', 'backup', desk));
    expect(person).toMatchObject({ name: 'Wim Aalders', role: 'backup' });
    expect(await desk.done('person', 'list')).toEqual({
      people: [
        { ...own, own: true },
        { ...person, own: false },
      ],
    });
    expect((await desk.show('person', 'list')).stdout).toMatch(
      /Ada Brandt \(you\)[^\n]*\n[^\n]*Wim Aalders/u,
    );
    expect(await desk.done('person', 'forget', 'wim aalders')).toEqual({ forgotten: true, person });
    expect((await desk.done('person', 'list')).people).toHaveLength(1);
    expect(await desk.refused('person', 'forget', own.id)).toMatchObject({ code: 'conflict' });
  });

  it('a card that was changed, is something else, too large or not there is refused, and nobody is trusted', async () => {
    const desk = emptyDesk();
    const card = await cardOf('Wim Aalders', 'backup', desk);
    writeFileSync(card, readFileSync(card, 'utf8').replace('"backup"', '"supervisor"'));
    for (const path of [
      card,
      desk.file('x.card', 'hello'),
      desk.file('big.card', 'x'.repeat(20_000)),
      desk.folder,
    ]) {
      expect(await desk.refused('person', 'trust', path), path).toMatchObject({ code: 'bad_file' });
    }
    expect((await desk.run('person', 'trust', 'nothing.card')).status).toBe(1);
    expect((await desk.run('person', 'trust')).status).toBe(2);
    expect(await desk.done('person', 'list')).toEqual({ people: [] });
  });
});

describe('the person of the profile', () => {
  it('is held to their role: an auditor reads and exports, and is told whom to ask for the rest', async () => {
    const desk = await madeDesk();
    await desk.done('person', 'create', '--name', 'Uma Reyes', '--role', 'auditor');
    const error = await desk.refused('hold', 'set', '--everything', '--reason', 'Not mine to set');
    expect(error).toMatchObject({ code: 'policy_blocked', role: 'auditor' });
    expect(error.message).toContain('Uma Reyes works here as an auditor');
    const out = join(desk.folder, 'log.jsonl');
    expect(await desk.done('log', 'export', '--format', 'jsonl', '--out', out)).toMatchObject({ entries: 1 });
    expect(await desk.done('log', 'verify')).toMatchObject({ ok: true });
  });

  it('is the actor of the log, before DUEBOOK_ACTOR', async () => {
    const desk = await madeDesk();
    await desk.done('hold', 'set', '--everything', '--reason', 'Before');
    await desk.done('person', 'create', '--name', 'Ines Okafor', '--role', 'supervisor');
    await desk.done('hold', 'lift', '--everything');
    const { entries } = await desk.done('log', 'list', '--limit', '2');
    expect(entries.map(({ actor }: { readonly actor: string }) => actor)).toEqual([
      'Ada Brandt',
      'Ines Okafor',
    ]);
  });
});
