import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

/** Throws `conflict` when an import later than this one stands; `message` gets the name of the latest file. */
export function requireNewest(db: Connection, seq: number, message: (laterFile: string) => string): void {
  const later = db
    .prepare<[number], { file_name: string }>(
      'SELECT file_name FROM import_batch WHERE seq > ? AND undone_at IS NULL ORDER BY seq DESC LIMIT 1',
    )
    .get(seq);
  if (later !== undefined) throw new EngineError('conflict', message(later.file_name));
}
