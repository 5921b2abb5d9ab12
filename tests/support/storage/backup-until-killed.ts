import { writeSync } from 'node:fs';
import { createBackup } from '../../../electron/engine/db/backup.ts';
import { asEngineError } from '../../../electron/engine/db/perform.ts';
import { CHILD_CONTEXT } from './child-context.ts';
import { keyFromParent } from './child-key.ts';

/** Makes one backup after the other over the same file, and says `started` and `done SHA256` around each. */
const [folder = '', target = '', rounds = 'Infinity'] = process.argv.slice(2);
const key = keyFromParent();
try {
  for (let round = 0; round < Number(rounds); round++) {
    writeSync(1, 'started\n');
    const { sha256 } = await createBackup({ folder, key, target, now: CHILD_CONTEXT.now });
    writeSync(1, `done ${sha256}\n`);
  }
} catch (error) {
  writeSync(1, `failed ${asEngineError(error).code}\n`);
}
