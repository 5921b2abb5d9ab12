import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBackup } from '../../../electron/engine/db/backup.ts';
import { digestFile, openBackup } from '../../../electron/engine/db/backup-format.ts';
import { checkCopy, checkDatabase } from '../../../electron/engine/db/copy.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { migrateWorkspace } from '../../../electron/engine/db/migrate.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { restoreBackup } from '../../../electron/engine/db/restore.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { startChild, type WorkspaceChild } from '../../support/storage/child.ts';
import { withNextMigration } from '../../support/storage/next-migration.ts';
import { testRegistries } from '../../support/storage/registries.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { CONTEXT, type TestWorkspace, temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

const random = seededNumbers();
const timeFor = (count: number) => 30_000 + count * 5_000;

/** Files in whose presence a backup and a migration are killed, so that every part of both is hit. */
const BACKUP_STAGES = ['.copy.part', '.copy.part-wal', 'backup.part', '.check.part', '.check.part-shm'];
const MIGRATION_STAGES = ['.part', '.part-shm', `pre-migration-${withNextMigration().length - 1}.db`];

/** Waits until a file with this ending stands in the folder, or the child has ended. */
async function untilFile(child: WorkspaceChild, folder: string, ending = ''): Promise<void> {
  while (child.running() && !hasFile(folder, ending)) await turns(1);
}

function hasFile(folder: string, ending: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith(ending));
}

/** A workspace with enough rows that copying and rebuilding it takes a while. */
function filledWorkspace(): TestWorkspace {
  const workspace = temporaryWorkspace();
  const connection = openConnection(workspace.paths.database, workspace.key, 'writer');
  const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
  performer.maintain('keepMany', { prefix: 'row', count: 20_000, text: 'z'.repeat(300) }, CONTEXT);
  performer.write('keepNote', { name: 'note', text: 'x' }, CONTEXT);
  connection.close();
  return workspace;
}

describe('after SIGKILL', () => {
  const writes = kills(6);
  it(
    `while writing (${writes} times), everything acknowledged is there and the log verifies`,
    async () => {
      let workspace = temporaryWorkspace();
      let acknowledged: string[] = [];
      for (let round = 0; round < writes; round++) {
        if (round % 10 === 9) {
          workspace = temporaryWorkspace();
          acknowledged = [];
        }
        const child = startChild('write-until-killed.ts', [workspace.folder, `r${round}-`], workspace.key);
        await child.untilLines(1 + random(60));
        await turns(random(50));
        await child.kill();
        const [name = '', seq, hash = ''] = child.lines.at(-1)?.split(' ') ?? [];
        acknowledged.push(...child.lines.map((line) => line.split(' ', 1)[0] ?? ''));

        acquireLock(workspace.folder).release();
        const db = openConnection(workspace.paths.database, workspace.key, 'writer');
        expect(verifyLog(db, { seq: Number(seq), hash })).toMatchObject({ ok: true });
        expect(checkDatabase(db).log.ok).toBe(true);
        const kept = new Set(db.prepare<[], string>('SELECT shape_hash FROM saved_mapping').pluck().all());
        expect(acknowledged.filter((note) => !kept.has(note))).toEqual([]);
        expect(kept.has(name)).toBe(true);
        const bulkRows = db
          .prepare("SELECT count(*) FROM saved_mapping WHERE shape_hash LIKE '%bulk%'")
          .pluck()
          .get();
        expect(Number(bulkRows) % 400).toBe(0);
        db.close();
      }
    },
    timeFor(writes),
  );

  const backups = kills(4);
  it(
    `while making a backup (${backups} times), the file is the old or the new one, whole, and the next backup works`,
    async () => {
      const workspace = filledWorkspace();
      const folder = temporaryFolder();
      const target = join(folder, 'w.duebook-backup');
      let completed = 0;
      for (let round = 0; round < backups; round++) {
        const child = startChild('backup-until-killed.ts', [workspace.folder, target], workspace.key);
        await child.untilLines(1 + 2 * random(2));
        await untilFile(child, folder, BACKUP_STAGES[random(BACKUP_STAGES.length)]);
        await turns(random(2_000));
        await child.kill();
        completed += child.lines.filter((line) => line.startsWith('done')).length;
        expect(existsSync(target) || completed === 0).toBe(true);
        if (existsSync(target)) {
          const { header, offset } = await openBackup(target);
          expect((await digestFile(target, offset)).sha256).toBe(header.sha256);
        }
      }
      const receipt = await createBackup({
        folder: workspace.folder,
        key: workspace.key,
        target,
        now: CONTEXT.now,
      });
      expect(receipt.log).toMatchObject({ ok: true, entries: 2 });
      expect(readdirSync(folder)).toEqual(['w.duebook-backup']);
      const restored = join(folder, 'restored');
      await restoreBackup({
        backup: target,
        folder: restored,
        newestSchema: 99,
        findKey: async () => workspace.key,
      });
      expect(checkCopy(workspacePaths(restored).database, workspace.key).log.entries).toBe(2);
    },
    timeFor(backups),
  );

  const migrations = kills(4);
  it(
    `while migrating (${migrations} times), the workspace has the old schema or the new one, with every row`,
    async () => {
      for (let round = 0; round < migrations; round++) {
        const workspace = filledWorkspace();
        const child = startChild('migrate-and-say.ts', [workspace.folder], workspace.key);
        await child.untilLines(1);
        await untilFile(child, workspace.paths.backups, MIGRATION_STAGES[random(MIGRATION_STAGES.length)]);
        await turns(random(20_000));
        await child.kill();

        const result = migrateWorkspace({ ...workspace, migrations: withNextMigration() });
        expect(result.from === result.to).toBe(child.lines.includes('done') || result.copy === null);
        expect(readdirSync(workspace.paths.backups)).toEqual([`pre-migration-${result.to - 1}.db`]);
        const db = openConnection(workspace.paths.database, workspace.key, 'writer');
        expect(checkDatabase(db)).toMatchObject({ userVersion: result.to, log: { ok: true, entries: 2 } });
        expect(db.prepare('SELECT count(*) FROM saved_mapping WHERE length > 0').pluck().get()).toBe(20_001);
        db.close();
      }
    },
    timeFor(migrations),
  );
});
