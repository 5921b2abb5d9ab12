import { cellText } from '../../../../shared/domain/imports/blank.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { badFile } from './file-errors.ts';
import type { FoundHeader } from './header.ts';
import type { TableSource } from './table.ts';

/**
 * Refuses a report that writes customers and invoice numbers into one first column without a name, as the aged
 * receivable of Odoo does: the sums of the customers look like invoices there. Throws `bad_file` that says what to
 * export instead.
 */
export function refuseUnnamedNumbers(
  source: TableSource,
  { names, below }: FoundHeader,
  { columns }: ImportMapping,
): void {
  const named = [columns.customerName, columns.invoiceNumber, columns.transactionNumber];
  if (named.some((column) => column !== null) || names[0] !== '') return;
  const filled = below.filter((row) => cellText(row.cells[0] ?? '') !== '').length;
  if (below.length === 0 || filled < below.length * 0.5) return;
  throw badFile(
    source.fileName,
    'customers and invoice numbers stand in one column without a name, so that the sum of a customer cannot be told ' +
      'from an invoice.',
    'Export the list of open invoices instead, with the number, the customer, the dates, the amount due and the ' +
      'currency as columns (in Odoo: the list of customer invoices, not the aged receivable).',
  );
}
