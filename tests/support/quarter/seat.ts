import type { Side } from '../handoff/sides.ts';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import type { Chronicle } from './chronicle.ts';
import type { Debtor } from './debtors.ts';
import type { QuarterDesk } from './desk.ts';
import { AddressBook } from './desk-client.ts';
import { answerCall, deliver, findDebtor } from './outside.ts';
import { Scribe, type ScribeMemory } from './scribe.ts';
import { Specialist } from './specialist.ts';
import type { Town } from './town.ts';

/** What all desks of a simulation have in common. */
export interface Surroundings {
  readonly town: Town;
  readonly debtors: readonly [Debtor, ...Debtor[]];
  readonly chronicle: Chronicle;
  readonly memory: ScribeMemory;
  readonly smtp: FakeSmtp;
}

/** A person at a desk on one workspace, by the name that the chronicle gives it. */
export interface Seat {
  readonly name: string;
  readonly desk: QuarterDesk;
  readonly side: Side;
  readonly chronicle: Chronicle;
  readonly addresses: AddressBook;
  readonly scribe: Scribe;
  readonly specialist: Specialist;
  /** Sends what is due, and lets the customers have it. */
  send(): Promise<void>;
}

export function takeSeat(name: string, desk: QuarterDesk, side: Side, around: Surroundings): Seat {
  const { town, debtors, memory, smtp } = around;
  const chronicle = around.chronicle.at(name);
  const addresses = new AddressBook(desk.client);
  const scribe = new Scribe(desk.client, addresses, chronicle, memory);
  const call = (customer: string, currency: string) =>
    answerCall(town, findDebtor(debtors, customer), currency);
  const specialist = new Specialist(desk.client, scribe, chronicle, call);
  return {
    ...{ name, desk, side, chronicle, addresses, scribe, specialist },
    async send() {
      await desk.send();
      await deliver(smtp, town, debtors, scribe, chronicle);
    },
  };
}
