import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ViewId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { withSummaries } from './summaries-at.ts';
import { type WorklistFilterInput, worklistCondition } from './worklist-filter.ts';

export interface SavedViewRow {
  readonly id: ViewId;
  readonly name: string;
  readonly filterJson: string;
  readonly sortJson: string;
  readonly count: number;
}

/** Saved views by name, each with its number of rows. */
export function savedViews(db: Connection, { today }: { readonly today: PlainDate }): SavedViewRow[] {
  return withSummaries(db, { asOf: today, today }, (table) => countedViews(db, today, table));
}

function countedViews(db: Connection, today: PlainDate, table: string): SavedViewRow[] {
  const rows = db
    .prepare<[], Omit<SavedViewRow, 'count'>>(
      'SELECT id, name, filter_json AS filterJson, sort_json AS sortJson FROM saved_view ORDER BY name COLLATE NOCASE',
    )
    .all();
  return rows.map((row) => {
    const { where, parameters } = worklistCondition(JSON.parse(row.filterJson) as WorklistFilterInput, today);
    const count = db
      .prepare(`SELECT COUNT(*) FROM ${table} s JOIN account a ON a.id = s.account_id WHERE ${where}`)
      .pluck()
      .get(parameters) as number;
    return { ...row, count };
  });
}
