import { FILE_GONE } from '../../db/file-in-place.ts';
import type { NamedExecutor } from '../../db/registries.ts';
import { type EngineError, isEngineError } from '../../platform/engine-error.ts';

/**
 * Tells when the database turns out to be damaged or gone while it is in use: opening reads only its first pages. The
 * call that met it fails as it would without.
 */
export function watchDamage(executor: NamedExecutor, onDamage: (error: EngineError) => void): NamedExecutor {
  const watched = async <Value>(call: Promise<Value>): Promise<Value> => {
    try {
      return await call;
    } catch (error) {
      if (isEngineError(error) && isOver(error)) onDamage(error);
      throw error;
    }
  };
  return {
    read: (name, input) => watched(executor.read(name, input)),
    write: (name, input, context) => watched(executor.write(name, input, context)),
    maintain: (name, input, context) => watched(executor.maintain(name, input, context)),
    close: () => executor.close(),
  };
}

function isOver({ code, details }: EngineError): boolean {
  return code === 'damaged' || details.cause === FILE_GONE;
}
