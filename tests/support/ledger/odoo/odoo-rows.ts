import { LosslessNumber } from 'lossless-json';
import { type CurrencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerCustomer, LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { instalmentsOf, statusOf } from '../truth.ts';
import { attachmentRows } from './odoo-attachments.ts';
import { odooId } from './odoo-shape.ts';

export type OdooRow = Readonly<Record<string, unknown>> & { readonly id: number };
export type OdooTables = Readonly<Record<string, readonly OdooRow[]>>;

const COUNTRIES = ['DK', 'KW', 'JP', 'US', 'DE'];
const COMPANY = 1;

/** A binary fraction as a server in Python writes it, with a little noise behind the last digit. */
export function float(minor: number, currency: CurrencyCode): LosslessNumber {
  const text = formatDecimal(minorUnits(minor), currency);
  return new LosslessNumber(text.includes('.') ? `${text}00000000002` : `${text}.0`);
}

export function odooTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * All models of the fake Odoo.
 *
 * @param stampOf when a record was last changed, as this server counts it.
 */
export function odooTables(
  ledger: FakeLedger,
  stampOf: (record: LedgerDocument | LedgerPayment) => number,
): OdooTables {
  const documents = [...ledger.documents.values()].filter(({ state }) => state !== 'deleted');
  const payments = [...ledger.payments.values()];
  return {
    'res.company': [{ id: COMPANY, name: ledger.company, currency_id: currencyLink(ledger, ledger.home) }],
    'res.country': COUNTRIES.map((code, index) => ({ id: index + 1, code })),
    'res.currency': ledger.currencies.map((name, index) => ({
      id: index + 1,
      name,
      active: true,
      decimal_places: name === 'JPY' ? 0 : name === 'KWD' ? 3 : 2,
      write_date: '2020-01-01 00:00:00',
    })),
    'res.partner': [
      ...[...ledger.customers.values()].map((one) => customerRow(ledger, one)),
      ...people(ledger),
    ],
    'account.move': [
      ...documents.map((one) => moveRow(ledger, one, stampOf(one))),
      ...payments.map((one) => entryRow(one, stampOf(one))),
    ],
    'account.move.line': [
      ...documents.flatMap((one) => documentLines(ledger, one, stampOf(one))),
      ...payments.map((one) => paymentLine(ledger, one, stampOf(one))),
    ],
    'account.partial.reconcile': partials(ledger),
    'account.payment': payments.map((one) => ({
      id: odooId(one.id),
      company_id: [COMPANY, ledger.company],
      partner_type: 'customer',
      move_id: moveOf(one),
      write_date: odooTime(stampOf(one)),
    })),
    'ir.attachment': attachmentRows(ledger, documents),
  };
}

function currencyLink({ currencies }: FakeLedger, code: CurrencyCode) {
  return [currencies.indexOf(code) + 1, code];
}

function customerRow(ledger: FakeLedger, customer: LedgerCustomer): OdooRow {
  const { id, number, name, active, country, termsDays, supplierOnly } = customer;
  const bills = [...ledger.documents.values()].filter((one) => one.customerId === id).length;
  return {
    id: odooId(id),
    name,
    ref: number ?? false,
    active,
    type: 'contact',
    function: false,
    email: false,
    phone: false,
    parent_id: false,
    commercial_partner_id: [odooId(id), name],
    country_id: country === null ? false : [COUNTRIES.indexOf(country) + 1, country],
    customer_rank: supplierOnly ? 0 : Math.max(1, bills),
    property_payment_term_id: termsDays === null ? false : [termsDays, `${termsDays} days`],
    write_date: odooTime(customer.changedAt),
  };
}

function people(ledger: FakeLedger): readonly OdooRow[] {
  return [...ledger.contacts.values()].map((contact) => {
    const customer = found(ledger.customers, contact.customerId);
    const link = [odooId(customer.id), customer.name];
    return {
      id: odooId(contact.id),
      name: `${contact.firstName} ${contact.lastName}`,
      ref: false,
      active: true,
      type: contact.billing ? 'invoice' : 'contact',
      function: false,
      email: contact.email ?? false,
      phone: contact.phone ?? false,
      parent_id: link,
      commercial_partner_id: link,
      country_id: false,
      customer_rank: 0,
      property_payment_term_id: false,
      write_date: odooTime(contact.changedAt),
    };
  });
}

const STATES = { draft: 'draft', posted: 'posted', void: 'cancel', deleted: 'cancel' } as const;

function typeOf({ kind }: LedgerDocument): string {
  return kind === 'invoice' ? 'out_invoice' : 'out_refund';
}

function moveRow(ledger: FakeLedger, document: LedgerDocument, stamp: number): OdooRow {
  const { id, number, state, currency, total } = document;
  const open = ledger.openOf(document);
  const status = statusOf(ledger, document);
  const customer = found(ledger.customers, document.customerId);
  return {
    id: odooId(id),
    name: state === 'draft' ? '/' : number,
    move_type: typeOf(document),
    state: STATES[state],
    payment_state: status === 'paid' ? 'paid' : open < total ? 'partial' : 'not_paid',
    company_id: [COMPANY, ledger.company],
    commercial_partner_id: [odooId(customer.id), customer.name],
    currency_id: currencyLink(ledger, currency),
    invoice_date: document.issueDate,
    invoice_date_due: document.instalments.at(-1)?.dueDate ?? document.dueDate ?? false,
    amount_total: float(total, currency),
    amount_residual: float(open, currency),
    ref: document.reference ?? false,
    invoice_payment_term_id: false,
    write_date: odooTime(stamp),
  };
}

function moveOf({ id }: LedgerPayment) {
  return [odooId(id) + 60_000, `PAY ${id}`];
}

function entryRow(payment: LedgerPayment, stamp: number): OdooRow {
  const [id = 0, name] = moveOf(payment);
  return {
    id: Number(id),
    name,
    move_type: 'entry',
    state: STATES[payment.state],
    company_id: [COMPANY, ''],
    write_date: odooTime(stamp),
  };
}

/** The id of the first line that a document wrote on the receivable account. */
function firstLine(documentId: string): number {
  return odooId(documentId) * 10;
}

function documentLines(ledger: FakeLedger, document: LedgerDocument, stamp: number): readonly OdooRow[] {
  const sign = document.kind === 'invoice' ? 1 : -1;
  const { currency, state } = document;
  const whole = { dueDate: document.dueDate, amount: document.total, open: ledger.openOf(document) };
  const parts = document.instalments.length > 0 ? instalmentsOf(ledger, document) : [whole];
  return parts.map(({ dueDate, amount, open }, index) => ({
    ...lineBase(ledger, document, stamp),
    id: firstLine(document.id) + index,
    move_id: [odooId(document.id), document.number],
    move_type: typeOf(document),
    parent_state: STATES[state],
    date: document.issueDate,
    date_maturity: dueDate ?? false,
    reconciled: open === 0,
    amount_currency: float(sign * amount, currency),
    amount_residual_currency: float(sign * open, currency),
    payment_id: false,
  }));
}

function paymentLine(ledger: FakeLedger, payment: LedgerPayment, stamp: number): OdooRow {
  const { currency, amount, state } = payment;
  const open = ledger.openOf(payment);
  return {
    ...lineBase(ledger, payment, stamp),
    id: odooId(payment.id),
    move_id: moveOf(payment),
    move_type: 'entry',
    parent_state: STATES[state],
    date: payment.date,
    date_maturity: payment.date,
    reconciled: open === 0,
    amount_currency: float(-amount, currency),
    amount_residual_currency: float(-open, currency),
    payment_id: [odooId(payment.id), payment.id],
  };
}

function lineBase(ledger: FakeLedger, record: LedgerDocument | LedgerPayment, stamp: number) {
  const customer = found(ledger.customers, record.customerId);
  return {
    company_id: [COMPANY, ledger.company],
    account_type: 'asset_receivable',
    partner_id: [odooId(customer.id), customer.name],
    ref: record.reference ?? false,
    currency_id: currencyLink(ledger, record.currency),
    write_date: odooTime(stamp),
  };
}

/** Settlements; one that is taken back is gone without a trace. */
function partials(ledger: FakeLedger): readonly OdooRow[] {
  return [...ledger.allocations.values()]
    .filter(({ deleted }) => !deleted)
    .map(({ id, from, invoiceId, amount, date, changedAt }) => {
      const { currency } = found(ledger.documents, invoiceId);
      const credit = from.entity === 'payment' ? odooId(from.id) : firstLine(from.id);
      return {
        id: odooId(id),
        company_id: [COMPANY, ledger.company],
        debit_move_id: [firstLine(invoiceId), 'debit'],
        credit_move_id: [credit, 'credit'],
        debit_amount_currency: float(amount, currency),
        credit_amount_currency: float(amount, currency),
        debit_currency_id: currencyLink(ledger, currency),
        credit_currency_id: currencyLink(ledger, currency),
        max_date: date,
        write_date: odooTime(changedAt),
      };
    });
}
