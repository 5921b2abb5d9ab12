import type { FieldName, ImportKind } from '../../../shared/domain/imports/mapping.ts';

/** What the mapping step calls each field. */
export const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  customerNumber: 'Customer number',
  customerName: 'Customer name',
  invoiceNumber: 'Invoice number',
  invoiceDate: 'Invoice date',
  dueDate: 'Due date',
  amount: 'Amount',
  openAmount: 'Open amount',
  currency: 'Currency',
  paidDate: 'Paid on',
  disputed: 'Disputed',
  country: 'Country',
  terms: 'Terms',
  poNumber: 'PO number',
  email: 'Email',
  phone: 'Phone',
  contactName: 'Contact',
  transactionType: 'Kind of document',
  transactionNumber: 'Transaction no.',
  reference: 'Reference',
  paymentDate: 'Payment date',
  paymentReference: 'Payment reference',
  unappliedAmount: 'Unapplied amount',
  side: 'Debit or credit',
  status: 'Status',
};

interface FieldGroup {
  readonly label: string;
  readonly fields: readonly FieldName[];
}

const CUSTOMER: FieldGroup = {
  label: 'Customer',
  fields: ['customerNumber', 'customerName', 'contactName', 'email', 'phone', 'country'],
};

const INVOICE_GROUPS: readonly FieldGroup[] = [
  CUSTOMER,
  {
    label: 'Invoice',
    fields: [
      'invoiceNumber',
      'invoiceDate',
      'dueDate',
      'terms',
      'poNumber',
      'reference',
      'transactionType',
      'transactionNumber',
      'paidDate',
      'disputed',
      'status',
    ],
  },
  { label: 'Amounts', fields: ['openAmount', 'amount', 'side', 'currency'] },
];

const PAYMENT_GROUPS: readonly FieldGroup[] = [
  CUSTOMER,
  {
    label: 'Payment',
    fields: ['paymentDate', 'paymentReference', 'invoiceNumber', 'reference', 'transactionNumber', 'status'],
  },
  { label: 'Amounts', fields: ['amount', 'unappliedAmount', 'currency'] },
];

/** The fields that a file of this kind can have, in the order of the picker. */
export function fieldGroups(kind: ImportKind): readonly FieldGroup[] {
  return kind === 'payments' ? PAYMENT_GROUPS : INVOICE_GROUPS;
}
