import { dayAfter } from './chronicle.ts';
import type { QuarterEvent } from './events.ts';

type Of<Kind extends QuarterEvent['kind']> = Extract<QuarterEvent, { readonly kind: Kind }>;

/** A handoff as the list of events tells it; places are those in the list. */
export interface ToldHandoff {
  readonly id: string;
  readonly giver: string;
  readonly taker: string;
  readonly from: string;
  /** The last day of the window. */
  readonly until: string;
  readonly handed: ReadonlySet<string>;
  readonly accepted: ReadonlySet<string>;
  readonly handedAt: number;
  readonly acceptedAt: number;
  readonly returns: readonly { readonly at: number; readonly mergedAt: number; readonly final: boolean }[];
}

/** What each desk knew when: its own, what came with a handoff, and what came back with a return. */
export class OracleKnown {
  readonly handoffs: readonly ToldHandoff[];
  readonly #events: readonly QuarterEvent[];
  readonly #customers: readonly (string | null)[];

  constructor(events: readonly QuarterEvent[]) {
    this.#events = events;
    this.#customers = customersOf(events);
    this.handoffs = handoffsIn(events);
  }

  get desks(): readonly string[] {
    return ['owner', ...this.handoffs.map(({ taker }) => taker)];
  }

  /** Places of the events that a desk knows of, with its own before the place `upTo`. */
  known(desk: string, upTo: number): ReadonlySet<number> {
    const known = new Set<number>();
    const origin = this.handoffs.find(({ taker }) => taker === desk);
    if (origin !== undefined && origin.acceptedAt < upTo) {
      for (const at of this.known(origin.giver, origin.handedAt)) {
        const customer = this.#customers[at] ?? null;
        if (customer === null || origin.accepted.has(customer)) known.add(at);
      }
    }
    this.#events.slice(0, upTo).forEach((event, at) => {
      if (event.desk === desk || (event.desk === undefined && desk === 'owner')) known.add(at);
    });
    for (const { giver, taker, returns } of this.handoffs) {
      if (giver !== desk) continue;
      for (const { at: returnedAt, mergedAt } of returns) {
        if (mergedAt < upTo) for (const at of this.known(taker, returnedAt)) known.add(at);
      }
    }
    return known;
  }

  /** The same as a list, with what a handoff puts on hold told as holds. */
  storyOf(desk: string, upTo: number): readonly QuarterEvent[] {
    const places = [...this.known(desk, upTo)].sort((one, other) => one - other);
    const later = this.#holdsOf(desk);
    const story: QuarterEvent[] = [];
    for (const place of places) {
      const event = this.#events[place];
      if (event === undefined) continue;
      while (later[0] !== undefined && later[0].at < place && later[0].event.day <= event.day) {
        const due = later.shift();
        if (due !== undefined && due.at < upTo) story.push(due.event);
      }
      story.push(event);
    }
    return story;
  }

  /** Where what a desk knows changes from outside, with the beginning and the end. */
  turns(desk: string): readonly number[] {
    const own = this.handoffs.flatMap(({ giver, taker, acceptedAt, returns }) => [
      ...(taker === desk ? [acceptedAt] : []),
      ...(giver === desk ? returns.map(({ mergedAt }) => mergedAt) : []),
    ]);
    const first = desk === 'owner' ? [0] : [];
    return [...first, ...own, this.#events.length].sort((one, other) => one - other);
  }

  /** Why a desk must not be in touch with a customer at a place of the list; null: it may. */
  forbidden(desk: string, customer: string, at: number): string | null {
    const day = this.#events[at]?.day ?? '';
    const given = this.handoffs.find(
      (one) => one.giver === desk && one.handedAt < at && isGone(one, customer, day, at),
    );
    if (given !== undefined) return `it is with ${given.taker} until ${given.until}`;
    const origin = this.handoffs.find(({ taker }) => taker === desk);
    if (origin === undefined) return null;
    if (!origin.accepted.has(customer)) return 'it was not accepted';
    if (day < origin.from || day > origin.until) return `its window is ${origin.from} to ${origin.until}`;
    return origin.returns.some(({ final, at: returnedAt }) => final && returnedAt < at)
      ? 'it was returned'
      : null;
  }

  customerOf(at: number): string | null {
    return this.#customers[at] ?? null;
  }

  #holdsOf(desk: string): { readonly at: number; readonly event: QuarterEvent }[] {
    const holds: { at: number; event: QuarterEvent }[] = [];
    for (const { id, giver, taker, from, until, handed, accepted, handedAt, returns } of this.handoffs) {
      if (giver === desk) {
        for (const customer of handed) {
          const hold = `${id} ${customer}`;
          const [first] = returns;
          const end = accepted.has(customer) ? returns.find(({ final }) => final) : first;
          const [begins, lasts] = [this.#dayAt(handedAt, from), dayAfter(until)];
          holds.push({
            at: handedAt,
            event: { day: begins, kind: 'held', hold, customer, invoice: null, until: lasts },
          });
          if (end !== undefined) {
            holds.push({
              at: end.mergedAt,
              event: { day: this.#dayAt(end.mergedAt), kind: 'hold_lifted', hold },
            });
          }
        }
      }
      if (taker !== desk) continue;
      const whole = { kind: 'held', hold: id, customer: null, invoice: null, until: null } as const;
      const end = returns.find(({ final }) => final);
      if (end !== undefined) holds.push({ at: end.at, event: { day: this.#dayAt(end.at), ...whole } });
      holds.push({ at: handedAt, event: { day: dayAfter(until), ...whole } });
    }
    return holds.sort((one, other) =>
      one.event.day === other.event.day ? one.at - other.at : one.event.day < other.event.day ? -1 : 1,
    );
  }

  #dayAt(at: number, earliest = ''): string {
    const day = this.#events[at]?.day ?? '';
    return day < earliest ? earliest : day;
  }
}

function isGone(one: ToldHandoff, customer: string, day: string, at: number): boolean {
  if (!one.handed.has(customer) || day < one.from || day > one.until) return false;
  const ends = one.accepted.has(customer) ? one.returns.filter(({ final }) => final) : one.returns;
  return !ends.some(({ mergedAt }) => mergedAt < at);
}

function handoffsIn(events: readonly QuarterEvent[]): readonly ToldHandoff[] {
  const placed = events.map((event, at) => ({ event, at }));
  const ofKind = <Kind extends QuarterEvent['kind']>(kind: Kind, handoff: string) =>
    placed.flatMap(({ event, at }) =>
      event.kind === kind && 'handoff' in event && event.handoff === handoff
        ? [{ event: event as Of<Kind>, at }]
        : [],
    );
  return placed.flatMap(({ event, at }): ToldHandoff[] => {
    if (event.kind !== 'handed') return [];
    const { handoff: id, desk: giver = '', from, until, customers } = event;
    const [acceptance] = ofKind('accepted', id);
    if (acceptance === undefined) return [];
    const merges = ofKind('merged', id);
    const returns = ofKind('returned', id).flatMap(({ event: { pack, final }, at: returnedAt }) => {
      const merged = merges.find((one) => one.event.pack === pack);
      return merged === undefined ? [] : [{ at: returnedAt, mergedAt: merged.at, final }];
    });
    return [
      {
        ...{ id, giver, taker: acceptance.event.desk ?? '', from, until, returns },
        ...{ handed: new Set(customers), accepted: new Set(acceptance.event.customers) },
        ...{ handedAt: at, acceptedAt: acceptance.at },
      },
    ];
  });
}

/** Whom each event is about, also where it names an invoice, a promise, a dispute or a hold alone; null: nobody. */
function customersOf(events: readonly QuarterEvent[]): readonly (string | null)[] {
  const owners = new Map<string, string | null>();
  const names = ['invoice', 'cash', 'promise', 'dispute', 'hold', 'claim'] as const;
  return events.map((event) => {
    const all = names.flatMap((name) => {
      const value = (event as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'string' ? [`${name} ${value}`] : [];
    });
    const said = 'customer' in event ? event.customer : undefined;
    const found = said ?? all.map((name) => owners.get(name)).find((one) => one != null) ?? null;
    for (const name of all) if (!owners.has(name)) owners.set(name, found);
    return found;
  });
}
