import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';

/** Takes the write lock of the folder given, says so, and holds it until it is killed. */
try {
  acquireLock(process.argv[2] ?? '');
  console.log('held');
  setInterval(() => {}, 1_000);
} catch (error) {
  console.log(isEngineError(error) ? error.code : 'unexpected');
}
