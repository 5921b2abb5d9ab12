import type { BookEvent, QuarterEvent, SeenEvent, SpokenEvent } from './events.ts';

/** The day that it is in the simulation, and the list of all that happened so far. */
export class Chronicle {
  readonly events: QuarterEvent[] = [];
  day: string;

  constructor(day: string) {
    this.day = day;
  }

  tell(event: BookEvent | SpokenEvent | SeenEvent): void {
    this.events.push({ day: this.day, ...event });
  }
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
