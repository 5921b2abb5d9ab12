import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import { Chronicle, dayAfter } from './chronicle.ts';
import { ClientBooks } from './client-books.ts';
import { type Debtor, debtorsOf } from './debtors.ts';
import { type QuarterDesk, quarterDesk } from './desk.ts';
import { AddressBook } from './desk-client.ts';
import type { QuarterEvent } from './events.ts';
import { type Random, randomOf } from './random.ts';
import { reactToAsking, reactToInvoice } from './reactions.ts';
import { takeDelivered } from './read-letters.ts';
import { Scribe } from './scribe.ts';
import { Specialist } from './specialist.ts';
import { Town } from './town.ts';

export interface QuarterOptions {
  readonly folder: string;
  readonly smtp: FakeSmtp;
  readonly customers: number;
  readonly days: number;
  readonly seed: number;
}

export const QUARTER_START = '2026-07-01';

/** Plays the quarter day by day and answers with everything that happened. The same seed gives the same quarter. */
export async function runQuarter({
  folder,
  smtp,
  customers,
  days,
  seed,
}: QuarterOptions): Promise<readonly QuarterEvent[]> {
  const random = randomOf(seed);
  const chronicle = new Chronicle(QUARTER_START);
  const town = new Town(new ClientBooks(chronicle), random, chronicle);
  const debtors = debtorsOf(customers, random);
  const desk = await quarterDesk(folder, QUARTER_START, smtp);
  try {
    const addresses = new AddressBook(desk.client);
    const scribe = new Scribe(desk.client, addresses, chronicle);
    const call = (customer: string, currency: string) => answerCall(town, find(debtors, customer), currency);
    const specialist = new Specialist(desk.client, scribe, chronicle, call);
    openingBooks(town, debtors, random);
    for (let day = 0; day < days; day += 1) {
      chronicle.day = dayAfter(QUARTER_START, day);
      desk.goTo(chronicle.day);
      await readBooks(desk, town, chronicle, day === 0 ? chronicle.day : dayAfter(chronicle.day, -1));
      await specialist.morning();
      disturb(town, debtors, random);
      for (const said of town.let('noon')) await scribe.write(said);
      await readBooks(desk, town, chronicle, chronicle.day);
      await desk.send();
      await deliver(smtp, town, debtors, scribe, chronicle);
      await specialist.evening();
      bill(town, debtors, random);
      for (const said of town.let('evening')) await scribe.write(said);
    }
    return chronicle.events;
  } finally {
    await desk.close();
  }
}

function find(debtors: readonly Debtor[], number: string): Debtor {
  const debtor = debtors.find((one) => one.number === number);
  if (debtor === undefined) throw new Error(`There is no customer ${number}.`);
  return debtor;
}

async function readBooks(
  desk: QuarterDesk,
  { books }: Town,
  chronicle: Chronicle,
  asOf: string,
): Promise<void> {
  await desk.readBooks(books.export(), asOf);
  chronicle.tell({ kind: 'books_read' });
}

/** What was written in the three months before, as far as it is open. */
function openingBooks(town: Town, debtors: readonly Debtor[], random: Random): void {
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

function bill(town: Town, debtors: readonly Debtor[], random: Random): void {
  for (const debtor of debtors.filter(() => random.happens(0.05))) {
    const due = dayAfter(town.today, random.pick([7, 14, 30]));
    reactToInvoice(town, debtor, town.bill(debtor, town.today, due));
  }
}

/** The client's office puts something on hold now and then, and everything for a day once in a while. */
function disturb(town: Town, debtors: readonly [Debtor, ...Debtor[]], random: Random): void {
  if (random.happens(0.02)) {
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
async function deliver(
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
function answerCall(town: Town, debtor: Debtor, currency: string): CallOutcome {
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
