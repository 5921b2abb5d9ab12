import { writeSync } from 'node:fs';
import { createBackup } from '../../../electron/engine/db/backup.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { migrateWorkspace } from '../../../electron/engine/db/migrate.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { CHILD_CONTEXT } from './child-context.ts';
import { keyFromParent } from './child-key.ts';
import { withNextMigration } from './next-migration.ts';
import { testRegistries } from './registries.ts';

/**
 * Writes the planted texts in the way that `stage` names, says `ready` and waits to be killed with its files open:
 * `written` (one command), `large-open` (a write larger than the page cache, not committed, with a sort),
 * `large-committed`, `backup` (ten of them, to be looked at meanwhile), `migrated`.
 */
const [stage = '', folder = '', name = '', text = ''] = process.argv.slice(2);
const key = keyFromParent();
acquireLock(folder);
const connection = openConnection(workspacePaths(folder).database, key, 'writer');
const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
performer.write('keepNote', { name, text }, CHILD_CONTEXT);

const large = {
  prefix: `${name} `,
  count: stage === 'large-open' ? 60_000 : 15_000,
  text: `${text} `.repeat(1_200 / text.length),
};
switch (stage) {
  case 'large-open':
    connection.exec('BEGIN IMMEDIATE');
    testRegistries.maintenance.keepMany(connection, large, { ...CHILD_CONTEXT, newId: () => 'x' });
    connection.exec('UPDATE saved_mapping SET updated_at = mapping_json');
    connection.prepare('SELECT mapping_json FROM saved_mapping ORDER BY mapping_json, shape_hash DESC').get();
    break;
  case 'large-committed':
    performer.maintain('keepMany', large, CHILD_CONTEXT);
    connection.exec('CREATE INDEX planted ON saved_mapping (mapping_json, updated_at)');
    break;
  case 'migrated':
    performer.maintain('keepMany', { ...large, count: 2_000 }, CHILD_CONTEXT);
    migrateWorkspace({ folder, key, migrations: withNextMigration() });
    break;
  case 'backup':
    performer.maintain('keepMany', { ...large, count: 2_000 }, CHILD_CONTEXT);
    writeSync(1, 'started\n');
    for (let round = 0; round < 10; round++) {
      await createBackup({ folder, key, target: `${folder}/../w.duebook-backup`, now: CHILD_CONTEXT.now });
    }
    break;
}
writeSync(1, 'ready\n');
// The connection is used so that it stays open: its working files are looked at.
setInterval(() => connection.inTransaction, 1_000);
