import type { QuarterEvent } from './events.ts';

export interface KnownInvoice {
  readonly number: string;
  readonly customer: string;
  readonly currency: string;
  readonly issued: string;
  readonly due: string;
  open: number;
}

interface KnownCash {
  readonly customer: string;
  readonly currency: string;
  readonly day: string;
  readonly knownAt: number;
  unapplied: number;
}

/** Money that came for an invoice: on the day on which it came, not on that of the posting. */
interface Receipt {
  readonly invoice: string;
  readonly day: string;
  readonly knownAt: number;
  readonly minor: number;
  /** For money that waited for its invoice. */
  readonly appliedOn?: string;
}

/** The books as somebody knows them who reads them at every `books_read` and at no other time. */
export class OracleBooks {
  readonly invoices = new Map<string, KnownInvoice>();
  readonly #cash = new Map<string, KnownCash>();
  readonly #receipts: Receipt[] = [];
  #unread: QuarterEvent[] = [];

  /** Takes any event; `at` is its place in the list. */
  take(event: QuarterEvent, at: number): void {
    if (event.kind !== 'books_read') {
      this.#unread.push(event);
      return;
    }
    for (const unread of this.#unread) this.#read(unread, at);
    this.#unread = [];
  }

  /** Money without an invoice yet, of a customer in a currency. */
  unapplied(customer: string, currency: string): number {
    return total(this.#loose(customer, currency).map((cash) => cash.unapplied));
  }

  /** What came for these invoices in a span of days and was not known before `since`. */
  receivedFor(
    invoices: ReadonlySet<string>,
    span: { readonly from: string; readonly to: string; readonly since: number },
  ): number {
    const isIn = (day: string) => day >= span.from && day <= span.to;
    const within = ({ day, knownAt, appliedOn = day }: Receipt) =>
      knownAt > span.since && (isIn(day) || isIn(appliedOn));
    return total(
      this.#receipts.filter((one) => invoices.has(one.invoice) && within(one)).map(({ minor }) => minor),
    );
  }

  /** What came in a span of days and waits for an invoice. */
  looseWithin(
    customer: string,
    currency: string,
    span: { readonly from: string; readonly to: string; readonly since: number },
  ): number {
    const cash = this.#loose(customer, currency).filter(
      ({ day, knownAt }) => day >= span.from && day <= span.to && knownAt > span.since,
    );
    return total(cash.map(({ unapplied }) => unapplied));
  }

  #loose(customer: string, currency: string): KnownCash[] {
    return [...this.#cash.values()].filter(
      (cash) => cash.customer === customer && cash.currency === currency,
    );
  }

  #read(event: QuarterEvent, at: number): void {
    switch (event.kind) {
      case 'invoiced': {
        const { invoice: number, customer, currency, day: issued, due, minor: open } = event;
        this.invoices.set(number, { number, customer, currency, issued, due, open });
        break;
      }
      case 'paid':
        this.#lower(event.invoice, event.minor);
        this.#receipts.push({ invoice: event.invoice, day: event.day, knownAt: at, minor: event.minor });
        break;
      case 'credited':
        this.#lower(event.invoice, event.minor);
        break;
      case 'cash_received': {
        const { cash, customer, currency, day, minor: unapplied } = event;
        this.#cash.set(cash, { customer, currency, day, knownAt: at, unapplied });
        break;
      }
      case 'cash_applied': {
        const cash = this.#cash.get(event.cash);
        if (cash === undefined) throw new Error(`Cash ${event.cash} was never received.`);
        cash.unapplied -= event.minor;
        this.#lower(event.invoice, event.minor);
        // Which money a fall of the open amount came from is not in a file: what is applied after a promise counts for it.
        const came = { day: cash.day, knownAt: at, minor: event.minor };
        this.#receipts.push({ ...came, invoice: event.invoice, appliedOn: event.day });
        break;
      }
      default:
        break;
    }
  }

  #lower(number: string, minor: number): void {
    const invoice = this.invoices.get(number);
    if (invoice === undefined) throw new Error(`Invoice ${number} was never written.`);
    invoice.open -= minor;
  }
}

export function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
