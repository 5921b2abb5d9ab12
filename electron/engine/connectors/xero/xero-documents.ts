import type {
  SourceAllocation,
  SourceDocument,
  SourceDocumentStatus,
} from '../../../../shared/domain/connections/source-records.ts';
import { type CurrencyCode, currencyCode, type MinorUnits } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { exactMinor } from '../http/json.ts';
import { RecordProblem } from '../http/read-records.ts';
import { changedAt, xeroDate, xeroDateOf } from './xero-dates.ts';
import { creditNoteForm, invoiceForm, type XeroAllocations } from './xero-forms.ts';

/** One row of a list of documents, or of money: a record with what it settles, or that it is gone. */
export type ReadRow<T> =
  | { readonly tombstone: Tombstone; readonly customerId: string | null }
  | {
      readonly record: T;
      readonly customerId: string;
      /** Null where the row says nothing of what it settles. */
      readonly allocations: readonly SourceAllocation[] | null;
    };

/** Reads one row of `/Invoices`; null for a bill, which is a supplier's. */
export function readInvoice(row: unknown): ReadRow<SourceDocument> | null {
  const invoice = invoiceForm.parse(row);
  if (invoice.Type !== 'ACCREC') return null;
  const gone = goneAs('invoice', invoice.InvoiceID, invoice.Status);
  const customerId = invoice.Contact.ContactID;
  if (gone !== null) return { tombstone: gone, customerId };
  const currency = currencyCode(invoice.CurrencyCode);
  return {
    customerId,
    allocations: null,
    record: {
      entity: 'invoice',
      sourceId: invoice.InvoiceID,
      updatedAt: changedAt(invoice),
      number: invoice.InvoiceNumber || invoice.InvoiceID.slice(0, 8),
      customerId,
      status: statusOf(invoice.Status),
      sourceStatus: invoice.Status,
      issueDate: xeroDate(invoice.DateString, invoice.Date),
      dueDate: xeroDate(invoice.DueDateString, invoice.DueDate),
      currency,
      total: amount(invoice.Total, currency, 'Total'),
      open: amount(invoice.AmountDue, currency, 'AmountDue'),
      poNumber: null,
      reference: invoice.Reference || null,
      terms: null,
      instalments: [],
    },
  };
}

/** Reads one row of `/CreditNotes`; null for a supplier's. */
export function readCreditNote(row: unknown): ReadRow<SourceDocument> | null {
  const note = creditNoteForm.parse(row);
  if (note.Type !== 'ACCRECCREDIT') return null;
  const sourceId = note.CreditNoteID;
  const gone = goneAs('credit_note', sourceId, note.Status);
  const customerId = note.Contact.ContactID;
  if (gone !== null) return { tombstone: gone, customerId };
  const currency = currencyCode(note.CurrencyCode);
  return {
    customerId,
    allocations: allocationsOf(
      { entity: 'credit_note', sourceId },
      note.Allocations,
      currency,
      changedAt(note),
    ),
    record: {
      entity: 'credit_note',
      sourceId,
      updatedAt: changedAt(note),
      number: note.CreditNoteNumber || sourceId.slice(0, 8),
      customerId,
      status: statusOf(note.Status),
      sourceStatus: note.Status,
      issueDate: xeroDate(note.DateString, note.Date),
      dueDate: xeroDate(note.DueDateString, note.DueDate),
      currency,
      total: amount(note.Total, currency, 'Total'),
      open: amount(note.RemainingCredit, currency, 'RemainingCredit'),
      poNumber: null,
      reference: note.Reference || null,
      terms: null,
      instalments: [],
    },
  };
}

/** States that mean that a record counts for nothing: Xero keeps it and says so. */
export function goneAs(entity: Tombstone['entity'], sourceId: string, status: string): Tombstone | null {
  if (status === 'VOIDED') return { entity, sourceId, reason: 'voided', mergedInto: null };
  if (status === 'DELETED') return { entity, sourceId, reason: 'deleted', mergedInto: null };
  return null;
}

function statusOf(status: string): SourceDocumentStatus {
  switch (status) {
    case 'DRAFT':
    case 'SUBMITTED':
      return 'draft';
    case 'AUTHORISED':
      return 'open';
    case 'PAID':
      return 'paid';
    default:
      throw new RecordProblem(`The status ${status} is not known.`);
  }
}

/** An amount that carries no sign: `entity` carries the direction. */
export function amount(text: string, currency: CurrencyCode, field: string): MinorUnits {
  const minor = exactMinor(text, currency);
  if (minor < 0) throw new RecordProblem(`${field} is negative.`);
  return minor;
}

/** What a credit note or money on the account settled. Without an id of its own it is known by its place. */
export function allocationsOf(
  from: SourceAllocation['from'],
  rows: XeroAllocations,
  currency: CurrencyCode,
  updatedAt: string | null,
): readonly SourceAllocation[] {
  const ofInvoice = new Map<string, number>();
  return (rows ?? [])
    .filter(({ IsDeleted }) => IsDeleted !== true)
    .map((row) => {
      const invoiceId = row.Invoice.InvoiceID;
      const place = (ofInvoice.get(invoiceId) ?? 0) + 1;
      ofInvoice.set(invoiceId, place);
      const money = { minor: amount(row.Amount, currency, 'Amount'), currency };
      return {
        entity: 'allocation',
        sourceId: row.AllocationID || `${from.sourceId}:${invoiceId}:${place}`,
        updatedAt,
        from,
        document: { entity: 'invoice', sourceId: invoiceId },
        amount: money,
        fromAmount: money,
        date: xeroDateOf(row),
      };
    });
}
