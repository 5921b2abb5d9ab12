import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBackup } from '../../../electron/engine/db/backup-format.ts';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { backupInThread, migrateInThread } from '../../../electron/engine/db/storage-task.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { withNextMigration } from '../../support/storage/next-migration.ts';
import { testRegistries } from '../../support/storage/registries.ts';
import { turns } from '../../support/storage/seeded.ts';
import { CONTEXT, type TestWorkspace, temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

function filledWorkspace(): TestWorkspace {
  const workspace = temporaryWorkspace();
  const connection = workspace.open('writer');
  const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
  performer.maintain('keepMany', { prefix: 'row', count: 5_000, text: 'z'.repeat(300) }, CONTEXT);
  performer.write('keepNote', { name: 'note', text: 'x' }, CONTEXT);
  return workspace;
}

/** How often this thread got its turn while the work went on. */
async function turnsDuring<Value>(work: Promise<Value>): Promise<{ value: Value; count: number }> {
  let count = 0;
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  while (!done) {
    await turns(1);
    count += 1;
  }
  return { value: await finished, count };
}

describe('storage work on a thread of its own', () => {
  it('makes a backup while this thread goes on', async () => {
    const { folder, key } = filledWorkspace();
    const target = join(temporaryFolder(), 'w.duebook-backup');
    const { value, count } = await turnsDuring(backupInThread({ folder, key, target, now: CONTEXT.now }));
    expect(value).toMatchObject({ file: target, checked: true, log: { ok: true, entries: 2 } });
    expect((await openBackup(target)).header.sha256).toBe(value.sha256);
    expect(count).toBeGreaterThan(100);
  });

  it('migrates, tells that it does, and returns where the copy is', async () => {
    const workspace = filledWorkspace();
    const states: string[] = [];
    const { folder, key } = workspace;
    const result = await migrateInThread({
      folder,
      key,
      migrations: withNextMigration(),
      onState: (state) => states.push(state),
    });
    expect(states).toEqual(['migrating']);
    expect(existsSync(result.copy ?? '')).toBe(true);
    expect(workspace.open('reader').pragma('user_version', { simple: true })).toBe(result.to);
  });

  it('hands its errors over as they are', async () => {
    const { folder, key } = filledWorkspace();
    const target = join(temporaryFolder(), 'none', 'w.duebook-backup');
    const refused = backupInThread({ folder, key, target, now: CONTEXT.now });
    await expect(refused).rejects.toBeInstanceOf(EngineError);
    await expect(refused).rejects.toMatchObject({ code: 'bad_file' });
    await expect(migrateInThread({ folder, key, migrations: [] })).rejects.toMatchObject({
      code: 'newer_version',
    });
  });
});
