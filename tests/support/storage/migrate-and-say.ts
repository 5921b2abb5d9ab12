import { writeSync } from 'node:fs';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { migrateWorkspace } from '../../../electron/engine/db/migrate.ts';
import { asEngineError } from '../../../electron/engine/db/perform.ts';
import { keyFromParent } from './child-key.ts';
import { withNextMigration } from './next-migration.ts';

/** Migrates a workspace to a version after the newest, and says `migrating` and then `done`. */
const [folder = ''] = process.argv.slice(2);
acquireLock(folder);
try {
  migrateWorkspace({
    folder,
    key: keyFromParent(),
    migrations: withNextMigration(),
    onState: (state) => writeSync(1, `${state}\n`),
  });
  writeSync(1, 'done\n');
} catch (error) {
  writeSync(1, `failed ${asEngineError(error).code}\n`);
}
