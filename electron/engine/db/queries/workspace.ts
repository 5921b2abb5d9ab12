import type { Connection } from '../connection.ts';

/** The raw settings of a workspace, by group; a group that was never changed is absent. The service parses them. */
export function rawSettings(db: Connection): Readonly<Record<string, unknown>> {
  const rows = db.prepare<[], { key: string; json: string }>('SELECT key, json FROM setting').all();
  return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.json) as unknown]));
}

export function readWorkspace(db: Connection): WorkspaceRow {
  const row = db
    .prepare<[], Omit<WorkspaceRow, 'demo'> & { demo: number }>(
      'SELECT id, name, currency, time_zone AS timeZone, demo, created_at AS createdAt FROM workspace',
    )
    .get();
  if (row === undefined) throw new Error('The workspace table is empty.');
  return { ...row, demo: row.demo === 1 };
}

export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly demo: boolean;
  readonly createdAt: string;
}
