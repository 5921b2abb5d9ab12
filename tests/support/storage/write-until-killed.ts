import { writeSync } from 'node:fs';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { asEngineError, createPerformer } from '../../../electron/engine/db/perform.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { CHILD_CONTEXT } from './child-context.ts';
import { keyFromParent } from './child-key.ts';
import { testRegistries } from './registries.ts';

/**
 * Writes notes `PREFIX0`, `PREFIX1` … one command each, now and then a few hundred rows at once, and says
 * `NAME SEQ HASH` after each commit. Ends with `failed CODE` when one is refused.
 */
const [folder = '', prefix = 'n'] = process.argv.slice(2);
acquireLock(folder);
const connection = openConnection(workspacePaths(folder).database, keyFromParent(), 'writer');
const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
try {
  for (let number = 0; ; number++) {
    if (number % 7 === 3) {
      performer.maintain(
        'keepMany',
        { prefix: `${prefix}-bulk${number}-`, count: 400, text: 'x'.repeat(500) },
        CHILD_CONTEXT,
      );
    }
    const name = `${prefix}${number}`;
    const { entries } = performer.write(
      'keepNote',
      { name, text: 'y'.repeat((number * 997) % 9_000) },
      CHILD_CONTEXT,
    );
    const last = entries.at(-1);
    writeSync(1, `${name} ${last?.seq} ${last?.hash}\n`);
  }
} catch (error) {
  writeSync(1, `failed ${asEngineError(error).code}\n`);
}
