import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { readRecords } from '../http/read-records.ts';
import { CONTACT_ROWS, CUSTOMER_ROWS, readCustomers } from './netsuite-customers.ts';
import { readCreditNotes, readInvoices, TRANSACTION_ROWS } from './netsuite-documents.ts';
import { contactForm, currencyForm, idIn } from './netsuite-forms.ts';
import { JOURNAL_LINES, readJournals } from './netsuite-journals.ts';
import { PAYMENT_TYPES, readPayments } from './netsuite-payments.ts';
import { isOneOf, type Selection } from './netsuite-query.ts';
import { type Content, NOTHING, type Reading } from './netsuite-rows.ts';

type TableEntity = 'currency' | 'customer' | 'contact' | 'invoice' | 'credit_note' | 'payment';

/** Rows of one kind, that are read by rising id. */
export interface NetsuiteTable {
  readonly entity: TableEntity;
  readonly selection: Selection;
  /** Column of the id that rises. */
  readonly id: string;
  /** Column of the time of the last change; null where there is none, so that all rows are read each time. */
  readonly changed: string | null;
  /** Only what changed is looked at: in a first read the rows come along with others. */
  readonly changesOnly?: boolean;
  /** Left out without a word where the role does not show this type of record. */
  readonly optional?: string;
  /** Ids of deleted rows are those of records, and are told in the list of deleted records. */
  readonly deletions: boolean;
  /** Conditions for what counts, when only ids are asked for. */
  readonly there?: readonly string[];
  /** What is read touches what customers owe. */
  readonly owed: boolean;
  read(reading: Reading, rows: readonly unknown[]): Promise<Content>;
}

export const CUSTOMERS: NetsuiteTable = {
  entity: 'customer',
  selection: CUSTOMER_ROWS,
  id: 'customer.id',
  changed: 'customer.lastmodifieddate',
  deletions: true,
  owed: false,
  read: readCustomers,
};

/** A contact that changed brings its customer with all contacts; the customer itself is not stamped. */
const CONTACTS: NetsuiteTable = {
  entity: 'contact',
  selection: { ...CONTACT_ROWS, where: [] },
  id: 'contact.id',
  changed: 'contact.lastmodifieddate',
  changesOnly: true,
  optional: 'contact',
  deletions: true,
  owed: false,
  async read(_reading, rows) {
    const { records } = readRecords(
      'contact',
      rows,
      idIn,
      (row) => contactForm.pick({ company: true }).safeParse(row).data?.company ?? null,
    );
    return { ...NOTHING, customers: [...new Set(records)] };
  },
};

const CURRENCIES: NetsuiteTable = {
  entity: 'currency',
  selection: {
    columns: { id: 'currency.id', symbol: 'currency.symbol', digits: 'currency.currencyprecision' },
    from: 'currency',
    where: [],
  },
  id: 'currency.id',
  changed: null,
  deletions: false,
  owed: false,
  async read(_reading, rows) {
    return {
      ...NOTHING,
      ...readRecords('currency', rows, idIn, (row) => {
        const { symbol, digits } = currencyForm.parse(row);
        const code = currencyCode(symbol);
        return { entity: 'currency', sourceId: code, updatedAt: null, code, digits: Number(digits) } as const;
      }),
    };
  },
};

function transactions(
  entity: 'invoice' | 'credit_note' | 'payment',
  types: readonly string[],
  read: NetsuiteTable['read'],
): NetsuiteTable {
  return {
    entity,
    selection: { ...TRANSACTION_ROWS, where: [isOneOf('transaction.type', types)] },
    id: 'transaction.id',
    changed: 'transaction.lastmodifieddate',
    deletions: true,
    there: ["transaction.voided = 'F'"],
    owed: true,
    read,
  };
}

const INVOICES = transactions('invoice', ['CustInvc'], readInvoices);
const CREDIT_NOTES = transactions('credit_note', ['CustCred'], readCreditNotes);
const PAYMENTS = transactions('payment', PAYMENT_TYPES, readPayments);

/** Ids of their lines are not among deleted records: only a sweep tells that one is gone. */
const JOURNALS: NetsuiteTable = {
  entity: 'payment',
  selection: JOURNAL_LINES,
  id: 'transactionline.uniquekey',
  changed: 'transaction.lastmodifieddate',
  deletions: false,
  owed: true,
  read: async (_reading, rows) => readJournals(rows),
};

/** The tables behind an entity, in the order in which they are read; contacts and allocations come along with others. */
export function tablesOf(entity: SyncEntity): readonly NetsuiteTable[] {
  switch (entity) {
    case 'currency':
      return [CURRENCIES];
    case 'customer':
      return [CUSTOMERS, CONTACTS];
    case 'invoice':
      return [INVOICES];
    case 'credit_note':
      return [CREDIT_NOTES];
    case 'payment':
      return [PAYMENTS, JOURNALS];
    case 'contact':
    case 'allocation':
      return [];
  }
}

/** Tables that hold records of an entity: invoices also come from journals, which are read with payments. */
export function tablesHolding(entity: SyncEntity): readonly NetsuiteTable[] {
  if (entity === 'customer') return [CUSTOMERS];
  return entity === 'invoice' ? [INVOICES, JOURNALS] : tablesOf(entity);
}
