import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import { isNotOwed } from '../../../../shared/domain/imports/document-state.ts';
import type { ImportKind } from '../../../../shared/domain/imports/mapping.ts';
import { quoted } from '../../../../shared/domain/imports/quoted.ts';
import { daysOfTerms } from '../../../../shared/domain/imports/terms.ts';
import type { TransactionType } from '../../../../shared/domain/imports/transaction-type.ts';
import { transactionType } from '../../../../shared/domain/imports/transaction-type.ts';
import { isYes } from '../../../../shared/domain/imports/yes-no.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { CanonicalCustomer, CanonicalInvoice, CanonicalRecord } from '../canonical.ts';
import { PaymentBuilder } from './build-payment.ts';
import type { CellReader } from './cell-reader.ts';
import type { GroupCustomer } from './group-customer.ts';
import type { WarningCounts } from './import-warnings.ts';
import { Occurrences } from './occurrences.ts';
import type { RowMoney } from './row-money.ts';
import { onItsSide, readMoney } from './row-money.ts';
import { RowProblem } from './row-problem.ts';
import type { SourceRow } from './table.ts';

export interface RecordOptions {
  readonly kind: ImportKind;
  readonly fallbackCurrency: CurrencyCode | null;
  readonly today: PlainDate;
  /** True when most amounts of a payments file are negative: payments are written as credits there. */
  readonly paymentsAreNegative: boolean;
}

/** Turns data rows into canonical records, one for each; throws `RowProblem` for a row that cannot be one. */
export class RecordBuilder {
  readonly #cells: CellReader;
  readonly #options: RecordOptions;
  readonly #warnings: WarningCounts;
  readonly #payments: PaymentBuilder;
  readonly #unnumbered = new Occurrences();

  constructor(cells: CellReader, options: RecordOptions, warnings: WarningCounts) {
    this.#cells = cells;
    this.#options = options;
    this.#warnings = warnings;
    this.#payments = new PaymentBuilder(cells, options.paymentsAreNegative, warnings);
  }

  /** The record of a row; of an invoice that stands in several rows with the `money` of all of them. */
  build(row: SourceRow, group: GroupCustomer | null, money = this.money(row)): CanonicalRecord {
    this.#refuseNotOwed(row);
    const customer = readCustomer(row, this.#cells, group);
    if (this.#options.kind === 'payments') return this.#payments.fromPayments(row, customer, money);
    const type = transactionType(this.#cells.text(row, 'transactionType'));
    return type === 'payment'
      ? this.#payments.fromLedger(row, customer, money)
      : this.#invoice(row, customer, money, type);
  }

  /** The amounts of a row, signed: negative for a credit. */
  money(row: SourceRow): RowMoney {
    const stated = readMoney(row, this.#cells, this.#options.fallbackCurrency, this.#warnings);
    return this.#options.kind === 'payments' ? stated : onItsSide(stated, row, this.#cells);
  }

  /** What the row itself says that its document is, whatever the sign of the amount. */
  statedKind(row: SourceRow): string {
    return `${transactionType(this.#cells.text(row, 'transactionType'))} ${this.#cells.text(row, 'side')}`;
  }

  #refuseNotOwed(row: SourceRow): void {
    const status = this.#cells.text(row, 'status');
    if (!isNotOwed(status)) return;
    throw new RowProblem('not_owed', 'status', `The status is ${quoted(status)}: nobody owes it.`);
  }

  #invoice(
    row: SourceRow,
    customer: CanonicalCustomer,
    money: RowMoney,
    type: TransactionType,
  ): CanonicalInvoice {
    const cells = this.#cells;
    const signed = money.amount ?? money.open ?? 0;
    const credit = type === 'credit_note' || signed < 0 || (signed === 0 && (money.open ?? 0) < 0);
    const kind = credit ? 'credit_note' : 'invoice';
    const issueDate = cells.date(row, 'invoiceDate');
    if (issueDate === null && kind === 'invoice') this.#warnings.add('no_invoice_date');
    const terms = cells.text(row, 'terms') || null;
    const due = this.#dueDate(row, kind, issueDate, terms);
    const paidDate = this.#paidDate(row, issueDate);
    const number = this.#number(row, customer, kind, issueDate ?? due.date);
    return {
      kind,
      line: row.line,
      ...customer,
      number: number.text,
      numberDerived: number.derived,
      issueDate,
      dueDate: due.date,
      dueDerived: due.derived,
      currency: money.currency,
      totalMinor: minorUnits(Math.abs(signed)),
      openMinor: minorUnits(this.#open(money, signed, credit, paidDate !== null, type)),
      paidDate,
      poNumber: cells.identifier(row, 'poNumber') || null,
      terms,
      reference: cells.identifier(row, 'reference') || null,
      disputed: isYes(cells.text(row, 'disputed')),
    };
  }

  /** The source's open figure without its sign; what a paid date says goes before it. */
  #open(money: RowMoney, signed: number, credit: boolean, paid: boolean, type: TransactionType): number {
    if (paid) {
      if (money.amount !== null && (money.open ?? 0) !== 0) this.#warnings.add('paid_but_open');
      return 0;
    }
    if (money.open === null) {
      if (!this.#cells.has('openAmount')) return this.#wholeAmount(signed);
      throw new RowProblem(
        'missing_amount',
        'openAmount',
        'The open amount is blank, so what is still owed is not known.',
      );
    }
    const open = type === 'credit_note' ? Math.abs(money.open) : credit ? -money.open : money.open;
    if (open < 0 || open > Math.abs(signed)) this.#warnings.add('overpaid');
    return Math.max(open, 0);
  }

  /** Without any word on what was paid the whole amount is open; where that is a guess, it is told. */
  #wholeAmount(signed: number): number {
    if (!this.#cells.has('paidDate')) this.#warnings.add('open_is_total');
    return Math.abs(signed);
  }

  #dueDate(
    row: SourceRow,
    kind: CanonicalInvoice['kind'],
    issue: PlainDate | null,
    terms: string | null,
  ): { date: PlainDate | null; derived: boolean } {
    const due = this.#cells.date(row, 'dueDate');
    if (due !== null) {
      if (issue !== null && due < issue) this.#warnings.add('due_before_issue');
      return { date: due, derived: false };
    }
    const days = issue === null || terms === null ? null : daysOfTerms(terms);
    if (issue === null || days === null) {
      if (kind === 'invoice') this.#warnings.add('no_due_date');
      return { date: null, derived: false };
    }
    this.#warnings.add('due_date_derived');
    return { date: addDays(issue, days), derived: true };
  }

  /** The day it was paid in full; null when it was not, or when that day is still to come. */
  #paidDate(row: SourceRow, issue: PlainDate | null): PlainDate | null {
    const paid = this.#cells.date(row, 'paidDate');
    if (paid === null) return null;
    if (paid > this.#options.today) {
      this.#warnings.add('paid_in_future');
      return null;
    }
    if (issue !== null && paid < issue) this.#warnings.add('paid_before_issue');
    return paid;
  }

  /** Invoices need a number; credits often have none and are then named after their date. */
  #number(
    row: SourceRow,
    customer: CanonicalCustomer,
    kind: CanonicalInvoice['kind'],
    date: PlainDate | null,
  ): { readonly text: string; readonly derived: boolean } {
    const stated =
      this.#cells.identifier(row, 'invoiceNumber') || this.#cells.identifier(row, 'transactionNumber');
    if (stated !== '') return { text: stated, derived: false };
    if (kind === 'invoice' || date === null) {
      throw new RowProblem('missing_number', 'invoiceNumber', 'The invoice number is blank.');
    }
    this.#warnings.add('number_derived');
    const before = this.#unnumbered.next(`${customer.customerKey}\0${date}`);
    return { text: before === 1 ? `Credit ${date}` : `Credit ${date} (${before})`, derived: true };
  }
}

function readCustomer(row: SourceRow, cells: CellReader, group: GroupCustomer | null): CanonicalCustomer {
  const customerNumber = cells.identifier(row, 'customerNumber') || (group?.number ?? null);
  const customerName = cells.text(row, 'customerName') || (group?.name ?? null);
  const customerKey = customerNumber ?? customerName;
  if (customerKey === null) {
    const field = cells.has('customerNumber') ? 'customerNumber' : 'customerName';
    throw new RowProblem('missing_customer', field, 'The row names no customer.');
  }
  return {
    customerKey,
    customerNumber,
    customerName,
    country: cells.text(row, 'country') || null,
    email: cells.text(row, 'email') || null,
    phone: cells.text(row, 'phone') || (group?.phone ?? null),
    contactName: cells.text(row, 'contactName') || (group?.contactName ?? null),
  };
}
