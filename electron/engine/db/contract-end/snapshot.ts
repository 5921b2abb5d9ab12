import type { RawKey } from '../../secrets/raw-key.ts';
import type { Connection } from '../connection.ts';
import { openConnection } from '../open.ts';
import { workspacePaths } from '../workspace-paths.ts';

/** A workspace as it is at one moment: whatever others write meanwhile, every read answers from then. */
export interface Snapshot {
  read<Input, Output>(query: (db: Connection, input: Input) => Output, input: Input): Output;
  close(): void;
}

/** Opens a reader of its own whose one transaction lasts until it is closed. Errors as `openConnection`. */
export function openSnapshot(folder: string, key: RawKey): Snapshot {
  const connection = openConnection(workspacePaths(folder).database, key, 'reader');
  connection.exec('BEGIN');
  // The moment is that of the first read.
  connection.prepare('SELECT 1 FROM workspace').get();
  return {
    read: (query, input) => query(connection, input),
    close: () => {
      connection.exec('COMMIT');
      connection.close();
    },
  };
}
