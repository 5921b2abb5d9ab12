import type { BookEvent, DeskEvent, QuarterEvent, SeenEvent, SpokenEvent } from './events.ts';

interface Pages {
  day: string;
  readonly events: QuarterEvent[];
}

/** The day that it is in the simulation, and the list of all that happened so far. */
export class Chronicle {
  readonly #pages: Pages;
  readonly #desk: string | undefined;

  constructor(day: string, more: { readonly pages?: Pages; readonly desk?: string } = {}) {
    this.#pages = more.pages ?? { day, events: [] };
    this.#desk = more.desk;
  }

  get day(): string {
    return this.#pages.day;
  }

  set day(day: string) {
    this.#pages.day = day;
  }

  get events(): readonly QuarterEvent[] {
    return this.#pages.events;
  }

  /** The same list, in which a desk writes under its name. */
  at(desk: string): Chronicle {
    return new Chronicle(this.day, { pages: this.#pages, desk });
  }

  tell(event: BookEvent | SpokenEvent | SeenEvent | DeskEvent): void {
    const desk = this.#desk === undefined ? {} : { desk: this.#desk };
    this.#pages.events.push({ day: this.day, ...desk, ...event });
  }
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
