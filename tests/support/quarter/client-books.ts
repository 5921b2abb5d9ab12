import type { FileRow } from '../engine/ledger-files.ts';
import type { Chronicle } from './chronicle.ts';
import type { Debtor } from './debtors.ts';

export interface BookedInvoice {
  readonly number: string;
  readonly debtor: Debtor;
  readonly currency: string;
  readonly issued: string;
  readonly due: string;
  readonly minor: number;
  open: number;
}

interface BookedCash {
  readonly reference: string;
  readonly debtor: Debtor;
  readonly currency: string;
  readonly day: string;
  readonly minor: number;
  unapplied: number;
}

/** The client's accounting: what is written, paid and posted, told to the chronicle; and its exports. */
export class ClientBooks {
  readonly #chronicle: Chronicle;
  readonly #invoices: BookedInvoice[] = [];
  readonly #cash: BookedCash[] = [];
  readonly #changed = new Set<BookedInvoice | BookedCash>();

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  write(debtor: Debtor, facts: Pick<BookedInvoice, 'currency' | 'issued' | 'due' | 'minor'>): BookedInvoice {
    const number = `INV-${String(this.#invoices.length + 1).padStart(5, '0')}`;
    const invoice = { number, debtor, ...facts, open: facts.minor };
    this.#invoices.push(invoice);
    this.#changed.add(invoice);
    const { currency, minor, due } = facts;
    this.#chronicle.tell({
      kind: 'invoiced',
      customer: debtor.number,
      currency,
      invoice: number,
      minor,
      due,
    });
    return invoice;
  }

  /** Posts a payment; what is more than open is not taken. */
  pay(invoice: BookedInvoice, minor: number = invoice.open): void {
    this.#lower(invoice, minor, 'paid');
  }

  credit(invoice: BookedInvoice, minor: number): void {
    this.#lower(invoice, minor, 'credited');
  }

  receive(debtor: Debtor, currency: string, minor: number): BookedCash {
    const reference = `CASH-${this.#cash.length + 1}`;
    const cash = { reference, debtor, currency, day: this.#chronicle.day, minor, unapplied: minor };
    this.#cash.push(cash);
    this.#changed.add(cash);
    this.#chronicle.tell({
      kind: 'cash_received',
      customer: debtor.number,
      currency,
      cash: reference,
      minor,
    });
    return cash;
  }

  /** Posts received money to the customer's invoices that are due longest. */
  apply(cash: BookedCash): void {
    for (const invoice of this.openOf(cash.debtor, cash.currency)) {
      const minor = Math.min(invoice.open, cash.unapplied);
      if (minor === 0) return;
      invoice.open -= minor;
      cash.unapplied -= minor;
      this.#changed.add(invoice).add(cash);
      this.#chronicle.tell({ kind: 'cash_applied', cash: cash.reference, invoice: invoice.number, minor });
    }
  }

  /** Posts the money of a customer that waits longest, if any does. */
  applyOldest(debtor: Debtor): void {
    const cash = this.#cash.find((one) => one.debtor === debtor && one.unapplied > 0);
    if (cash !== undefined) this.apply(cash);
  }

  find(number: string): BookedInvoice {
    const invoice = this.#invoices.find((one) => one.number === number);
    if (invoice === undefined) throw new Error(`There is no invoice ${number}.`);
    return invoice;
  }

  /** Open invoices of a customer, due longest first. */
  openOf(debtor: Debtor, currency?: string): readonly BookedInvoice[] {
    return this.#invoices
      .filter((one) => one.debtor === debtor && one.open > 0 && (currency ?? one.currency) === one.currency)
      .sort((left, right) => (left.due < right.due ? -1 : 1));
  }

  /** What changed since the last export, as its two files. */
  export(): { readonly invoices: readonly FileRow[]; readonly payments: readonly FileRow[] } {
    const changed = [...this.#changed];
    this.#changed.clear();
    return {
      invoices: changed.flatMap((one) => ('number' in one ? [invoiceRow(one)] : [])),
      payments: changed.flatMap((one) => ('reference' in one ? [cashRow(one)] : [])),
    };
  }

  #lower(invoice: BookedInvoice, wanted: number, kind: 'paid' | 'credited'): void {
    const minor = Math.min(invoice.open, wanted);
    if (minor <= 0) return;
    invoice.open -= minor;
    this.#changed.add(invoice);
    this.#chronicle.tell({ kind, invoice: invoice.number, minor });
  }
}

const decimal = (minor: number) => (minor / 100).toFixed(2);

function invoiceRow({ number, debtor, currency, issued, due, minor, open }: BookedInvoice): FileRow {
  return {
    customerNumber: debtor.number,
    customerName: debtor.name,
    country: debtor.country,
    email: debtor.email,
    phone: debtor.phone,
    invoiceNumber: number,
    invoiceDate: issued,
    dueDate: due,
    amount: decimal(minor),
    openAmount: decimal(open),
    currency,
  };
}

function cashRow({ reference, debtor, currency, day, minor, unapplied }: BookedCash): FileRow {
  return {
    customerNumber: debtor.number,
    paymentReference: reference,
    paymentDate: day,
    amount: decimal(minor),
    unappliedAmount: decimal(unapplied),
    currency,
  };
}
