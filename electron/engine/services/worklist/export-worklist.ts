import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { WorklistItemRow } from '../../db/queries/worklist.ts';
import type { WorklistFilterInput, WorklistSortKey } from '../../db/queries/worklist-filter.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { toCsv } from '../exports/csv.ts';
import { toXlsx } from '../exports/xlsx.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const PAGE = 500;

const COLUMNS: readonly ExportColumn<WorklistItemRow>[] = [
  { kind: 'integer', header: 'Rank', value: (row) => row.rank },
  { kind: 'text', header: 'Number', value: (row) => row.number },
  { kind: 'text', header: 'Account', value: (row) => row.name },
  { kind: 'text', header: 'Currency', value: (row) => row.currency },
  { kind: 'money', header: 'Overdue', value: (row) => ({ minor: row.overdue, currency: row.currency }) },
  { kind: 'money', header: 'Open', value: (row) => ({ minor: row.open, currency: row.currency }) },
  { kind: 'integer', header: 'Oldest, days past due', value: (row) => row.oldestDaysPastDue },
  {
    kind: 'money',
    header: 'Not due',
    value: (row) => ({ minor: row.aging.current, currency: row.currency }),
  },
  { kind: 'money', header: '1–30', value: (row) => ({ minor: row.aging.d1_30, currency: row.currency }) },
  { kind: 'money', header: '31–60', value: (row) => ({ minor: row.aging.d31_60, currency: row.currency }) },
  { kind: 'money', header: '61–90', value: (row) => ({ minor: row.aging.d61_90, currency: row.currency }) },
  { kind: 'money', header: '91+', value: (row) => ({ minor: row.aging.d91_plus, currency: row.currency }) },
  {
    kind: 'money',
    header: 'Credits',
    value: (row) => ({ minor: row.aging.credits, currency: row.currency }),
  },
  {
    kind: 'money',
    header: 'Unapplied',
    value: (row) => ({ minor: row.aging.unapplied, currency: row.currency }),
  },
  { kind: 'integer', header: 'Priority', value: (row) => row.score },
  { kind: 'text', header: 'Why', value: (row) => row.reasons.map((reason) => reason.text).join(' · ') },
  { kind: 'text', header: 'Next action', value: (row) => row.nextAction?.kind ?? null },
  { kind: 'date', header: 'Next action on', value: (row) => row.nextAction?.date ?? null },
  { kind: 'instant', header: 'Last touch (UTC)', value: (row) => row.lastTouch?.at ?? null },
  { kind: 'text', header: 'Last touch', value: (row) => row.lastTouch?.summary ?? null },
];

/** The whole worklist under a filter, in the order shown, as a spreadsheet file; `asOf` looks back to an earlier day. */
export async function exportWorklist(
  workspace: OpenWorkspace,
  options: {
    readonly filter: WorklistFilterInput;
    readonly sort: { readonly key: WorklistSortKey; readonly descending: boolean };
    readonly format: 'csv' | 'xlsx';
    readonly asOf?: PlainDate | undefined;
  },
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }> {
  const today = workspace.today();
  const asOf = options.asOf ?? today;
  const rows: WorklistItemRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: WorklistItemRow[]; next: string | null } = await workspace.db.read('worklistPage', {
      filter: options.filter,
      sort: options.sort,
      limit: PAGE,
      cursor,
      asOf,
      today,
    });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  const name = `worklist-${asOf}.${options.format}`;
  return options.format === 'csv'
    ? { name, mime: 'text/csv;charset=utf-8', bytes: toCsv(COLUMNS, rows) }
    : {
        name,
        mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await toXlsx('Worklist', COLUMNS, rows),
      };
}
