import type { QuarterEvent } from './events.ts';
import { OracleAgreements } from './oracle-agreements.ts';
import { type KnownInvoice, OracleBooks, total } from './oracle-books.ts';

/** Something that must not happen, with its day and customer in words. */
export type Fault = string;

export interface Verdict {
  readonly messages: number;
  /** Messages that asked for anything that was paid, promised, disputed or held, or that should not have gone out at all. */
  readonly wronglyChased: readonly Fault[];
  /** Overdue accounts without a next action or an owner when a day's work was done. */
  readonly withoutNextAction: readonly Fault[];
  /** Promises that broke and were not shown the next morning: on Today always, on the worklist unless held on purpose. */
  readonly brokenUnseen: readonly Fault[];
  /** Customers who got more than one message on a day in one currency. */
  readonly doubled: readonly Fault[];
  /** Messages that left out what might have been asked for. */
  readonly tooLittle: readonly Fault[];
  readonly brokenPromises: number;
  /** Messages that were stopped at the moment of sending. */
  readonly keptBack: number;
}

/** Of which events somebody is to be judged, and which customers were not theirs to look after. */
export interface Sight {
  readonly isJudged: (event: QuarterEvent) => boolean;
  readonly isElsewhere: (customer: string, event: QuarterEvent) => boolean;
}

const EVERYTHING: Sight = { isJudged: () => true, isElsewhere: () => false };

/**
 * Judges a quarter from the list of its events alone, by rules of its own: it shares nothing with the application. What
 * stands in the books counts from the moment at which they were read; what was said counts from when it was said.
 */
export function judge(events: readonly QuarterEvent[], sight: Sight = EVERYTHING): Verdict {
  const books = new OracleBooks();
  const agreements = new OracleAgreements(books);
  const wronglyChased: Fault[] = [];
  const withoutNextAction: Fault[] = [];
  const brokenUnseen: Fault[] = [];
  const doubled: Fault[] = [];
  const tooLittle: Fault[] = [];
  const written = new Set<string>();
  let [messages, brokenPromises, lastList] = [0, 0, ''];
  events.forEach((event, at) => {
    books.take(event, at);
    agreements.take(event, at);
    const isJudged = sight.isJudged(event);
    if (event.kind === 'message' && isJudged) {
      messages += 1;
      const key = `${event.day} ${event.customer} ${event.currency}`;
      if (written.has(key)) doubled.push(key);
      written.add(key);
      const wrongs = wrongsOf(event, books, agreements);
      if (wrongs.length > 0) wronglyChased.push(`${key}: ${wrongs.join('; ')}`);
      const left = leftOut(event, books, agreements);
      if (left > 0) tooLittle.push(`${key}: ${left} more might have been asked for`);
    }
    if (event.kind === 'list_shown' && isJudged) {
      const broken = agreements
        .brokenBy(event.day, lastList)
        .filter(({ customer }) => !sight.isElsewhere(customer, event))
        .filter((promise) => agreements.groundOf(promise).some((invoice) => isOverdue(invoice, event.day)));
      brokenPromises += broken.length;
      for (const { customer, currency, id } of broken) {
        const fault = `${event.day} ${customer} ${currency}: promise ${id}`;
        const isIts = (one: { readonly customer: string; readonly currency: string }) =>
          one.customer === customer && one.currency === currency;
        const onList = event.rows.some((row) => isIts(row) && row.broken);
        if (!event.brokenToday.some(isIts)) brokenUnseen.push(`${fault} is not on Today`);
        else if (!onList && !agreements.isHeldAsWhole(customer, event.day)) {
          brokenUnseen.push(`${fault} is not on the worklist`);
        }
      }
    }
    if (event.kind === 'list_shown') lastList = event.day;
    if (event.kind === 'day_closed' && isJudged) {
      withoutNextAction.push(
        ...withoutAction(event, books, (customer) => sight.isElsewhere(customer, event)),
      );
    }
  });
  const keptBack = events.filter(({ kind }) => kind === 'kept_back').length;
  return {
    messages,
    keptBack,
    wronglyChased,
    withoutNextAction,
    brokenUnseen,
    doubled,
    tooLittle,
    brokenPromises,
  };
}

type Message = Extract<QuarterEvent, { readonly kind: 'message' }>;

function wrongsOf(
  { day, customer, currency, lines }: Message,
  books: OracleBooks,
  agreements: OracleAgreements,
): readonly string[] {
  const wrongs: string[] = [...agreements.silence(customer)];
  const standing = agreements.standing(customer, currency, day);
  for (const { invoice: number, minor } of lines) {
    const invoice = books.invoices.get(number);
    if (invoice === undefined || invoice.customer !== customer || invoice.currency !== currency) {
      wrongs.push(`${number} is not an invoice of this customer`);
      continue;
    }
    const [claimed, disputed] = [agreements.claimedOf(invoice), agreements.disputedOf(invoice)];
    if (minor > invoice.open - claimed) {
      wrongs.push(
        `${number}: ${minor} asked, ${invoice.open} open, ${claimed} of it paid by what was matched`,
      );
    } else if (minor > invoice.open - claimed - disputed) wrongs.push(`${number}: ${disputed} is disputed`);
    if (agreements.isHeld(invoice, day)) wrongs.push(`${number} is on hold`);
    const promise = standing.find(({ invoices }) => invoices.includes(number));
    if (promise !== undefined) wrongs.push(`${number} is promised until ${promise.lastDay}`);
  }
  const asked = total(lines.map(({ minor }) => minor));
  for (const promise of standing.filter(({ invoices }) => invoices.length === 0)) {
    const about = agreements.groundOf(promise);
    const askedOf = total(
      lines.filter(({ invoice }) => about.some(({ number }) => number === invoice)).map(({ minor }) => minor),
    );
    const free = total(about.map((invoice) => askable(invoice, day, agreements)));
    if (askedOf > free - Math.min(free, agreements.missing(promise))) {
      wrongs.push(`${agreements.missing(promise)} is promised on the account until ${promise.lastDay}`);
    }
  }
  if (lines.length === 0 || asked <= 0) wrongs.push('it asks for nothing');
  const unapplied = books.unapplied(customer, currency);
  if (unapplied >= asked) wrongs.push(`${unapplied} that is not applied covers the ${asked} asked for`);
  return wrongs;
}

/** What of an invoice is neither paid, claimed as paid, disputed nor held. */
function askable(invoice: KnownInvoice, day: string, agreements: OracleAgreements): number {
  if (agreements.isHeld(invoice, day)) return 0;
  return Math.max(0, invoice.open - agreements.claimedOf(invoice) - agreements.disputedOf(invoice));
}

/** What of all that is overdue a message might have asked for and did not. */
function leftOut(
  { day, customer, currency, lines }: Message,
  books: OracleBooks,
  agreements: OracleAgreements,
): number {
  const standing = agreements.standing(customer, currency, day);
  const onInvoices = new Set(standing.flatMap(({ invoices }) => invoices));
  const overdue = [...books.invoices.values()].filter(
    (invoice) =>
      invoice.customer === customer &&
      invoice.currency === currency &&
      isOverdue(invoice, day) &&
      !onInvoices.has(invoice.number),
  );
  const onAccount = total(
    standing.filter(({ invoices }) => invoices.length === 0).map((promise) => agreements.missing(promise)),
  );
  const might = total(overdue.map((invoice) => askable(invoice, day, agreements)));
  return might - onAccount - total(lines.map(({ minor }) => minor));
}

function isOverdue({ due, open }: KnownInvoice, day: string): boolean {
  return due < day && open > 0;
}

function withoutAction(
  { day, rows }: Extract<QuarterEvent, { readonly kind: 'day_closed' }>,
  books: OracleBooks,
  isElsewhere: (customer: string) => boolean,
): readonly Fault[] {
  const overdue = [...books.invoices.values()].filter(
    (invoice) => isOverdue(invoice, day) && !isElsewhere(invoice.customer),
  );
  const accounts = new Set(overdue.map(({ customer, currency }) => `${customer} ${currency}`));
  const planned = new Map(rows.map((row) => [`${row.customer} ${row.currency}`, row]));
  return [...accounts].flatMap((account) => {
    const row = planned.get(account);
    if (row === undefined) return [`${day} ${account}: not on the list`];
    if (row.next === null || row.next < day) return [`${day} ${account}: no next action`];
    return row.owner === null ? [`${day} ${account}: no owner`] : [];
  });
}
