import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import { Chronicle, dayAfter } from './chronicle.ts';
import { ClientBooks } from './client-books.ts';
import { debtorsOf } from './debtors.ts';
import { quarterDesk } from './desk.ts';
import { AddressBook } from './desk-client.ts';
import type { QuarterEvent } from './events.ts';
import { answerCall, bill, deliver, disturb, findDebtor, openingBooks, readBooks } from './outside.ts';
import { randomOf } from './random.ts';
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
    const call = (customer: string, currency: string) =>
      answerCall(town, findDebtor(debtors, customer), currency);
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
