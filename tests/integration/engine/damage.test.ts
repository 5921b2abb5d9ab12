import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { readHeader } from '../../../electron/engine/db/header.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { type LinkedEngine, linkedEngine } from '../../support/engine/linked-engine.ts';

const PASSPHRASE = 'a passphrase for the damaged books';
const PAGE = 4096;

let linked: LinkedEngine | null = null;
afterEach(async () => {
  await linked?.close();
  linked = null;
});

it('says that the books are damaged when that shows only in use, and lets go of them', async () => {
  linked = await linkedEngine();
  const { client } = linked;
  const { workspace } = await client.workspaces.create({
    name: 'Halden Supply',
    currency: currencyCode('USD'),
    timeZone: 'UTC',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  });
  await client.workspaces.lock();
  breakPage(workspace.path, await rootPageOf(workspace.path, 'template'));

  await client.workspaces.unlock({ with: 'passphrase', passphrase: PASSPHRASE });
  await expect(client.templates.list()).rejects.toMatchObject({ code: 'damaged' });

  await vi.waitFor(async () => {
    expect(await client.app.status()).toMatchObject({ state: 'failed', code: 'damaged' });
  });
  acquireLock(workspace.path).release();
});

/** The page on which a table begins. */
async function rootPageOf(folder: string, table: string): Promise<number> {
  const key = await unlock(readHeader(folder), { kind: 'passphrase', passphrase: PASSPHRASE });
  const connection = openConnection(workspacePaths(folder).database, key, 'reader');
  try {
    return Number(connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  } finally {
    connection.close();
  }
}

function breakPage(folder: string, page: number): void {
  const { database } = workspacePaths(folder);
  const bytes = readFileSync(database);
  const at = (page - 1) * PAGE + 100;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(database, bytes);
}
