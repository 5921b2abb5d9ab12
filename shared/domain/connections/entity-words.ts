import type { SyncEntity } from './connector-kinds.ts';

/** What is read, in the plural, as it stands in progress and in questions. */
export const ENTITY_WORDS: Readonly<Record<SyncEntity, string>> = {
  currency: 'currencies',
  customer: 'customers',
  contact: 'contacts',
  invoice: 'invoices',
  credit_note: 'credit notes',
  payment: 'payments',
  allocation: 'allocations',
};

/** One of them. */
export const ENTITY_WORD: Readonly<Record<SyncEntity, string>> = {
  currency: 'currency',
  customer: 'customer',
  contact: 'contact',
  invoice: 'invoice',
  credit_note: 'credit note',
  payment: 'payment',
  allocation: 'allocation',
};
