import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '../../../electron/engine/db/copy.ts';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { newRawKey } from '../../../electron/engine/secrets/raw-key.ts';
import { startChild } from '../../support/storage/child.ts';
import { withNextMigration } from '../../support/storage/next-migration.ts';
import { testRegistries } from '../../support/storage/registries.ts';
import { CONTEXT, temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

/** Lets no file grow beyond so many KiB; without the trap the kernel would end the process instead of refusing. */
const filesUpTo = (kib: number) => `trap '' XFSZ; ulimit -f ${kib}`;

describe('on a full disk', () => {
  it('a write answers disk_full, leaves nothing of itself, and the next one works when there is room again', () => {
    const connection = temporaryWorkspace().open('writer');
    const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages + 40}`);
    let acknowledged = 0;
    const fill = () => {
      for (;;) {
        performer.write('keepNote', { name: `n${acknowledged}`, text: 'x'.repeat(2_000) }, CONTEXT);
        acknowledged += 1;
      }
    };
    expect(fill).toThrow(
      expect.objectContaining({ code: 'disk_full', message: expect.stringContaining('free some space') }),
    );
    expect(acknowledged).toBeGreaterThan(3);
    expect(performer.read('countNotes', null)).toBe(acknowledged);
    expect(checkDatabase(connection).log).toMatchObject({ ok: true, entries: acknowledged * 2 });

    connection.pragma(`max_page_count = ${pages + 4_000}`);
    performer.write('keepNote', { name: 'later', text: 'x' }, CONTEXT);
    expect(checkDatabase(connection).log).toMatchObject({ ok: true, entries: acknowledged * 2 + 2 });
  });

  it('a bulk write that does not fit is undone as a whole', () => {
    const connection = temporaryWorkspace().open('writer');
    const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
    performer.write('keepNote', { name: 'before', text: 'x' }, CONTEXT);
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true })) + 100}`);
    expect(() =>
      performer.maintain('keepMany', { prefix: 'n', count: 10_000, text: 'x'.repeat(500) }, CONTEXT),
    ).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(performer.read('names', null)).toEqual(['before']);
  });

  it('a process that hits the limit of the file system keeps all it had acknowledged', async () => {
    const workspace = temporaryWorkspace();
    const child = startChild('write-until-killed.ts', [workspace.folder], workspace.key, {
      shell: filesUpTo(3_000),
    });
    await child.ended;
    expect(child.lines.at(-1)).toBe('failed disk_full');
    const acknowledged = child.lines.slice(0, -1).map((line) => line.split(' ', 1)[0] ?? '');
    expect(acknowledged.length).toBeGreaterThan(3);
    const db = workspace.open('writer');
    expect(checkDatabase(db).log).toMatchObject({ ok: true, entries: acknowledged.length * 2 });
    const kept = new Set(db.prepare<[], string>('SELECT shape_hash FROM saved_mapping').pluck().all());
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  });

  it('a new database that does not fit is not left half made', async () => {
    const file = join(temporaryFolder(), 'workspace.db');
    const child = startChild('create-database.ts', [file], newRawKey(), { shell: filesUpTo(2) });
    await child.ended;
    expect(child.lines).toEqual(['failed disk_full']);
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('a backup answers disk_full, and no half of it stays', async () => {
    const workspace = temporaryWorkspace();
    const limit = Math.floor(statSync(workspace.paths.database).size / 2_048);
    const folder = temporaryFolder();
    const child = startChild(
      'backup-until-killed.ts',
      [workspace.folder, join(folder, 'b'), '1'],
      workspace.key,
      {
        shell: filesUpTo(limit),
      },
    );
    await child.ended;
    expect(child.lines).toEqual(['started', 'failed disk_full']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a migration answers disk_full and leaves the schema as it was', async () => {
    const workspace = temporaryWorkspace();
    const limit = Math.floor(statSync(workspace.paths.database).size / 2_048);
    const child = startChild('migrate-and-say.ts', [workspace.folder], workspace.key, {
      shell: filesUpTo(limit),
    });
    await child.ended;
    expect(child.lines).toEqual(['migrating', 'failed disk_full']);
    expect(workspace.open('writer').pragma('user_version', { simple: true })).toBe(
      withNextMigration().length - 1,
    );
    expect(readdirSync(workspace.paths.backups)).toEqual([]);
  });
});
