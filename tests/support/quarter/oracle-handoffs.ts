import { dayAfter } from './chronicle.ts';
import type { QuarterEvent } from './events.ts';
import { type Fault, judge } from './oracle.ts';
import { OracleAgreements } from './oracle-agreements.ts';
import { OracleBooks } from './oracle-books.ts';
import { followUpsOf } from './oracle-follow-ups.ts';
import { OracleKnown } from './oracle-known.ts';

/** So many days after a message the next writer has to be told of it. */
const RECENT_DAYS = 3;

export interface HandoffVerdict {
  readonly messages: number;
  readonly byOthers: number;
  /** By what the desk that wrote could know. */
  readonly wronglyChased: readonly Fault[];
  /** Messages that would not have been right for somebody who knew all that every desk and the books knew. */
  readonly unknowable: number;
  /** Two desks in touch with a customer on a day, or in a few days and the second one was not told. */
  readonly doubleContacts: readonly Fault[];
  /** How often the second desk was told. */
  readonly told: number;
  /** In touch with an account that was in other hands, or outside the window. */
  readonly outOfTurn: readonly Fault[];
  readonly tried: number;
  readonly dropped: readonly Fault[];
  /** Done more than a day after they were due. */
  readonly late: readonly Fault[];
  readonly followUps: number;
  readonly withoutNextAction: readonly Fault[];
  readonly brokenUnseen: readonly Fault[];
  /** What the application showed as open at a handoff or a merge, and should not have, or did not show. */
  readonly wrongStanding: readonly Fault[];
  readonly standings: number;
  readonly badLogs: readonly Fault[];
  readonly conflicts: number;
  /** What the application says of itself. */
  readonly saidDropped: readonly Fault[];
  readonly saidDue: number;
}

/** Judges a quarter with several desks from the list of its events alone: each desk by what it could know. */
export function judgeHandoffs(events: readonly QuarterEvent[]): HandoffVerdict {
  const known = new OracleKnown(events);
  const byDesk = known.desks.flatMap((desk) => judgeDesk(known, desk, events));
  const all = <Key extends 'wronglyChased' | 'withoutNextAction' | 'brokenUnseen'>(key: Key) =>
    byDesk.flatMap(({ desk, verdict }) => verdict[key].map((fault) => `${desk}: ${fault}`));
  const messages = events.filter(({ kind }) => kind === 'message');
  const wronglyChased = all('wronglyChased');
  const omniscient = judge(events).wronglyChased.length;
  const contacts = doubleContacts(events);
  const coverage = events.filter((event) => event.kind === 'coverage_seen');
  const seen = standingsIn(events, known);
  return {
    messages: messages.length,
    byOthers: messages.filter(({ desk }) => desk !== 'owner').length,
    wronglyChased,
    unknowable: omniscient - wronglyChased.length,
    ...contacts,
    ...outOfTurn(events, known),
    ...followUpsOf(events, known),
    withoutNextAction: all('withoutNextAction'),
    brokenUnseen: all('brokenUnseen'),
    wrongStanding: seen.faults,
    standings: seen.count,
    badLogs: events.flatMap((event) =>
      event.kind === 'log_verified' && !event.ok ? [`${event.day} ${event.desk}`] : [],
    ),
    conflicts: events.filter(({ kind }) => kind === 'conflict_decided').length,
    saidDropped: coverage.flatMap(({ day, desk, dropped }) => dropped.map((one) => `${day} ${desk}: ${one}`)),
    saidDue: coverage.reduce((sum, { due }) => sum + due, 0),
  };
}

/** A desk at a time, between two moments at which it learned something from another one. */
function judgeDesk(known: OracleKnown, desk: string, events: readonly QuarterEvent[]) {
  const turns = known.turns(desk);
  const place = new Map(events.map((event, at) => [event, at]));
  return turns.slice(1).map((end, index) => {
    const start = turns[index] ?? 0;
    const at = (event: QuarterEvent) => place.get(event) ?? -1;
    const isJudged = (event: QuarterEvent) => event.desk === desk && at(event) >= start && at(event) < end;
    const isElsewhere = (customer: string, event: QuarterEvent) =>
      known.forbidden(desk, customer, at(event)) !== null;
    return { desk, verdict: judge(known.storyOf(desk, end), { isJudged, isElsewhere }) };
  });
}

function doubleContacts(events: readonly QuarterEvent[]) {
  const faults: Fault[] = [];
  let told = 0;
  const wrote = new Map<string, { readonly desk: string; readonly day: string }[]>();
  const wasTold = new Map<string, boolean>();
  for (const event of events) {
    if (event.kind !== 'written' && event.kind !== 'message') continue;
    const { day, desk = '', customer, currency } = event;
    const key = `${customer} ${currency}`;
    if (event.kind === 'written') {
      wasTold.set(`${desk} ${key}`, event.told);
      continue;
    }
    const before = wrote.get(key) ?? [];
    const others = before.filter((one) => one.desk !== desk && dayAfter(one.day, RECENT_DAYS) >= day);
    const sameDay = others.find((one) => one.day === day);
    const [other] = others;
    if (sameDay !== undefined) faults.push(`${day} ${key}: ${sameDay.desk} and ${desk} on the same day`);
    else if (other !== undefined && wasTold.get(`${desk} ${key}`) !== true) {
      faults.push(`${day} ${key}: ${other.desk} on ${other.day}, and ${desk} was not told`);
    } else if (other !== undefined) told += 1;
    wrote.set(key, [...before, { desk, day }]);
  }
  return { doubleContacts: faults, told };
}

function outOfTurn(events: readonly QuarterEvent[], known: OracleKnown) {
  const faults: Fault[] = [];
  let tried = 0;
  events.forEach((event, at) => {
    const { day, desk = '' } = event;
    if (event.kind === 'tried_to_write') {
      tried += 1;
      if (!event.refused) faults.push(`${day} ${event.customer}: ${desk} was let write`);
    }
    if (event.kind !== 'message' && (event.kind !== 'touched' || event.how !== 'call')) return;
    const why = known.forbidden(desk, event.customer, at);
    if (why !== null) faults.push(`${day} ${event.customer}: ${event.kind} by ${desk}, but ${why}`);
  });
  return { outOfTurn: faults, tried };
}

/** Compares what each desk showed with what follows from all that it knew. */
function standingsIn(events: readonly QuarterEvent[], known: OracleKnown) {
  const faults: Fault[] = [];
  let count = 0;
  events.forEach((event, at) => {
    if (event.kind !== 'standing_seen') return;
    const { day, desk = '' } = event;
    const books = new OracleBooks();
    const agreements = new OracleAgreements(books);
    [...known.known(desk, at)]
      .sort((one, other) => one - other)
      .forEach((place) => {
        const one = events[place];
        if (one === undefined) return;
        books.take(one, place);
        agreements.take(one, place);
      });
    const expected = {
      promises: agreements.openPromises(day).map(({ id }) => id),
      disputes: agreements.openDisputes,
      holds: agreements.holdsOn(day),
    };
    for (const what of ['promises', 'disputes', 'holds'] as const) {
      count += expected[what].length;
      const shown = new Set(event[what]);
      const missing = expected[what].filter((one) => !shown.delete(one));
      for (const one of missing) faults.push(`${day} ${desk}: ${what} without ${one}`);
      for (const one of shown) faults.push(`${day} ${desk}: ${what} with ${one}`);
    }
  });
  return { faults, count };
}
