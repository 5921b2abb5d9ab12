import { renameSync, rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { linkedEngine } from '../../support/engine/linked-engine.ts';

const PASSPHRASE = { with: 'passphrase', passphrase: 'a passphrase for books that go missing' } as const;
const SORT = { key: 'overdue', descending: true } as const;

/** Open books with one saved view, and how another is saved. */
async function openBooks() {
  const linked = await linkedEngine();
  onTestFinished(() => linked.close());
  const { client } = linked;
  const { workspace } = await client.workspaces.create({
    name: 'Halden Supply',
    currency: currencyCode('USD'),
    timeZone: 'UTC',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE.passphrase },
  });
  const save = (name: string) => client.worklist.views.save({ name, filter: {}, sort: SORT });
  await save('Before');
  return { client, folder: workspace.path, save };
}

const GONE = { code: 'not_found', message: expect.stringContaining('moved or removed') };

it.skipIf(process.platform === 'win32').each([
  ['the folder', (folder: string) => rmSync(folder, { recursive: true })],
  ['the database', (folder: string) => rmSync(workspacePaths(folder).database)],
  ['the write-ahead log', (folder: string) => rmSync(`${workspacePaths(folder).database}-wal`)],
])(
  'a write after %s was removed is refused, not kept in a file that is gone, and the window is told',
  async (_, remove) => {
    const { client, folder, save } = await openBooks();
    remove(folder);
    await expect(save('After')).rejects.toMatchObject(GONE);
    await vi.waitFor(async () => {
      expect(await client.app.status()).toMatchObject({ state: 'failed', ...GONE });
    });
  },
);

it.skipIf(process.platform === 'win32')(
  'books that were moved while open have all that was answered once they are back',
  async () => {
    const { client, folder, save } = await openBooks();
    renameSync(folder, `${folder}-away`);
    await expect(save('After')).rejects.toMatchObject(GONE);
    await vi.waitFor(async () => {
      expect(await client.app.status()).toMatchObject({ state: 'failed' });
    });
    renameSync(`${folder}-away`, folder);
    const [recent] = (await client.app.info()).recents;
    await client.workspaces.open({ recentId: recent?.id });
    await client.workspaces.unlock(PASSPHRASE);
    expect((await client.worklist.views.list()).map(({ name }) => name)).toEqual(['Before']);
    expect(await client.log.verify()).toMatchObject({ ok: true, entries: 2 });
  },
);

it.skipIf(process.platform === 'win32')(
  'locking books whose folder is gone closes them and says so',
  async () => {
    const { client, folder } = await openBooks();
    rmSync(folder, { recursive: true });
    await expect(client.workspaces.lock()).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.app.status()).toMatchObject({ state: 'failed', code: 'not_found', folder });
  },
);
