import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import { type Chronicle, dayAfter } from './chronicle.ts';
import type { Debtor } from './debtors.ts';
import type { QuarterDesk } from './desk.ts';
import type { Random } from './random.ts';
import { reactToAsking, reactToInvoice } from './reactions.ts';
import { takeDelivered } from './read-letters.ts';
import type { Scribe } from './scribe.ts';
import type { Town } from './town.ts';

export function findDebtor(debtors: readonly Debtor[], number: string): Debtor {
  const debtor = debtors.find((one) => one.number === number);
  if (debtor === undefined) throw new Error(`There is no customer ${number}.`);
  return debtor;
}

/** Reads what the accounting system exports, as of a day. */
export async function readBooks(
  desk: QuarterDesk,
  { books }: Town,
  chronicle: Chronicle,
  asOf: string,
): Promise<void> {
  await desk.readBooks(books.export(), asOf);
  chronicle.tell({ kind: 'books_read' });
}

/** What was written in the three months before, as far as it is open. */
export function openingBooks(town: Town, debtors: readonly Debtor[], random: Random): void {
  for (const debtor of debtors) {
    for (let count = random.between(1, 3); count > 0; count -= 1) {
      const issued = dayAfter(town.today, -random.between(5, 80));
      reactToInvoice(
        town,
        debtor,
        town.bill(debtor, issued, dayAfter(issued, random.pick([14, 30, 30, 45]))),
      );
    }
  }
}

/** New invoices of the day. */
export function bill(town: Town, debtors: readonly Debtor[], random: Random): void {
  for (const debtor of debtors.filter(() => random.happens(0.05))) {
    const due = dayAfter(town.today, random.pick([7, 14, 30]));
    reactToInvoice(town, debtor, town.bill(debtor, town.today, due));
  }
}

/** The client's office puts something on hold now and then, and, if it likes to, everything for a day once in a while. */
export function disturb(
  town: Town,
  debtors: readonly [Debtor, ...Debtor[]],
  random: Random,
  everythingToo = true,
): void {
  if (random.happens(0.02) && everythingToo) {
    const until = dayAfter(town.today);
    town.says(0, () => ({ kind: 'hold', customer: null, invoice: null, until }));
  }
  if (random.happens(debtors.length / 250)) {
    const debtor = random.pick(debtors);
    const until = dayAfter(town.today, random.between(1, 9));
    town.says(0, () => ({ kind: 'hold', customer: debtor.number, invoice: null, until }));
  }
  if (random.happens(debtors.length / 250)) {
    const debtor = random.pick(debtors);
    const [invoice] = town.books.openOf(debtor).filter(({ due }) => due < town.today);
    if (invoice === undefined) return;
    const target = { customer: debtor.number, invoice: invoice.number };
    town.says(0, () => ({ kind: 'hold', ...target, until: null }));
    town.says(random.between(2, 12), () => (invoice.open > 0 ? { kind: 'hold_lifted', ...target } : null));
  }
}

/** Tells the customers what they were sent, and the specialist what came back. */
export async function deliver(
  smtp: FakeSmtp,
  town: Town,
  debtors: readonly Debtor[],
  scribe: Scribe,
  chronicle: Chronicle,
): Promise<void> {
  for (const { debtor, lines } of await takeDelivered(smtp, debtors, chronicle)) {
    if (debtor.behaviour === 'mail_comes_back') await scribe.bounced(debtor.number, debtor.email);
    else
      reactToAsking(
        town,
        debtor,
        lines.map(({ invoice }) => town.books.find(invoice)),
      );
  }
}

/** Who is reached on the phone is asked for what is overdue, and does about it as about a letter. */
export function answerCall(town: Town, debtor: Debtor, currency: string): CallOutcome {
  const outcome = town.random.pick<CallOutcome>([
    'no_answer',
    'voicemail',
    'wrong_party',
    'right_party',
    'right_party',
  ]);
  if (outcome === 'right_party') {
    reactToAsking(
      town,
      debtor,
      town.books.openOf(debtor, currency).filter(({ due }) => due < town.today),
    );
  }
  return outcome;
}
