import type { TableWords } from './tables.ts';

const ENGLISH: TableWords = {
  invoice: 'Invoice',
  purchaseOrder: 'Your reference',
  issueDate: 'Issued',
  dueDate: 'Due date',
  daysPastDue: 'Days past due',
  invoiceTotal: 'Invoice total',
  amountOpen: 'Amount open',
  agreedOrInQuery: 'Agreed or in query',
  amountToPay: 'Amount to pay now',
  totalOverdue: 'Total overdue',
  total: 'Total',
  creditNote: 'Credit note',
  date: 'Date',
  amount: 'Amount',
  unappliedPayments: 'Payments not yet applied',
  openInvoices: 'Open invoices',
  openCredits: 'Credits on account',
  balance: 'Balance',
};

const WORDS: ReadonlyMap<string, TableWords> = new Map([['en', ENGLISH]]);

/** Languages in which letters can be written today, as BCP 47 primary tags. */
export const LETTER_LANGUAGES: readonly string[] = [...WORDS.keys()];

/** The words of a language by its primary tag (`en-GB` → `en`), or null for a language that has none yet. */
export function tableWords(language: string): TableWords | null {
  return WORDS.get(language.toLowerCase().split('-')[0] ?? '') ?? null;
}
