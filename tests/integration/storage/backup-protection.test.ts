import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../electron/engine/db/header.ts';
import { restoreBackup } from '../../../electron/engine/db/restore.ts';
import type { UnlockWith } from '../../../electron/engine/secrets/unlock.ts';
import {
  backUpWorkspace,
  listBackups,
  readBackup,
  restoreWorkspace,
} from '../../../electron/engine/services/workspace/backups.ts';
import { changeProtection } from '../../../electron/engine/services/workspace/change-protection.ts';
import { openWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { withBooks } from '../../support/engine/cases-of-books.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ACTOR } from '../../support/engine/engine-workspace.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const PASSPHRASE = 'quiet harbour lamp';
const actor = () => ACTOR;

async function restored(engine: EngineTest, fileName: string, how: UnlockWith) {
  const folder = join(dirname(engine.files.folder), `restored-${how.kind}`);
  const backup = { path: join(engine.files.paths.backups, fileName) };
  await restoreWorkspace(engine.installation, { backup, folder, how, actor });
  const workspace = await openWorkspace(engine.installation, { folder, with: how, mode: 'read', actor });
  const log = await workspace.db.read('verifyLog', null);
  const { entries } = await workspace.db.read('logPage', {
    filter: { from: null, to: null, accountId: null, actor: null, kinds: [] },
    limit: 1,
    order: 'newest',
    after: null,
  });
  await workspace.close();
  return { folder, log, newest: entries[0] };
}

describe('a backup', () => {
  it('opens by the protection that it was made under: keyring, passphrase or the recovery code of then', async () => {
    const engine = await engineTest();
    const { workspace, installation } = engine;
    await withBooks(engine);
    const keyring: UnlockWith = { kind: 'keyring', store: installation.keyring };
    const first = await backUpWorkspace(workspace);
    const before = dumpTables(engine.files.open('reader'), new Set());
    const seq = Number(engine.value('SELECT MAX(seq) FROM touchpoint'));

    const ofKeyring = await restored(engine, first.fileName, keyring);
    expect(ofKeyring.log).toMatchObject({ ok: true, entries: seq + 1 });
    expect(ofKeyring.newest).toMatchObject({
      kind: 'workspace_restored',
      actor: ACTOR,
      summary: `Restored from ${first.fileName}`,
    });
    expect(dumpTables(engine.files.open('reader'), new Set())).toEqual(before);

    const keeping = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
    const { recoveryCode } = await changeProtection(workspace, keeping, installation.keyring);
    expect(engine.rows('SELECT kind FROM touchpoint WHERE seq > ?', seq)).toEqual([
      { kind: 'protection_changed' },
    ]);
    const second = await backUpWorkspace(workspace);
    const bytes = readBackup(workspace, second.fileName);
    expect(bytes.length).toBeGreaterThan(second.size / 2);
    for (const how of [keeping, { kind: 'recovery', code: recoveryCode }] as const) {
      expect((await restored(engine, second.fileName, how)).log).toMatchObject({
        ok: true,
        entries: seq + 2,
      });
    }
    const refused = join(dirname(engine.files.folder), 'refused');
    const given = { backup: { name: 'b.duebook-backup', bytes }, folder: refused, actor };
    for (const [how, code] of [
      [keyring, 'no_key'],
      [{ kind: 'passphrase', passphrase: 'another' }, 'wrong_key'],
    ] as const) {
      await expect(restoreWorkspace(installation, { ...given, how })).rejects.toMatchObject({ code });
    }
    expect(readdirSync(installation.home).filter((name) => name.startsWith('restore-'))).toEqual([]);
    await restoreWorkspace(installation, { ...given, how: keeping });
    expect(readHeader(refused).workspaceId).toBe(workspace.id);
    expect(readdirSync(installation.home).filter((name) => name.startsWith('restore-'))).toEqual([]);

    expect(listBackups(workspace).map(({ fileName }) => fileName)).toEqual([second.fileName, first.fileName]);
    for (const name of ['../workspace.db', 'none.duebook-backup', 'workspace.json']) {
      expect(() => readBackup(workspace, name)).toThrow('That backup is no longer there. Create a new one.');
    }
  });

  it('that cannot take its place leaves what came to be there in the meantime, and nothing of its own', async () => {
    const engine = await engineTest();
    const { fileName } = await backUpWorkspace(engine.workspace);
    const outside = dirname(engine.files.folder);
    const folder = join(outside, 'late');
    const { key } = engine.files;
    await expect(
      restoreBackup({
        backup: join(engine.files.paths.backups, fileName),
        folder,
        newestSchema: 99,
        findKey: async () => {
          mkdirSync(folder);
          writeFileSync(join(folder, 'note.txt'), 'mine');
          return key;
        },
      }),
    ).rejects.toBeDefined();
    expect(readdirSync(folder)).toEqual(['note.txt']);
    expect(readdirSync(outside).filter((name) => name.includes('.part'))).toEqual([]);
  });
});
