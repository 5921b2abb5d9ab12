import { z } from 'zod';
import { numberText } from '../http/json.ts';
import { firstRows, type Selection, timeValue, whereShown } from './netsuite-query.ts';
import type { Reading } from './netsuite-rows.ts';

const DELETED_ROWS: Selection = {
  columns: { record: 'deletedrecord.recordid' },
  from: 'deletedrecord',
  where: [],
  orderBy: ['deletedrecord.recordid'],
};

const rowForm = z.object({ record: numberText });
const AT_A_TIME = 1_000;

/**
 * Ids of records of all kinds that were deleted since. None where the role does not show them: then the sweep tells.
 *
 * @param since in the form of `timeText`.
 */
export async function deletedSince(
  { client, hidden, signal }: Reading,
  since: string,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (let last = 0, more = true; more; ) {
    const asked = {
      ...DELETED_ROWS,
      where: [`deletedrecord.deleteddate >= ${timeValue(since)}`, `deletedrecord.recordid > ${last}`],
    };
    const answer = await whereShown(hidden, 'deletedrecord', () =>
      firstRows(client, asked, AT_A_TIME, signal),
    );
    const records = (answer?.items ?? []).map((row) => rowForm.parse(row).record);
    for (const record of records) ids.add(record);
    last = Number(records.at(-1) ?? last);
    more = answer?.hasMore === true && records.length > 0;
  }
  return [...ids];
}
