import { writeSync } from 'node:fs';
import { workspaceOfParent } from './child-workspace.ts';
import { importRows } from './ledger-files.ts';

/**
 * Imports files `PREFIX0`, `PREFIX1` … of a few thousand invoices each, every other one changing those of the file
 * before, and says `NAME BATCH` after each.
 */
const [folder = '', home = '', prefix = 'f', planted = 'Aurora'] = process.argv.slice(2);
const workspace = await workspaceOfParent(folder, { home, threads: true });
writeSync(1, 'open\n');
for (let number = 0; ; number++) {
  const round = Math.floor(number / 2);
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    customerNumber: `${prefix}-${index % 300}`,
    customerName: `${planted} ${index % 300}`,
    invoiceNumber: `${prefix}-${round}-${index}`,
    invoiceDate: '2026-01-15',
    dueDate: '2026-02-15',
    amount: '987654.32',
    openAmount: number % 2 === 0 ? '987654.32' : '12345.67',
    email: `ap-${index % 300}@planted-aurora.example`,
  }));
  const { batch } = await importRows(workspace, rows, { fileName: `${prefix}${number}.csv` });
  writeSync(1, `${prefix}${number} ${batch}\n`);
}
