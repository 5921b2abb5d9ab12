import { agedOn, refreshSummaries } from '../summary/refresh.ts';
import type { MaintenanceCommand } from './command.ts';

/** Ages the worklist figures when the date has changed since; `force` after settings that they rest on. */
export const ageSummaries: MaintenanceCommand<{ readonly force: boolean }, { readonly aged: boolean }> = (
  db,
  { force },
  context,
) => {
  if (!force && agedOn(db) === context.today) return { aged: false };
  refreshSummaries(db, { today: context.today });
  return { aged: true };
};
