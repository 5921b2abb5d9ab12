import { type Chronicle, dayAfter } from './chronicle.ts';
import type { BookedInvoice, ClientBooks } from './client-books.ts';
import type { Debtor } from './debtors.ts';
import type { Random } from './random.ts';
import type { Statement } from './statements.ts';

/** When on its day something happens: before the books are read at noon, or in the evening after the day's work. */
export type Time = 'noon' | 'evening';

/** The customers and the client's office outside the application: what they will do, and what they say. */
export class Town {
  readonly books: ClientBooks;
  readonly random: Random;
  readonly #chronicle: Chronicle;
  readonly #plans = new Map<string, (() => void)[]>();
  #said: Statement[] = [];

  constructor(books: ClientBooks, random: Random, chronicle: Chronicle) {
    this.books = books;
    this.random = random;
    this.#chronicle = chronicle;
  }

  get today(): string {
    return this.#chronicle.day;
  }

  /** Something that will happen so many days from today, at noon or in the evening as chance has it. */
  in(days: number, deed: () => void, time: Time = this.random.pick(['noon', 'evening'])): void {
    const key = `${dayAfter(this.today, Math.max(0, days))} ${time}`;
    this.#plans.set(key, [...(this.#plans.get(key) ?? []), deed]);
  }

  /** Words for the specialist, who hears them at noon. */
  says(days: number, statement: () => Statement | null): void {
    const speak = () => {
      const said = statement();
      if (said !== null) this.#said.push(said);
    };
    this.in(days, speak, 'noon');
  }

  /** Lets happen what was planned for now, and answers with what was said. */
  let(time: Time): readonly Statement[] {
    const key = `${this.today} ${time}`;
    const deeds = this.#plans.get(key) ?? [];
    this.#plans.delete(key);
    for (const deed of deeds) deed();
    const said = this.#said;
    this.#said = [];
    return said;
  }

  bill(debtor: Debtor, issued: string, due: string): BookedInvoice {
    const minor = this.random.between(40, 9_000) * 100 + this.random.between(0, 99);
    return this.books.write(debtor, { currency: this.random.pick(debtor.currencies), issued, due, minor });
  }
}
