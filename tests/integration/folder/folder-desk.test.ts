import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileExchange } from '../../../electron/engine/platform/files.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import {
  listFolderFiles,
  offerFolderFile,
} from '../../../electron/engine/services/connections/folder-desk.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { linkedEngine } from '../../support/engine/linked-engine.ts';
import { watchedFolder } from '../../support/engine/watched-folder.ts';

const GOING_ON = new AbortController().signal;

async function withWaitingFile() {
  const engine = await engineTest();
  const folder = await watchedFolder(engine.workspace);
  folder.put('items.csv', [
    { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', dueDate: '2026-05-01' },
  ]);
  await folder.run();
  const files = createFileExchange();
  const connection = await requireConnection(engine.workspace, folder.id);
  const offer = (name: string) =>
    offerFolderFile(engine.workspace, connection, files, { name, signal: GOING_ON });
  return { engine, folder, files, connection, offer };
}

describe('a file that waits for its mapping', () => {
  it('is listed first and handed to the import as if it had been picked', async () => {
    const { engine, connection, files, offer } = await withWaitingFile();
    const listed = await listFolderFiles(engine.workspace, connection);
    expect(listed).toMatchObject([{ name: 'items.csv', shown: 'items.csv', state: 'needs_mapping' }]);
    const { grant, name } = await offer('items.csv');
    const picked = await files.readGrant(grant);
    expect(name).toBe('items.csv');
    expect(Buffer.from(picked.bytes).toString()).toContain('customerNumber');
  });

  it.each(['../items.csv', '/etc/passwd', 'other.csv', ''])(
    'is the only one that can be asked for, not %j',
    async (name) => {
      const { folder, offer } = await withWaitingFile();
      writeFileSync(join(folder.path, 'other.csv'), 'not seen by any run');
      await expect(offer(name)).rejects.toMatchObject({ code: 'not_found' });
    },
  );

  it('is not handed out when a link took its place', async () => {
    const { folder, offer } = await withWaitingFile();
    const outside = join(folder.path, '..', 'secret.csv');
    writeFileSync(outside, 'secret');
    rmSync(join(folder.path, 'items.csv'));
    symlinkSync(outside, join(folder.path, 'items.csv'));
    await expect(offer('items.csv')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a window', () => {
  async function opened() {
    const linked = await linkedEngine();
    onTestFinished(() => linked.close());
    await linked.client.workspaces.create({
      name: 'Halden Instruments',
      currency: 'EUR' as never,
      timeZone: 'Europe/Berlin',
      protection: { kind: 'passphrase', passphrase: 'rain on the old harbour wall' },
      folderGrant: linked.engine.files.offerOpenPath(`${linked.home}/books`),
    });
    const path = join(linked.home, 'exports');
    mkdirSync(path);
    return { ...linked, path };
  }
  const exports = (path: string) =>
    ({ name: 'Exports', kind: 'folder', settings: { path }, secrets: {} }) as const;

  it('cannot name a folder of the computer, neither to try it nor to read it', async () => {
    const { client, path } = await opened();
    const refused = { code: 'validation', message: expect.stringContaining('command line') };
    await expect(client.connections.add(exports(path))).rejects.toMatchObject(refused);
    await expect(client.connections.tryOut({ ...exports(path), id: null })).rejects.toMatchObject(refused);
    expect(await client.connections.list()).toEqual([]);
  });

  it('connects the folder that a person picked in a dialog, and changes all but the folder by itself', async () => {
    const { client, engine, path } = await opened();
    const picked = exports(engine.files.offerOpenPath(path));
    expect(await client.connections.tryOut({ ...picked, id: null })).toMatchObject({ ok: true });
    const added = await client.connections.add(picked);
    expect(added).toMatchObject({ kind: 'folder', settings: { path }, hasSecrets: true, waitingFiles: 0 });
    const { id } = added;
    const changed = await client.connections.change({ id, settings: { path, complete: 'yes' } });
    expect(changed.settings).toEqual({ path, complete: 'yes' });
    const elsewhere = client.connections.change({ id, settings: { path: '/etc' } });
    await expect(elsewhere).rejects.toMatchObject({ code: 'validation' });
    expect(await client.connections.files({ id })).toEqual([]);
  });

  it('is told of a choice that there is not', async () => {
    const { client, engine, path } = await opened();
    const picked = exports(engine.files.offerOpenPath(path));
    const wrong = { ...picked, settings: { ...picked.settings, complete: 'perhaps' } };
    await expect(client.connections.add(wrong)).rejects.toMatchObject({ code: 'validation' });
  });
});
