import { listOf } from '../../../../shared/domain/format/words.ts';
import type { CashMatchId } from '../../../../shared/domain/ids.ts';
import type { CashMatchRow } from '../../db/queries/cash-application.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { toCsv } from '../exports/csv.ts';
import { toXlsx } from '../exports/xlsx.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const money = (
  header: string,
  value: (row: CashMatchRow) => CashMatchRow['amountMinor'],
): ExportColumn<CashMatchRow> => ({
  kind: 'money',
  header,
  value: (row) => ({ minor: value(row), currency: row.currency }),
});
const text = (header: string, value: (row: CashMatchRow) => string | null): ExportColumn<CashMatchRow> => ({
  kind: 'text',
  header,
  value,
});

/**
 * The layout for posting: one row for each part of a match, rows of one match together. A credit note's amount is what
 * is used of it and positive, as in the books; `Kind` says which it is. Invoices' `Applied` less credit notes' `Applied`
 * plus `Stays on account` are the `Payment`, which is repeated on each row of the match.
 */
const COLUMNS: readonly ExportColumn<CashMatchRow>[] = [
  text('Match', (row) => row.matchId),
  text('Customer number', (row) => row.accountNumber),
  text('Customer', (row) => row.account),
  { kind: 'date', header: 'Payment date', value: (row) => row.date },
  text('Payment reference', (row) => row.source),
  text('Currency', (row) => row.currency),
  money('Payment', (row) => row.paymentMinor),
  text('Kind', (row) => row.kind),
  text('Document number', (row) => row.number),
  money('Applied', (row) => row.amountMinor),
  money('Short', (row) => row.shortMinor),
  text('Short because of', (row) => row.shortReason),
  money('Stays on account', (row) => row.restMinor),
  text('Found by', (row) => row.matchKind),
  text('Approved by', (row) => row.approvedBy),
  { kind: 'instant', header: 'Approved (UTC)', value: (row) => row.approvedAt },
];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Approved matches as a file for whoever posts them; `pending` leaves out those that were exported before. They count as
 * exported once `recordExport` is told that the file was saved. Nothing is posted. Throws `conflict` when the books have
 * lost an invoice of a match that was never exported.
 */
export async function exportMatches(
  workspace: OpenWorkspace,
  options: { readonly format: 'csv' | 'xlsx'; readonly pending: boolean },
): Promise<{
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** The matches in the file. */
  readonly ids: readonly CashMatchId[];
}> {
  const rows = await workspace.db.read('cashMatches', { pending: options.pending });
  refuseGone(rows);
  const name = `cash-matches-${workspace.today()}.${options.format}`;
  const bytes = options.format === 'csv' ? toCsv(COLUMNS, rows) : await toXlsx('Cash matches', COLUMNS, rows);
  const ids = [...new Set(rows.map((row) => row.matchId))];
  return {
    name,
    mime: options.format === 'csv' ? 'text/csv;charset=utf-8' : XLSX,
    bytes,
    ids,
  };
}

/** Keeps that the file with these matches was saved: they wait for their export no longer, and it stands in the log. */
export async function recordExport(
  workspace: OpenWorkspace,
  file: { readonly ids: readonly CashMatchId[]; readonly name: string },
): Promise<void> {
  const { ids, name } = file;
  await workspace.db.write('recordCashMatchExport', { ids, fileName: name }, workspace.context());
}

function refuseGone(rows: readonly CashMatchRow[]): void {
  const gone = rows.filter((row) => row.gone === 1 && row.exportedAt === null);
  if (gone.length === 0) return;
  const numbers = listOf(gone.map((row) => `${row.number} (${row.account})`));
  throw new EngineError(
    'conflict',
    `The books do not have ${numbers} any more. Withdraw the application of that money, and export the others.`,
    { numbers: gone.map((row) => row.number) },
  );
}
