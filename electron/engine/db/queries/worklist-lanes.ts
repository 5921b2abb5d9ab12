import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { LANES, type Lane } from '../../../../shared/domain/lanes/lanes.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { type WorklistFilterInput, worklistCondition } from './worklist-filter.ts';

/** How many rows stand in a lane, and what is overdue in them by currency; never added across currencies. */
export interface LaneTotals {
  readonly lane: Lane;
  readonly rows: number;
  readonly sums: { readonly currency: CurrencyCode; readonly overdue: MinorUnits }[];
}

/**
 * The lanes that have rows under a filter, in their order. Each is counted as it would be shown if it alone were chosen:
 * what rests is left out as in the list, but not in the lanes that are there for it.
 */
export function laneTotals(
  db: Connection,
  input: { readonly filter: WorklistFilterInput; readonly asOf: PlainDate; readonly table: string },
): LaneTotals[] {
  const { where, parameters } = worklistCondition({ ...input.filter, lanes: LANES }, input.asOf);
  const rows = db
    .prepare<unknown[], { lane: Lane; currency: CurrencyCode; rows: number; overdue: MinorUnits }>(
      `SELECT s.lane, s.currency, COUNT(*) AS rows, SUM(s.overdue_minor) AS overdue
       FROM ${input.table} s JOIN account a ON a.id = s.account_id
       WHERE ${where} GROUP BY s.lane, s.currency ORDER BY rows DESC, s.currency`,
    )
    .all(parameters);
  const byLane = Map.groupBy(rows, (row) => row.lane);
  return LANES.flatMap((lane) => {
    const own = byLane.get(lane) ?? [];
    if (own.length === 0) return [];
    return [
      {
        lane,
        rows: own.reduce((sum, row) => sum + row.rows, 0),
        sums: own.map(({ currency, overdue }) => ({ currency, overdue })),
      },
    ];
  });
}

/** Overdue accounts for which no next step is set, each once whatever its currencies. */
export function accountsWithoutStep(db: Connection, table: string): number {
  const count = db
    .prepare<[], number>(
      `SELECT COUNT(DISTINCT account_id) FROM ${table} WHERE overdue_minor > 0 AND has_step = 0`,
    )
    .pluck()
    .get();
  return count ?? 0;
}
