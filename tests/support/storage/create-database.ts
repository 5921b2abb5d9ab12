import { createDatabase } from '../../../electron/engine/db/open.ts';
import { asEngineError } from '../../../electron/engine/db/perform.ts';
import { keyFromParent } from './child-key.ts';

/** Makes a new database where the argument says, and prints `done` or the error code. */
try {
  createDatabase(process.argv[2] ?? '', keyFromParent());
  console.log('done');
} catch (error) {
  console.log(`failed ${asEngineError(error).code}`);
}
