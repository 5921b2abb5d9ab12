import { importMappingSchema } from '../../shared/contract/imports.ts';
import { logFilterSchema } from '../../shared/contract/log.ts';
import { worklistFilterSchema } from '../../shared/contract/worklist.ts';
import { currencyCode } from '../../shared/domain/money.ts';

export const PASSPHRASE = 'rain on the old harbour wall';
export const FILTER = worklistFilterSchema.parse({});
export const SORT = { key: 'priority', descending: true } as const;
export const LOG_FILTER = logFilterSchema.parse({});

export const NEW_BOOKS = {
  name: 'Halden Instruments',
  currency: currencyCode('EUR'),
  timeZone: 'Europe/Berlin',
  protection: { kind: 'passphrase', passphrase: PASSPHRASE },
} as const;

export const WORDING = {
  stage: 'friendly',
  language: 'en',
  subject: 'Open invoices',
  body: 'Good morning,\n\n{% invoices overdue %}\n',
} as const;

export const EMPTY_CONTACT = {
  name: 'Wim Aalders',
  role: null,
  email: 'wim@borealis.example',
  phone: null,
  billing: true,
};

/** A mail server that nobody runs. */
export const MAILBOX = {
  address: 'ada@halden.example',
  imapUrl: 'imaps://127.0.0.1:1',
  user: 'ada',
  password: 'not used anywhere',
};

/** A small file of the accounting system: three good rows and one whose date does not exist. */
export const LEDGER_CSV = [
  'Number,Customer,Invoice,Date,Due,Amount,Open,Currency,E-mail',
  'X-1,Borealis Sail Lofts,B-100,2026-01-05,2026-02-04,1200.00,1200.00,EUR,ap@borealis.example',
  'X-1,Borealis Sail Lofts,B-101,2026-01-09,2026-02-08,80.50,30.50,EUR,ap@borealis.example',
  'X-2,Quarry & Daughters,Q-7,2026-03-01,2026-03-31,10.00,10.00,USD,pay@quarry.example',
  'X-2,Quarry & Daughters,Q-8,2026-02-31,2026-03-31,10.00,10.00,USD,pay@quarry.example',
  '',
].join('\n');

export const MAPPING = importMappingSchema.parse({
  dateFormat: 'yyyy-MM-dd',
  decimal: '.',
  columns: {
    customerNumber: 'Number',
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
