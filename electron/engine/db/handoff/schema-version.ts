import { EngineError } from '../../platform/engine-error.ts';
import { readMigrations } from '../migrate.ts';

/** Throws `newer_version` for a pack whose parts were taken from a database newer than this version makes. */
export function requireSchema(schemaVersion: number, migrations: URL): void {
  const newest = readMigrations(migrations).length;
  if (schemaVersion <= newest) return;
  throw new EngineError('newer_version', 'The pack was made by a newer Duebook. Update, and open it again.', {
    pack: schemaVersion,
    here: newest,
  });
}
