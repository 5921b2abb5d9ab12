import { LosslessNumber } from 'lossless-json';
import { type CurrencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation, LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { instalmentsOf, statusOf } from '../truth.ts';
import { erpId, erpStatus } from './erpnext-shape.ts';

export type ErpRow = Readonly<Record<string, unknown>> & { readonly name: string };
export type ErpTables = Readonly<Record<string, readonly ErpRow[]>>;

const AHEAD_OF_UTC = 330 * 60_000;
/** The zone of the fake site, five and a half hours ahead of UTC. */
export const ZONE = 'Asia/Kolkata';

/** A time as the site writes it: its own clock, without a zone. */
export function siteTime(time: number): string {
  return `${new Date(time + AHEAD_OF_UTC).toISOString().slice(0, 23).replace('T', ' ')}417`;
}

/** A binary fraction as a server in Python writes it, with a little noise behind the last digit. */
function float(minor: number, currency: CurrencyCode): LosslessNumber {
  const text = formatDecimal(minorUnits(minor), currency);
  return new LosslessNumber(text.includes('.') ? `${text}00000000002` : `${text}.0`);
}

/**
 * All kinds of records of the fake ERPNext.
 *
 * @param stampOf when a record was last changed, as this server counts it.
 */
export function erpTables(
  ledger: FakeLedger,
  stampOf: (record: LedgerDocument | LedgerPayment) => number,
): ErpTables {
  const documents = [...ledger.documents.values()];
  const kept = documents.filter(({ state }) => state !== 'deleted');
  const payments = [...ledger.payments.values()];
  return {
    Company: [{ name: ledger.company, default_currency: ledger.home }],
    Currency: ledger.currencies.map((name) => ({ name, enabled: 1, modified: '2020-01-01 00:00:00.000000' })),
    Customer: [...ledger.customers.values()]
      .filter(({ supplierOnly }) => !supplierOnly)
      .map((one) => ({
        name: erpId(one.id),
        customer_name: one.name,
        disabled: one.active ? 0 : 1,
        payment_terms: one.termsDays === null ? null : `${one.termsDays} days`,
        modified: siteTime(one.changedAt),
      })),
    Contact: [...ledger.contacts.values()].map((one) => ({
      name: erpId(one.id),
      first_name: one.firstName,
      last_name: one.lastName,
      designation: null,
      email_id: one.email,
      phone: one.phone,
      mobile_no: '',
      is_billing_contact: one.billing ? 1 : 0,
      modified: siteTime(one.changedAt),
      'Dynamic Link.link_doctype': 'Customer',
      'links.link_name as customer': erpId(one.customerId),
    })),
    'Sales Invoice': kept.map((one) => invoiceRow(ledger, one, stampOf(one))),
    'Payment Schedule': kept.flatMap((one) => scheduleRows(ledger, one)),
    'Payment Entry': payments.map((one) => paymentRow(ledger, one, stampOf(one))),
    'Payment Ledger Entry': [
      ...documents.filter(({ state }) => state !== 'draft').map((one) => ownEntry(ledger, one)),
      ...payments.flatMap((one) => restEntry(ledger, one)),
      ...[...ledger.allocations.values()].flatMap((one) => settlingEntries(ledger, one)),
    ],
    File: documents.flatMap((one) => fileRows(ledger, one)),
    'Deleted Document': documents
      .filter(({ state }) => state === 'deleted')
      .map((one) => ({
        name: `del-${one.id}`,
        deleted_doctype: 'Sales Invoice',
        deleted_name: erpId(one.id),
        restored: 0,
        modified: siteTime(one.changedAt),
      })),
  };
}

const STATES = { draft: 0, posted: 1, void: 2, deleted: 2 } as const;

function invoiceRow(ledger: FakeLedger, document: LedgerDocument, stamp: number): ErpRow {
  const { currency, total, kind, state } = document;
  const sign = kind === 'invoice' ? 1 : -1;
  const open = ledger.openOf(document);
  return {
    name: erpId(document.id),
    company: ledger.company,
    customer: erpId(document.customerId),
    docstatus: STATES[state],
    status: erpStatus(kind, statusOf(ledger, document), open < total),
    is_return: kind === 'invoice' ? 0 : 1,
    posting_date: document.issueDate,
    due_date: document.dueDate,
    currency,
    party_account_currency: currency,
    grand_total: float(sign * total, currency),
    rounded_total: new LosslessNumber('0.0'),
    base_grand_total: float(sign * total, currency),
    base_rounded_total: new LosslessNumber('0.0'),
    outstanding_amount: float(sign * open, currency),
    po_no: '',
    payment_terms_template: null,
    modified: siteTime(stamp),
  };
}

/** Every invoice has a schedule in ERPNext, most of one row. */
function scheduleRows(ledger: FakeLedger, document: LedgerDocument): readonly ErpRow[] {
  const { id, currency, dueDate, total } = document;
  const sign = document.kind === 'invoice' ? 1 : -1;
  const whole = { dueDate, amount: total, open: ledger.openOf(document) };
  const parts = document.instalments.length > 0 ? instalmentsOf(ledger, document) : [whole];
  return parts.map((part, index) => ({
    name: `${id}-part-${index}`,
    parent: erpId(id),
    parenttype: 'Sales Invoice',
    due_date: part.dueDate,
    payment_amount: float(sign * part.amount, currency),
    outstanding: float(sign * part.open, currency),
  }));
}

function paymentRow(ledger: FakeLedger, payment: LedgerPayment, stamp: number): ErpRow {
  const { currency, amount } = payment;
  return {
    name: erpId(payment.id),
    company: ledger.company,
    payment_type: 'Receive',
    party_type: 'Customer',
    party: erpId(payment.customerId),
    docstatus: STATES[payment.state],
    posting_date: payment.date,
    paid_amount: float(amount, currency),
    received_amount: float(amount, currency),
    unallocated_amount: float(ledger.openOf(payment), currency),
    paid_from_account_currency: currency,
    paid_to_account_currency: currency,
    mode_of_payment: null,
    reference_no: payment.reference,
    modified: siteTime(stamp),
  };
}

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly no: string;
  readonly againstType: string;
  readonly against: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly date: string;
  readonly counts: boolean;
  readonly changedAt: number;
}

function entryRow(ledger: FakeLedger, entry: Entry): ErpRow {
  return {
    name: entry.name,
    company: ledger.company,
    account_type: 'Receivable',
    party_type: 'Customer',
    party: erpId(entry.customerId),
    voucher_type: entry.type,
    voucher_no: entry.no,
    against_voucher_type: entry.againstType,
    against_voucher_no: entry.against,
    account_currency: entry.currency,
    amount_in_account_currency: float(entry.amount, entry.currency),
    posting_date: entry.date,
    delinked: entry.counts ? 0 : 1,
    modified: siteTime(entry.changedAt),
  };
}

function ownEntry(ledger: FakeLedger, document: LedgerDocument): ErpRow {
  const { id, customerId, currency, total, issueDate, state, changedAt } = document;
  const self = { type: 'Sales Invoice', no: erpId(id), againstType: 'Sales Invoice', against: erpId(id) };
  const amount = document.kind === 'invoice' ? total : -total;
  const rest = { customerId, currency, amount, date: issueDate, counts: state === 'posted', changedAt };
  return entryRow(ledger, { name: `ple-${id}`, ...self, ...rest });
}

/** What is left of a payment stands against itself. */
function restEntry(ledger: FakeLedger, payment: LedgerPayment): readonly ErpRow[] {
  const { id, customerId, currency, date, changedAt } = payment;
  const open = ledger.openOf(payment);
  if (open === 0) return [];
  const self = { type: 'Payment Entry', no: erpId(id), againstType: 'Payment Entry', against: erpId(id) };
  const rest = { customerId, currency, amount: -open, date, counts: true, changedAt };
  return [entryRow(ledger, { name: `ple-${id}`, ...self, ...rest })];
}

/** A payment settles by itself; a credit note by a journal entry that takes from both. Taken back, the entries stay. */
function settlingEntries(ledger: FakeLedger, allocation: LedgerAllocation): readonly ErpRow[] {
  const { id, from, invoiceId, amount, deleted, changedAt } = allocation;
  const { customerId, currency } = found(ledger.documents, invoiceId);
  const isPayment = from.entity === 'payment';
  const date = isPayment ? found(ledger.payments, from.id).date : allocation.date;
  const voucher = isPayment
    ? { type: 'Payment Entry', no: erpId(from.id) }
    : { type: 'Journal Entry', no: erpId(id) };
  const common = {
    ...voucher,
    againstType: 'Sales Invoice',
    customerId,
    currency,
    date,
    counts: !deleted,
    changedAt,
  };
  const taken = { ...common, name: `ple-${id}`, against: erpId(invoiceId), amount: -amount };
  const given = { ...common, name: `ple-${id}-from`, against: erpId(from.id), amount };
  return (isPayment ? [taken] : [taken, given]).map((one) => entryRow(ledger, one));
}

/** What people attached; a link to elsewhere is a file there, too. */
function fileRows(ledger: FakeLedger, { id, number }: LedgerDocument): readonly ErpRow[] {
  const of = { attached_to_doctype: 'Sales Invoice', attached_to_name: erpId(id) };
  const files = ledger.filesOf(id).map((file) => ({
    ...of,
    name: erpId(file.id),
    file_name: file.name,
    file_size: file.bytes.byteLength,
    file_url: `/private/files/${erpId(file.id)}`,
  }));
  if (files.length === 0) return [];
  const link = { file_name: `Drive ${number}`, file_size: 0, file_url: 'https://drive.example/secret' };
  return [...files, { ...of, ...link, name: `link-${id}` }];
}
