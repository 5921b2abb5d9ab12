import { type AgingBasis, type AgingEdges, bucketLabels } from '../../../../shared/domain/aging/buckets.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../../shared/domain/format/dates.ts';
import type { AgingReport } from '../../db/queries/aging.ts';
import type { AgingAmount, AgingView } from '../../db/queries/aging-view.ts';
import { aboutFigures } from '../exports/about-figures.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { CSV_MIME, toCsv } from '../exports/csv.ts';
import { sheetOf } from '../exports/sheet.ts';
import { toWorkbook, XLSX_MIME } from '../exports/xlsx.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { stampColumns } from './export-worklist.ts';

type AccountRow = AgingReport['accounts'][number];

export interface AgingExport {
  readonly format: 'csv' | 'xlsx';
  readonly asOf?: PlainDate | undefined;
  readonly basis: AgingBasis;
  /** What the one table of a CSV holds; a workbook has a sheet for each. */
  readonly by: 'total' | 'account';
}

/**
 * The aging as a spreadsheet file: a workbook with one sheet of totals and one of accounts, or a CSV of one of the two.
 * Amounts keep the decimals of their currency; no sum runs over currencies.
 */
export async function exportAging(
  workspace: OpenWorkspace,
  { format, basis, by, ...options }: AgingExport,
): Promise<{
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}> {
  const today = workspace.today();
  const asOf = options.asOf ?? today;
  const report = await workspace.db.read('agingReport', { asOf, today, basis, byAccount: true });
  const amounts = amountColumns((await readSettings(workspace)).agingEdges);
  const byAccount: readonly ExportColumn<AccountRow>[] = [...ACCOUNT, ...amounts];
  const rows = by === 'account' ? report.accounts.length : report.totals.length;
  const name = `aging-${asOf}.${format}`;
  if (format === 'csv') {
    const stamp = stampColumns<AgingView>(asOf, report.figures);
    const bytes =
      by === 'account'
        ? toCsv([...byAccount, ...stamp], report.accounts)
        : toCsv([...amounts, ...stamp], report.totals);
    return { name, mime: CSV_MIME, bytes, rows };
  }
  const about = [
    `Aging of ${workspace.name}`,
    `As of ${formatExactDate(asOf)}, by ${basis} date`,
    aboutFigures(report.figures, workspace.timeZone),
  ];
  const bytes = await toWorkbook([
    sheetOf('Totals', amounts, report.totals, about),
    sheetOf('By account', byAccount, report.accounts, about),
  ]);
  return { name, mime: XLSX_MIME, bytes, rows };
}

const ACCOUNT: readonly ExportColumn<AccountRow>[] = [
  { kind: 'text', header: 'Number', value: (row) => row.account.number },
  { kind: 'text', header: 'Account', value: (row) => row.account.name },
];

function amountColumns(edges: AgingEdges): readonly ExportColumn<AgingView>[] {
  const labels = bucketLabels(edges);
  const amount = (header: string, name: AgingAmount): ExportColumn<AgingView> => ({
    kind: 'money',
    header,
    value: (row) => ({ minor: row[name], currency: row.currency }),
  });
  return [
    { kind: 'text', header: 'Currency', value: (row) => row.currency },
    amount(labels.current, 'current'),
    amount(labels.d1_30, 'd1_30'),
    amount(labels.d31_60, 'd31_60'),
    amount(labels.d61_90, 'd61_90'),
    amount(labels.d91_plus, 'd91_plus'),
    amount('Gross', 'gross'),
    amount('Credits', 'credits'),
    amount('Unapplied', 'unapplied'),
    amount('Net', 'net'),
    { kind: 'integer', header: 'Open invoices', value: (row) => row.invoices },
  ];
}
