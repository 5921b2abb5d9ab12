import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handoffFileName, returnFileName } from '../../../electron/engine/services/handoff/pack-names.ts';
import { openSharedFolder } from '../../../electron/engine/services/handoff/shared-folder.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';

const PACK = 'handoff-acme-to-ben-2026-11-24.duebook-handoff';

function bench() {
  const home = mkdtempSync(join(tmpdir(), 'duebook-shared-'));
  const folder = join(home, 'drive');
  mkdirSync(folder);
  const clock = { ms: Date.now() };
  const shared = openSharedFolder(home, () => clock.ms);
  shared.set(folder);
  return { home, folder, clock, shared };
}

function old(path: string): void {
  const hourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(path, hourAgo, hourAgo);
}

describe('the shared folder for packs', () => {
  it('is a setting of the profile that outlives the program, and can be taken away', () => {
    const { home, folder, shared } = bench();
    expect(openSharedFolder(home).path()).toBe(folder);
    shared.set(null);
    expect(openSharedFolder(home).path()).toBeNull();
  });

  it('takes no file, no relative path and nothing that is not there', () => {
    const { home, folder, shared } = bench();
    writeFileSync(join(home, 'file'), 'x');
    for (const path of [join(home, 'file'), 'drive', join(home, 'gone')]) {
      expect(() => shared.set(path)).toThrow(expect.objectContaining({ code: 'bad_file' }));
    }
    expect(shared.path()).toBe(folder);
  });

  it('lists packs only: no parts, hidden files, links, folders or other files', async () => {
    const { home, folder, shared } = bench();
    writeFileSync(join(home, 'elsewhere'), 'secret');
    for (const name of [PACK, 'back.duebook-return', `${PACK}.part`, `.${PACK}`, `~${PACK}`, 'list.csv']) {
      writeFileSync(join(folder, name), 'x');
      old(join(folder, name));
    }
    symlinkSync(join(home, 'elsewhere'), join(folder, 'link.duebook-handoff'));
    mkdirSync(join(folder, 'folder.duebook-handoff'));
    const found = await shared.list();
    expect(found.map(({ name, kind, state }) => [name, kind, state]).toSorted()).toEqual([
      ['back.duebook-return', 'return', 'ready'],
      [PACK, 'handoff', 'ready'],
    ]);
    await expect(shared.read('link.duebook-handoff')).rejects.toMatchObject({ code: 'bad_file' });
  });

  it('shows a file whose size still changes as arriving, and reads it only when it rests', async () => {
    const { folder, clock, shared } = bench();
    const state = async () => (await shared.list())[0]?.state;
    writeFileSync(join(folder, PACK), 'half');
    expect(await state()).toBe('arriving');
    await expect(shared.read(PACK)).rejects.toThrow(/still arriving/u);
    clock.ms += 2000;
    writeFileSync(join(folder, PACK), 'half and more');
    expect(await state()).toBe('arriving');
    clock.ms += 100;
    expect(await state()).toBe('arriving');
    clock.ms += 2000;
    expect(await state()).toBe('ready');
    expect(Buffer.from((await shared.read(PACK)).bytes).toString()).toBe('half and more');
  });

  it('shows an empty file as arriving for as long as it is empty', async () => {
    const { folder, shared } = bench();
    writeFileSync(join(folder, PACK), '');
    old(join(folder, PACK));
    expect((await shared.list())[0]?.state).toBe('arriving');
  });

  it('reads nothing outside of it', async () => {
    const { home, shared } = bench();
    writeFileSync(join(home, 'x.duebook-handoff'), 'outside');
    old(join(home, 'x.duebook-handoff'));
    for (const name of ['../x.duebook-handoff', join(home, 'x.duebook-handoff'), 'gone.duebook-handoff']) {
      await expect(shared.read(name)).rejects.toMatchObject({ code: 'bad_file' });
    }
  });

  it('shows a new pack to others only when it is whole, and leaves nothing of one that was given up', async () => {
    const { folder, shared } = bench();
    const publication = shared.publication(PACK);
    await publication.stage(Buffer.from('whole'));
    expect(await shared.list()).toEqual([]);
    await publication.publish();
    expect((await shared.list()).map(({ name, size }) => [name, size])).toEqual([[PACK, 5]]);
    const given = shared.publication(shared.freeName(PACK));
    await given.stage(Buffer.from('other'));
    await given.discard();
    expect(readdirSync(folder)).toEqual([PACK]);
  });

  it('never takes the name of a file that lies there', () => {
    const { folder, shared } = bench();
    writeFileSync(join(folder, PACK), 'x');
    expect(shared.freeName(PACK)).toBe('handoff-acme-to-ben-2026-11-24-2.duebook-handoff');
    expect(shared.freeName('new.duebook-return')).toBe('new.duebook-return');
  });

  it('says so when none is set, or when the drive is not there', async () => {
    const home = mkdtempSync(join(tmpdir(), 'duebook-shared-'));
    const shared = openSharedFolder(home);
    await expect(shared.list()).rejects.toMatchObject({ code: 'not_found' });
    writeFileSync(join(home, 'shared-folder.json'), JSON.stringify({ path: join(home, 'gone') }));
    await expect(shared.list()).rejects.toMatchObject({ code: 'bad_file' });
    writeFileSync(join(home, 'shared-folder.json'), '{');
    expect(shared.path()).toBeNull();
  });
});

describe('names of packs', () => {
  it('tell the client, the other side and the day, in letters that every file system takes', () => {
    const from = '2026-11-24' as PlainDate;
    expect(handoffFileName({ workspace: 'Björk & Söhne', recipient: 'Ben Okafor', from })).toBe(
      'handoff-bjork-sohne-to-ben-okafor-2026-11-24.duebook-handoff',
    );
    expect(returnFileName({ workspace: '../..', sender: '东京', on: from })).toBe(
      'return-accounts-from-accounts-2026-11-24.duebook-return',
    );
  });
});
