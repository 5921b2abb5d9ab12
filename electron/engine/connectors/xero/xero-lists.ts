import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import type { BadRecord, Replacement, Tombstone } from '../connector.ts';
import { readRecords } from '../http/read-records.ts';
import { readContact } from './xero-contacts.ts';
import { type ReadRow, readCreditNote, readInvoice } from './xero-documents.ts';
import { currencyForm } from './xero-forms.ts';
import { PAYMENT_TYPES, readMoneyOnAccount, readPayment } from './xero-payments.ts';

/** What the rows of a page come to. */
export interface ReadPage {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly replaces: readonly Replacement[];
  readonly bad: readonly BadRecord[];
  /** Customers whose balance the rows touch. */
  readonly customers: readonly string[];
}

type OwningRecord = Extract<AnySourceRecord, { readonly customerId: string }>;

/** One of Xero's lists. */
export interface XeroList {
  /** Its path, and the name of the array in the answer. */
  readonly name: string;
  readonly id: string;
  readonly paged: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** Xero does not stamp a contact when its balance changes: it is read again along with these rows. */
  readonly touchesBalances: boolean;
  read(rows: readonly unknown[], homeCurrency: string | null): ReadPage;
}

/** The lists behind an entity, in the order in which they are read; contacts and allocations come along with others. */
export function listsOf(entity: SyncEntity): readonly XeroList[] {
  switch (entity) {
    case 'currency':
      return [CURRENCIES];
    case 'customer':
      return [CONTACTS];
    case 'invoice':
      return [list('Invoices', 'InvoiceID', 'Type=="ACCREC"', 'invoice', readInvoice)];
    case 'credit_note':
      return [list('CreditNotes', 'CreditNoteID', 'Type=="ACCRECCREDIT"', 'credit_note', readCreditNote)];
    case 'payment':
      return [
        {
          ...list('Payments', 'PaymentID', PAYMENT_FILTER, 'payment', readPayment),
          // The invoice is stamped, too.
          touchesBalances: false,
        },
        list('Overpayments', 'OverpaymentID', 'Type=="RECEIVE-OVERPAYMENT"', 'payment', readMoneyOnAccount),
        list('Prepayments', 'PrepaymentID', 'Type=="RECEIVE-PREPAYMENT"', 'payment', readMoneyOnAccount),
      ];
    case 'contact':
    case 'allocation':
      return [];
  }
}

const PAYMENT_FILTER = PAYMENT_TYPES.map((type) => `PaymentType=="${type}"`).join(' OR ');

const CURRENCIES: XeroList = {
  name: 'Currencies',
  id: 'Code',
  paged: false,
  parameters: {},
  touchesBalances: false,
  read(rows) {
    const { records, bad } = readRecords('currency', rows, idIn('Code'), (row) => {
      const code = currencyCode(currencyForm.parse(row).Code);
      return { entity: 'currency' as const, sourceId: code, updatedAt: null, code, digits: exponentOf(code) };
    });
    return { records, bad, tombstones: [], replaces: [], customers: [] };
  },
};

export const CONTACTS: XeroList = {
  name: 'Contacts',
  id: 'ContactID',
  paged: true,
  parameters: { includeArchived: 'true' },
  touchesBalances: false,
  read(rows, homeCurrency) {
    const { records, bad } = readRecords('customer', rows, idIn('ContactID'), (row) =>
      readContact(row, homeCurrency),
    );
    const here = records.flatMap((one) => ('tombstone' in one ? [] : [one]));
    return {
      records: here.flatMap(({ customer, contacts }) => [customer, ...contacts]),
      tombstones: records.flatMap((one) => ('tombstone' in one ? [one.tombstone] : [])),
      replaces: here.map(({ customer }) => ({
        entity: 'contact',
        owner: { entity: 'customer', sourceId: customer.sourceId },
      })),
      bad,
      customers: [],
    };
  },
};

function list(
  name: string,
  id: string,
  where: string,
  entity: 'invoice' | 'credit_note' | 'payment',
  read: (row: unknown) => ReadRow<OwningRecord> | null,
): XeroList {
  return {
    name,
    id,
    paged: true,
    parameters: { where },
    touchesBalances: true,
    read(rows) {
      const { records, bad } = readRecords(entity, rows, idIn(id), read);
      const here = records.flatMap((one) => ('tombstone' in one ? [] : [one]));
      const owners = here.filter(({ allocations }) => allocations !== null);
      return {
        records: here.flatMap(({ record, allocations }) => [record, ...(allocations ?? [])]),
        tombstones: records.flatMap((one) => ('tombstone' in one ? [one.tombstone] : [])),
        replaces: owners.map(({ record }) => ({
          entity: 'allocation',
          owner: {
            entity: record.entity === 'credit_note' ? 'credit_note' : 'payment',
            sourceId: record.sourceId,
          },
        })),
        bad,
        customers: records.flatMap(({ customerId }) => customerId ?? []),
      };
    },
  };
}

/** Finds the id of a row as it came. */
export function idIn(field: string): (row: unknown) => string | null {
  return (row) => {
    if (typeof row !== 'object' || row === null) return null;
    const value: unknown = Object.entries(row).find(([name]) => name === field)?.[1];
    return typeof value === 'string' ? value : null;
  };
}
