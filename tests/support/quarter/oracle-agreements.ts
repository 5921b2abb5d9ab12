import type { QuarterEvent } from './events.ts';
import { type KnownInvoice, type OracleBooks, total } from './oracle-books.ts';

export interface AgreedPromise {
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  readonly invoices: readonly string[];
  readonly minor: number;
  readonly madeOn: string;
  readonly madeAt: number;
  readonly lastDay: string;
}

interface AgreedHold {
  readonly customer: string | null;
  readonly invoice: string | null;
  readonly until: string | null;
}

/** What customers and the client agreed or disagreed about: promises, disputes, holds, and who must not be written to. */
export class OracleAgreements {
  readonly #books: OracleBooks;
  readonly #promises = new Map<string, AgreedPromise>();
  /** What a promise took the place of: it counts again when that one is taken back. */
  readonly #replaced = new Map<string, readonly AgreedPromise[]>();
  readonly #disputes = new Map<string, { readonly invoice: string; readonly minor: number | null }>();
  readonly #settled = new Map<string, { readonly invoice: string; readonly minor: number | null }>();
  readonly #claims = new Map<
    string,
    { readonly invoice: string; readonly minor: number; readonly openThen: number }
  >();
  readonly #holds = new Map<string, AgreedHold>();
  readonly #silent = {
    mail_refused: new Set<string>(),
    asked: new Set<string>(),
    mail_came_back: new Set<string>(),
  };

  constructor(books: OracleBooks) {
    this.#books = books;
  }

  take(event: QuarterEvent, at: number): void {
    switch (event.kind) {
      case 'promised': {
        const { promise: id, customer, currency, invoices, minor, day: madeOn, lastDay } = event;
        const made = { id, customer, currency, invoices, minor, madeOn, madeAt: at, lastDay };
        const replaced = [...this.#promises.values()].filter((old) => isReplacedBy(old, made));
        for (const old of replaced) this.#promises.delete(old.id);
        this.#replaced.set(id, replaced);
        this.#promises.set(id, made);
        break;
      }
      case 'promise_withdrawn':
        this.#promises.delete(event.promise);
        for (const old of this.#replaced.get(event.promise) ?? []) this.#promises.set(old.id, old);
        break;
      case 'promise_corrected':
        this.#promises.delete(event.promise);
        break;
      case 'claimed': {
        const open = this.#books.invoices.get(event.invoice)?.open ?? 0;
        this.#claims.set(event.claim, { invoice: event.invoice, minor: event.minor, openThen: open });
        break;
      }
      case 'claim_withdrawn':
        this.#claims.delete(event.claim);
        break;
      case 'disputed':
        this.#disputes.set(event.dispute, { invoice: event.invoice, minor: event.minor });
        break;
      case 'dispute_settled':
        move(event.dispute, this.#disputes, this.#settled);
        break;
      case 'dispute_reopened':
        move(event.dispute, this.#settled, this.#disputes);
        break;
      case 'held':
        this.#holds.set(event.hold, { customer: event.customer, invoice: event.invoice, until: event.until });
        break;
      case 'hold_lifted':
        this.#holds.delete(event.hold);
        break;
      case 'mail_refused':
      case 'asked':
      case 'mail_came_back':
        this.#silent[event.kind].add(event.customer);
        break;
      case 'mail_allowed':
        this.#silent.mail_refused.delete(event.customer);
        break;
      case 'answered':
        this.#silent.asked.delete(event.customer);
        break;
      default:
        break;
    }
  }

  /** Why nobody may write to the customer at all; empty when one may. */
  silence(customer: string): readonly string[] {
    return Object.entries(this.#silent).flatMap(([why, customers]) => (customers.has(customer) ? [why] : []));
  }

  isHeld(invoice: KnownInvoice, day: string): boolean {
    return this.#holdsOn(invoice.customer, day).some(
      (hold) => hold.invoice === null || hold.invoice === invoice.number,
    );
  }

  /** Somebody put the whole customer, or everything, on hold: it is off the worklist on purpose. */
  isHeldAsWhole(customer: string, day: string): boolean {
    return this.#holdsOn(customer, day).some((hold) => hold.invoice === null);
  }

  /** Money that was matched with the invoice and that the books do not show on it yet. */
  claimedOf({ number, open }: KnownInvoice): number {
    let [waiting, lastOpen] = [0, open];
    for (const claim of this.#claims.values()) {
      if (claim.invoice !== number) continue;
      // What the books took off since the claim before was one of the earlier ones.
      waiting = Math.max(0, waiting - Math.max(0, lastOpen - claim.openThen)) + claim.minor;
      lastOpen = claim.openThen;
    }
    return Math.min(open, Math.max(0, waiting - Math.max(0, lastOpen - open)));
  }

  disputedOf({ number, open }: KnownInvoice): number {
    const own = [...this.#disputes.values()].filter(({ invoice }) => invoice === number);
    return Math.min(open, total(own.map(({ minor }) => minor ?? open)));
  }

  /** Promises of a customer on which a payment may still come in time and has not come. */
  standing(customer: string, currency: string, day: string): readonly AgreedPromise[] {
    return this.#of(customer, currency).filter(
      (promise) => day <= promise.lastDay && this.missing(promise) > 0,
    );
  }

  /** Promises whose time ran out on the day before, not kept in full. */
  brokenBy(day: string, dayBefore: string): readonly AgreedPromise[] {
    return [...this.#promises.values()].filter(
      (promise) => promise.lastDay < day && promise.lastDay >= dayBefore && this.missing(promise) > 0,
    );
  }

  /** What of a promise has not come by its last day; never more than is open on what it was made on. */
  missing({ invoices, minor, madeOn, madeAt, lastDay, customer, currency }: AgreedPromise): number {
    const ground = this.groundOf({ invoices, customer, currency, madeOn });
    const span = { from: madeOn, to: lastDay, since: madeAt };
    const numbers =
      invoices.length > 0
        ? new Set(invoices)
        : new Set(
            [...this.#books.invoices.values()].filter(isOf(customer, currency)).map(({ number }) => number),
          );
    const came = this.#books.receivedFor(numbers, span) + this.#books.looseWithin(customer, currency, span);
    return Math.max(0, Math.min(minor - came, total(ground.map(({ open }) => open))));
  }

  /** The invoices that a promise is about. */
  groundOf({
    invoices,
    customer,
    currency,
    madeOn,
  }: Pick<AgreedPromise, 'invoices' | 'customer' | 'currency' | 'madeOn'>): readonly KnownInvoice[] {
    const all = [...this.#books.invoices.values()].filter(isOf(customer, currency));
    return all.filter(({ number, issued }) =>
      invoices.length > 0 ? invoices.includes(number) : issued <= madeOn,
    );
  }

  /** Promises of all customers on which a payment may still come in time and has not come. */
  openPromises(day: string): readonly AgreedPromise[] {
    return [...this.#promises.values()].filter(
      (promise) => day <= promise.lastDay && this.missing(promise) > 0,
    );
  }

  promise(id: string): AgreedPromise | undefined {
    return this.#promises.get(id);
  }

  get openDisputes(): readonly string[] {
    return [...this.#disputes.keys()];
  }

  /** The names of all holds that rest on a day. */
  holdsOn(day: string): readonly string[] {
    return [...this.#holds].flatMap(([name, { until }]) => (until === null || day < until ? [name] : []));
  }

  #holdsOn(customer: string, day: string): readonly AgreedHold[] {
    return [...this.#holds.values()].filter(
      (hold) =>
        (hold.until === null || day < hold.until) && (hold.customer === null || hold.customer === customer),
    );
  }

  #of(customer: string, currency: string): AgreedPromise[] {
    return [...this.#promises.values()].filter(isOf(customer, currency));
  }
}

function isOf(customer: string, currency: string) {
  return (one: { readonly customer: string; readonly currency: string }) =>
    one.customer === customer && one.currency === currency;
}

/** A later word about the same invoice, or about the account as a whole, takes the place of an earlier one. */
function isReplacedBy(old: AgreedPromise, made: AgreedPromise): boolean {
  if (!isOf(made.customer, made.currency)(old)) return false;
  if (old.invoices.length === 0 || made.invoices.length === 0)
    return old.invoices.length === made.invoices.length;
  return old.invoices.some((invoice) => made.invoices.includes(invoice));
}

function move<Value>(key: string, from: Map<string, Value>, to: Map<string, Value>): void {
  const value = from.get(key);
  if (value === undefined) return;
  from.delete(key);
  to.set(key, value);
}
