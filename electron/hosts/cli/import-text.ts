import type { PrintedImport } from './commands/import.ts';
import { textFacts, textTable } from './output/table.ts';
import { oneLine } from './output/terminal-text.ts';

const LISTED = 20;

/** The result of an import for people: counts, totals, warnings, and the first rows that were rejected. */
export function importText(fileName: string, result: PrintedImport, dryRun: boolean): string {
  const { rows } = result;
  const title = `${oneLine(fileName)}: ${whatHappened(result, dryRun)}`;
  const counts = textFacts([
    ['Rows read', String(rows.read)],
    ['New', String(rows.imported)],
    ['Changed', String(rows.updated)],
    ['Unchanged', String(rows.unchanged)],
    ['Skipped', String(rows.skipped)],
    ['Rejected', String(rows.rejected)],
    ['Customers', String(result.customers)],
    ['Invoices', String(result.invoices)],
    ...result.totals.map(({ currency, open }) => [`Open ${currency}`, open] as const),
  ]);
  return [title, counts, ...warnings(result), ...rejected(result), ...gone(result)].join('\n\n');
}

function whatHappened({ batch }: PrintedImport, dryRun: boolean): string {
  if (dryRun) return 'a trial, nothing was changed.';
  return batch === null ? 'imported before; there was nothing to change.' : 'imported.';
}

function warnings({ warnings: all }: PrintedImport): string[] {
  if (all.length === 0) return [];
  return [['Warnings:', ...all.map(({ count, message }) => `  ${count} × ${oneLine(message)}`)].join('\n')];
}

function rejected({ rejected: all }: PrintedImport): string[] {
  if (all.length === 0) return [];
  const table = textTable(
    [
      { header: 'Row', align: 'right', value: (row) => String(row.row) },
      { header: 'Column', value: (row) => row.column ?? '' },
      { header: 'Reason', whole: true, value: (row) => row.message },
    ],
    all.slice(0, LISTED),
  );
  const more = all.length > LISTED ? `\n… and ${all.length - LISTED} more; --json prints all.` : '';
  return [`Rejected rows:\n${table}${more}`];
}

function gone({ gone: all }: PrintedImport): string[] {
  if (all.length === 0) return [];
  const table = textTable(
    [
      { header: 'Customer', value: (row) => row.customerName ?? row.customerNumber ?? '' },
      { header: 'Invoice', value: (row) => row.number },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Open', align: 'right', value: (row) => row.open },
    ],
    all.slice(0, LISTED),
  );
  const more = all.length > LISTED ? `\n… and ${all.length - LISTED} more; --json prints all.` : '';
  return [`Open in the books, and not in this file. Nothing was closed:\n${table}${more}`];
}
