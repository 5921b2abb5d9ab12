import { importMappingSchema } from '../../shared/contract/imports.ts';

/** How `ledgerCsv` is imported. */
export const LEDGER_MAPPING = importMappingSchema.parse({
  dateFormat: 'yyyy-MM-dd',
  decimal: '.',
  columns: {
    customerNumber: 'Customer no',
    customerName: 'Customer',
    invoiceNumber: 'Invoice',
    invoiceDate: 'Date',
    dueDate: 'Due',
    amount: 'Amount',
    openAmount: 'Open',
    currency: 'Currency',
    email: 'E-mail',
  },
});

/**
 * Made-up open invoices as a CSV file: `count` rows, 25 for each customer unless told, in three currencies, half a year of
 * due dates.
 */
export function ledgerCsv(
  count: number,
  { paid = 0, perCustomer = 25 }: { readonly paid?: number; readonly perCustomer?: number } = {},
): Buffer {
  const header = 'Customer no,Customer,Invoice,Date,Due,Amount,Open,Currency,E-mail\n';
  const pieces: string[] = [header];
  const first = Date.UTC(2026, 0, 1);
  for (let index = 0; index < count; index++) {
    const customer = index % Math.ceil(count / perCustomer);
    const issued = new Date(first + (index % 180) * 86_400_000).toISOString().slice(0, 10);
    const due = new Date(first + ((index % 180) + 30) * 86_400_000).toISOString().slice(0, 10);
    const amount = ((index * 7919) % 900_000) + 100;
    const open = index % 10 < paid ? 0 : amount;
    const currency = ['USD', 'EUR', 'GBP'][customer % 3];
    pieces.push(
      `C${customer},"Customer ${customer}, Ltd",R${index},${issued},${due},${money(amount)},${money(open)},${currency},ap@c${customer}.example\n`,
    );
  }
  return Buffer.from(pieces.join(''));
}

function money(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}
