import { dayAfter } from './chronicle.ts';
import type { BookedInvoice } from './client-books.ts';
import type { Debtor } from './debtors.ts';
import type { Town } from './town.ts';

/** The days of grace of the workspace: a promise is still kept by money of the day after. */
const GRACE_DAYS = 1;

/** What a customer does about an invoice when it is written, whoever asks for it. */
export function reactToInvoice(town: Town, debtor: Debtor, invoice: BookedInvoice): void {
  const untilDue = Math.round((Date.parse(invoice.due) - Date.parse(town.today)) / 86_400_000);
  const { random, books } = town;
  if (debtor.behaviour === 'pays_on_time')
    town.in(untilDue + random.between(-4, 2), () => books.pay(invoice));
  if (debtor.behaviour === 'pays_late') town.in(untilDue + random.between(12, 45), () => books.pay(invoice));
}

/** What a customer does when it is asked for these invoices in one currency, by mail or on the phone. */
export function reactToAsking(town: Town, debtor: Debtor, asked: readonly BookedInvoice[]): void {
  const { random, books } = town;
  const [first] = asked;
  if (first === undefined) return;
  const payAll = (from: number, to: number) => {
    for (const invoice of asked) town.in(random.between(from, to), () => books.pay(invoice));
  };
  switch (debtor.behaviour) {
    case 'pays_on_time':
    case 'pays_late':
    case 'silent':
      break;
    case 'pays_after_mail':
      payAll(1, 6);
      break;
    case 'promises_and_keeps':
      promise(town, debtor, asked, (date) => {
        const late = random.between(-2, GRACE_DAYS);
        for (const invoice of asked) town.in(daysUntil(town, date) + late, () => books.pay(invoice));
      });
      break;
    case 'promises_and_breaks':
      promise(town, debtor, asked, (date) => {
        if (random.happens(0.4))
          town.in(daysUntil(town, date) + random.between(3, 9), () => books.pay(first));
      });
      break;
    case 'promises_and_pays_part':
      promise(town, debtor, asked, (date) => {
        const share = random.between(30, 80) / 100;
        for (const invoice of asked) {
          const part = Math.round(invoice.open * share);
          town.in(daysUntil(town, date) + random.between(-1, 0), () => books.pay(invoice, part));
        }
      });
      break;
    case 'disputes_whole':
    case 'disputes_part':
      dispute(town, debtor, asked);
      break;
    case 'pays_short':
      for (const invoice of asked) {
        const short = invoice.open > invoice.minor * 0.1 ? Math.round(invoice.open * 0.97) : invoice.open;
        town.in(random.between(2, 5), () => books.pay(invoice, short));
      }
      break;
    case 'pays_without_advice':
      payWithoutAdvice(town, debtor, asked);
      break;
    case 'refuses_mail':
      town.says(random.between(0, 2), () => ({ kind: 'refuses_mail', customer: debtor.number }));
      payAll(20, 40);
      break;
    case 'mail_comes_back':
      payAll(25, 60);
      break;
    case 'asks_back':
      askBack(town, debtor, asked);
      break;
  }
}

const daysUntil = (town: Town, date: string) =>
  Math.round((Date.parse(date) - Date.parse(town.today)) / 86_400_000);

/** Promises what is still open then, for the invoices or for the account, and does what comes of it. */
function promise(
  town: Town,
  debtor: Debtor,
  asked: readonly BookedInvoice[],
  keep: (date: string) => void,
): void {
  const { random } = town;
  const onAccount = random.happens(0.3);
  const oneByOne = !onAccount && random.happens(0.2);
  const days = random.between(2, 9);
  const delay = random.between(0, 2);
  const groups = oneByOne ? asked.map((invoice) => [invoice]) : [asked];
  groups.forEach((group, index) => {
    town.says(delay, () => {
      const open = group.filter((invoice) => invoice.open > 0);
      const [first] = open;
      if (first === undefined) return null;
      const date = dayAfter(town.today, days + index);
      if (index === 0) keep(date);
      return {
        kind: 'promises',
        customer: debtor.number,
        currency: first.currency,
        invoices: onAccount ? [] : open.map(({ number }) => number),
        minor: open.reduce((sum, invoice) => sum + invoice.open, 0),
        date,
      };
    });
  });
  if (random.happens(0.05)) {
    town.says(delay + 1, () => ({ kind: 'takes_promises_back', customer: debtor.number }));
  }
}

/** Objects to the invoice that is due longest, once; the client's office settles it later, and the rest is paid. */
function dispute(town: Town, debtor: Debtor, asked: readonly BookedInvoice[]): void {
  const { random, books } = town;
  const [oldest, ...others] = asked;
  if (oldest === undefined) return;
  for (const invoice of others) town.in(random.between(3, 12), () => books.pay(invoice));
  if (oldest.open < oldest.minor) {
    town.in(random.between(2, 6), () => books.pay(oldest));
    return;
  }
  const minor =
    debtor.behaviour === 'disputes_whole' ? null : Math.round((oldest.open * random.between(15, 60)) / 100);
  const delay = random.between(0, 2);
  town.says(delay, () =>
    oldest.open === oldest.minor
      ? { kind: 'disputes', customer: debtor.number, invoice: oldest.number, minor }
      : null,
  );
  if (minor !== null) town.in(delay + random.between(2, 8), () => books.pay(oldest, oldest.open - minor));
  const settling = delay + random.between(4, 30);
  if (random.happens(0.6))
    town.in(settling - 1, () => books.credit(oldest, minor ?? Math.ceil(oldest.open / 3)));
  town.says(settling, () => ({ kind: 'dispute_settled', customer: debtor.number, invoice: oldest.number }));
  if (random.happens(0.15)) {
    town.says(settling + 2, () => ({
      kind: 'dispute_reopened',
      customer: debtor.number,
      invoice: oldest.number,
    }));
    town.says(settling + 9, () => ({
      kind: 'dispute_settled',
      customer: debtor.number,
      invoice: oldest.number,
    }));
  }
  town.in(settling + random.between(10, 20), () => books.pay(oldest));
}

/** Pays all at once without a word; the office finds out what it is for days later. */
function payWithoutAdvice(town: Town, debtor: Debtor, asked: readonly BookedInvoice[]): void {
  const { random, books } = town;
  const [first] = asked;
  if (first === undefined) return;
  town.in(random.between(1, 4), () => {
    const minor = asked.reduce((sum, invoice) => sum + invoice.open, 0);
    if (minor === 0) return;
    const cash = books.receive(debtor, first.currency, random.happens(0.8) ? minor : Math.ceil(minor / 2));
    town.in(random.between(2, 12), () => books.apply(cash));
  });
}

function askBack(town: Town, debtor: Debtor, asked: readonly BookedInvoice[]): void {
  const { random, books } = town;
  const delay = random.between(0, 2);
  const answered = delay + random.between(1, 8);
  town.says(delay, () => ({ kind: 'asks', customer: debtor.number }));
  town.says(answered, () => ({ kind: 'has_answer', customer: debtor.number }));
  for (const invoice of asked) town.in(answered + random.between(3, 15), () => books.pay(invoice));
}
