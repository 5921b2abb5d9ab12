import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { realLedgerAvailable, realLedgerOfToday } from '../../support/real-ledger.ts';

/** A file of open invoices, and the figures that it must come to; amounts in cents. */
export type Books = {
  readonly fileName: string;
  readonly content: string | Buffer;
  /** Whether the import has to ask for the currency. */
  readonly namesCurrency: boolean;
  readonly accountsOverdue: number;
  readonly open: number;
  readonly notDue: number;
  readonly upTo30: number;
  readonly overdue: string;
};

/** Today where the browser of the tests is, and so in the workspaces that it creates. */
export function today(): PlainDate {
  return plainDate(new Date().toISOString().slice(0, 10));
}

/** The real ledger where it lies beside the checkout, else a small one. */
export function realBooks(): Books {
  if (!realLedgerAvailable()) {
    console.log('The real ledger does not lie beside this checkout: a small one stands in for it.');
    return SMALL_BOOKS;
  }
  return {
    fileName: 'receivables.csv',
    content: realLedgerOfToday(today()),
    namesCurrency: false,
    accountsOverdue: 12,
    open: 5_119_85,
    notDue: 4_284_29,
    upTo30: 835_56,
    overdue: '$835.56',
  };
}

/** Three customers: two overdue, one not. */
export const SMALL_BOOKS: Books = {
  fileName: 'open-invoices.csv',
  content: smallLedger(),
  namesCurrency: true,
  accountsOverdue: 2,
  open: 1_650_50,
  notDue: 400_00,
  upTo30: 250_50,
  overdue: '$1,250.50',
};

function smallLedger(): string {
  const day = (days: number) => addDays(today(), days);
  return [
    'Customer number,Customer name,Invoice number,Invoice date,Due date,Open amount,Currency,Email',
    `C-100,Northwind Traders,INV-1001,${day(-75)},${day(-45)},1000.00,USD,billing@northwind.test`,
    `C-100,Northwind Traders,INV-1002,${day(-40)},${day(-10)},150.50,USD,billing@northwind.test`,
    `C-200,Contoso,INV-1003,${day(-35)},${day(-5)},100.00,USD,ap@contoso.test`,
    `C-300,Fabrikam,INV-1004,${day(-10)},${day(20)},400.00,USD,ap@fabrikam.test`,
    '',
  ].join('\r\n');
}
