import { currencyCode } from '../../../shared/domain/money.ts';
import type { Side } from '../handoff/sides.ts';
import { otherSide } from '../handoff/sides.ts';
import { Chronicle, dayAfter } from './chronicle.ts';
import { ClientBooks } from './client-books.ts';
import { debtorsOf } from './debtors.ts';
import { quarterDesk } from './desk.ts';
import { isRefusal } from './do-deeds.ts';
import type { QuarterEvent } from './events.ts';
import { fourHandoffs, type HandoffPlan, type Moment, type Person, type Step } from './handoff-plan.ts';
import { bill, disturb, openingBooks, readBooks } from './outside.ts';
import { comeBack, isRunning, type Passed, passTo, seatOf } from './pass-accounts.ts';
import { randomOf } from './random.ts';
import { QUARTER_START, type QuarterOptions } from './run-quarter.ts';
import { ScribeMemory } from './scribe.ts';
import { type Seat, type Surroundings, takeSeat } from './seat.ts';
import type { Statement } from './statements.ts';
import { Town } from './town.ts';

const GBP = currencyCode('GBP');

/** Refers to something that another desk may have put down and not told yet. */
const REFERRING: ReadonlySet<Statement['kind']> = new Set([
  'dispute_settled',
  'dispute_reopened',
  'takes_promises_back',
  'hold_lifted',
  'has_answer',
]);

/** Plays a quarter in which accounts are handed over four times, and answers with everything that happened at all desks. */
export async function runHandoffs(options: QuarterOptions): Promise<readonly QuarterEvent[]> {
  const { folder, smtp, customers, days, seed } = options;
  const random = randomOf(seed);
  const chronicle = new Chronicle(QUARTER_START);
  const town = new Town(new ClientBooks(chronicle), random, chronicle);
  const debtors = debtorsOf(customers, random);
  const around: Surroundings = { town, debtors, chronicle, memory: new ScribeMemory(), smtp };
  const desk = await quarterDesk(folder, QUARTER_START, smtp);
  await desk.people.create({ name: desk.place.name, role: 'specialist' });
  const side = { installation: desk.place.installation, people: desk.people, folder };
  const owner = takeSeat('owner', desk, side, around);
  const office = new Office(owner, around, fourHandoffs(days), {
    Ben: await otherSide(side, 'Ben Adler'),
    Eva: await otherSide(side, 'Eva Lindt'),
  });
  try {
    openingBooks(town, debtors, random);
    for (let day = 0; day < days; day += 1) {
      chronicle.day = dayAfter(QUARTER_START, day);
      desk.goTo(chronicle.day);
      await readBooks(desk, town, owner.chronicle, day === 0 ? chronicle.day : dayAfter(chronicle.day, -1));
      await office.morning(day);
      disturb(town, debtors, random, !office.isAnybodyElseBusy());
      if (random.happens(customers / 60)) askForCall(town, random.pick(debtors).number, random.between(2, 9));
      await office.hear(town.let('noon'));
      await readBooks(desk, town, owner.chronicle, chronicle.day);
      await office.afternoon(day);
      bill(town, debtors, random);
      await office.hear(town.let('evening'));
      await office.carryOut(day, 'evening');
    }
    return chronicle.events;
  } finally {
    await office.close();
  }
}

function askForCall(town: Town, customer: string, inDays: number): void {
  const date = dayAfter(town.today, inDays);
  town.says(0, () => ({ kind: 'wants_a_call', customer, date }));
}

/** All who work on the accounts of one client, each at a desk without a line to the others. */
class Office {
  readonly #owner: Seat;
  readonly #around: Surroundings;
  readonly #plan: HandoffPlan;
  readonly #people: Readonly<Record<Person, Side>>;
  readonly #passed: Passed[] = [];
  #waiting: Statement[] = [];

  constructor(owner: Seat, around: Surroundings, plan: HandoffPlan, people: Readonly<Record<Person, Side>>) {
    this.#owner = owner;
    this.#around = around;
    this.#plan = plan;
    this.#people = people;
  }

  get #today(): string {
    return this.#around.chronicle.day;
  }

  isAnybodyElseBusy(): boolean {
    return this.#passed.some(({ isOver }) => !isOver);
  }

  /** Everybody begins the day; who should not write to anybody tries to. */
  async morning(day: number): Promise<void> {
    for (const passed of this.#passed.filter(({ isOver }) => !isOver)) {
      await passed.taker.desk.newDay();
      await this.#tryOutOfTurn(passed);
    }
    for (const seat of this.#working(day)) await seat.specialist.morning();
  }

  /** Letters go out; then everybody closes the day. What is done at noon is done in between. */
  async afternoon(day: number): Promise<void> {
    for (const { taker, until } of this.#passed.filter(({ isOver }) => !isOver)) {
      if (until >= this.#today) continue;
      await taker.send();
      await taker.specialist.takeBack();
    }
    for (const seat of this.#working(day)) {
      if (!this.#leavesUnsent(seat)) await seat.send();
    }
    if (await this.carryOut(day, 'noon')) {
      // Whoever has them now looks at them on the same day still.
      for (const seat of this.#working(day)) {
        await seat.specialist.morning();
        await seat.send();
      }
    }
    for (const seat of this.#working(day)) await seat.specialist.evening(this.#leavesUnsent(seat));
  }

  /** Each word goes to the one who has the customer; what refers to something not known there yet waits. */
  async hear(said: readonly Statement[]): Promise<void> {
    for (const statement of said) {
      if (!(await this.#hear(statement))) this.#waiting.push(statement);
    }
  }

  async carryOut(day: number, at: Moment): Promise<boolean> {
    const steps = this.#plan.steps.filter((step) => step.day === day && step.at === at);
    for (const step of steps) await this.#carryOut(step);
    return steps.length > 0;
  }

  async close(): Promise<void> {
    for (const seat of [this.#owner, ...this.#passed.map(({ taker }) => taker)]) await seat.desk.close();
  }

  async #carryOut(step: Step): Promise<void> {
    if (step.do === 'hand') {
      const giver = this.#seatNamed(step.by);
      const { name, takes, from, until, ...order } = step.order;
      const customers = this.#around.debtors.flatMap(({ number }, index) => (takes(index) ? [number] : []));
      const window = { from: dayAfter(QUARTER_START, from), until: dayAfter(QUARTER_START, until) };
      this.#passed.push(
        await passTo(
          giver,
          this.#people[step.to],
          {
            ...order,
            name,
            ...window,
            customers: customers.length === this.#around.debtors.length ? 'all' : customers,
          },
          this.#around,
        ),
      );
      return;
    }
    const passed = this.#passed.find(({ taker }) => taker.name === step.of);
    if (passed === undefined) throw new Error(`${step.of} has nothing to return.`);
    await comeBack(passed, step.final);
    const waiting = this.#waiting;
    this.#waiting = [];
    await this.hear(waiting);
  }

  #seatNamed(name: string): Seat {
    const seats = [this.#owner, ...this.#passed.map(({ taker }) => taker)];
    const seat = seats.find((one) => one.name === name);
    if (seat === undefined) throw new Error(`Nobody sits at ${name}.`);
    return seat;
  }

  /** Answers whether it could be put down. */
  async #hear(statement: Statement): Promise<boolean> {
    const { customer } = statement;
    const seat = customer === null ? this.#owner : seatOf(customer, this.#today, this.#owner, this.#passed);
    if (customer !== null && REFERRING.has(statement.kind) && this.#isUntold(seat, customer)) return false;
    try {
      await seat.scribe.write(statement);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    return true;
  }

  /** Another desk had the customer and did not tell yet what happened. */
  #isUntold(seat: Seat, customer: string): boolean {
    return this.#passed.some(
      ({ giver, isOver, until, customers }) =>
        giver === seat && !isOver && until < this.#today && customers.has(customer),
    );
  }

  #working(day: number): readonly Seat[] {
    const { from, to } = this.#plan.away;
    const takers = this.#passed.filter((one) => isRunning(one, this.#today)).map(({ taker }) => taker);
    return day >= from && day <= to ? takers : [this.#owner, ...takers];
  }

  #leavesUnsent({ name }: Seat): boolean {
    const passed = this.#passed.find(({ taker }) => taker.name === name);
    return passed?.until === this.#today && this.#plan.leavesUnsent.includes(name);
  }

  /** Inside the window its giver, outside of it its taker. */
  async #tryOutOfTurn(passed: Passed): Promise<void> {
    const seat = isRunning(passed, this.#today) ? passed.giver : passed.taker;
    for (const customer of [...passed.customers].slice(0, 4)) {
      const accountId = await seat.addresses.account(customer);
      const [proposal] = await seat.desk.client.drafts.propose({ targets: [{ accountId, currency: GBP }] });
      if (proposal === undefined || proposal.overdue.invoices === 0) continue;
      seat.chronicle.tell({ kind: 'tried_to_write', customer, refused: proposal.draft === null });
    }
  }
}
