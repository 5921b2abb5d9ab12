import { type AgingEdges, bucketLabels } from '../../../../shared/domain/aging/buckets.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import type { MinorUnits } from '../../../../shared/domain/money.ts';
import type { WorklistItemRow, WorklistPage } from '../../db/queries/worklist.ts';
import type { WorklistFilterInput, WorklistSortKey } from '../../db/queries/worklist-filter.ts';
import { aboutFigures } from '../exports/about-figures.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { CSV_MIME, toCsv } from '../exports/csv.ts';
import { sheetOf } from '../exports/sheet.ts';
import { toWorkbook, XLSX_MIME } from '../exports/xlsx.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const PAGE = 500;

type Column = ExportColumn<WorklistItemRow>;

const money = (header: string, of: (row: WorklistItemRow) => MinorUnits): Column => ({
  kind: 'money',
  header,
  value: (row) => ({ minor: of(row), currency: row.currency }),
});

function worklistColumns(edges: AgingEdges): readonly Column[] {
  const labels = bucketLabels(edges);
  return [
    { kind: 'integer', header: 'Rank', value: (row) => row.rank },
    { kind: 'text', header: 'Number', value: (row) => row.number },
    { kind: 'text', header: 'Account', value: (row) => row.name },
    { kind: 'text', header: 'Currency', value: (row) => row.currency },
    money('Overdue', (row) => row.overdue),
    money('Open', (row) => row.open),
    { kind: 'integer', header: 'Oldest, days past due', value: (row) => row.oldestDaysPastDue },
    money(labels.current, (row) => row.aging.current),
    money(labels.d1_30, (row) => row.aging.d1_30),
    money(labels.d31_60, (row) => row.aging.d31_60),
    money(labels.d61_90, (row) => row.aging.d61_90),
    money(labels.d91_plus, (row) => row.aging.d91_plus),
    money('Credits', (row) => row.aging.credits),
    money('Unapplied', (row) => row.aging.unapplied),
    { kind: 'integer', header: 'Priority', value: (row) => row.score },
    { kind: 'text', header: 'Why', value: (row) => row.reasons.map((reason) => reason.text).join(' · ') },
    { kind: 'text', header: 'Next action', value: (row) => row.nextAction?.kind ?? null },
    { kind: 'date', header: 'Next action on', value: (row) => row.nextAction?.date ?? null },
    { kind: 'instant', header: 'Last touch (UTC)', value: (row) => row.lastTouch?.at ?? null },
    { kind: 'text', header: 'Last touch', value: (row) => row.lastTouch?.summary ?? null },
  ];
}

export interface WorklistSelection {
  readonly filter: WorklistFilterInput;
  readonly sort: { readonly key: WorklistSortKey; readonly descending: boolean };
}

/**
 * The whole worklist under a filter, in the order shown, as a spreadsheet file; `asOf` looks back to an earlier day. The
 * workbook says above the table how old the figures are; the CSV says it in the last two columns of each row.
 */
export async function exportWorklist(
  workspace: OpenWorkspace,
  options: WorklistSelection & {
    readonly format: 'csv' | 'xlsx';
    readonly asOf?: PlainDate | undefined;
  },
): Promise<{
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}> {
  const asOf = options.asOf ?? workspace.today();
  const { rows, figures } = await wholeList(workspace, options, asOf);
  const columns = worklistColumns((await readSettings(workspace)).agingEdges);
  const name = `worklist-${asOf}.${options.format}`;
  if (options.format === 'csv') {
    const bytes = toCsv([...columns, ...stampColumns<WorklistItemRow>(asOf, figures)], rows);
    return { name, mime: CSV_MIME, bytes, rows: rows.length };
  }
  const about = [
    `Worklist of ${workspace.name}`,
    `As of ${formatExactDate(asOf)}`,
    aboutFigures(figures, workspace.timeZone),
  ];
  const bytes = await toWorkbook([sheetOf('Worklist', columns, rows, about)]);
  return { name, mime: XLSX_MIME, bytes, rows: rows.length };
}

/** The day and the moment that the figures of a CSV speak of: a file without lines above its table says it in each row. */
export function stampColumns<Row>(asOf: PlainDate, figures: Figures): readonly ExportColumn<Row>[] {
  return [
    { kind: 'date', header: 'As of', value: () => asOf },
    { kind: 'instant', header: 'Figures of (UTC)', value: () => figures.at },
  ];
}

async function wholeList(
  workspace: OpenWorkspace,
  { filter, sort }: WorklistSelection,
  asOf: PlainDate,
): Promise<{ readonly rows: readonly WorklistItemRow[]; readonly figures: Figures }> {
  const rows: WorklistItemRow[] = [];
  const readPage = (cursor: string | null): Promise<WorklistPage> =>
    workspace.db.read('worklistPage', { filter, sort, limit: PAGE, cursor, asOf, today: workspace.today() });
  for (let page = await readPage(null); ; page = await readPage(page.next)) {
    rows.push(...page.items);
    if (page.next === null) return { rows, figures: page.figures };
  }
}
