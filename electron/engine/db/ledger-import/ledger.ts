import type { Connection } from '../connection.ts';

export interface FileLedger {
  readonly id: string;
  readonly freshAt: string | null;
}

/** The books that imported files make up; there is one per workspace. */
export function ensureFileLedger(db: Connection): FileLedger {
  db.prepare(
    "INSERT OR IGNORE INTO ledger (id, connector, name) VALUES ('files', 'files', 'Imported files')",
  ).run();
  const row = db
    .prepare<[], FileLedger>("SELECT id, fresh_at AS freshAt FROM ledger WHERE id = 'files'")
    .get();
  if (row === undefined) throw new Error('The ledger of imported files is missing.');
  return row;
}
