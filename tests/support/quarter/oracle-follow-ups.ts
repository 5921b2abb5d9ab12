import { dayAfter } from './chronicle.ts';
import type { QuarterEvent } from './events.ts';
import type { Fault } from './oracle.ts';
import { OracleAgreements } from './oracle-agreements.ts';
import { OracleBooks, total } from './oracle-books.ts';
import type { OracleKnown, ToldHandoff } from './oracle-known.ts';

interface FollowUp {
  readonly customer: string;
  readonly what: 'next_action' | 'dispute' | 'promise';
  readonly key: string;
  /** The day on which somebody has to look at it; of a promise the one after its last. */
  readonly due: string;
  /** Place of the event that began it. */
  readonly at: number;
}

/** What was due inside a window for an account in other hands, and what became of it. */
export function followUpsOf(events: readonly QuarterEvent[], known: OracleKnown) {
  const dropped: Fault[] = [];
  const late: Fault[] = [];
  let followUps = 0;
  for (const handoff of known.handoffs) {
    for (const one of dueIn(events, known, handoff)) {
      followUps += 1;
      const settled = settledOn(events, one);
      const name = `${handoff.taker}: ${one.what} of ${one.customer} due on ${one.due}`;
      if (settled !== null && settled <= dayAfter(one.due)) continue;
      if (isMoot(events, known, handoff, one)) continue;
      const final = handoff.returns.find(({ final: isFinal }) => isFinal);
      const merged = final === undefined ? '' : (events[final.mergedAt]?.day ?? '');
      const deadline = [dayAfter(handoff.until), merged].sort()[1] ?? '';
      if (settled === null || settled > deadline) dropped.push(name);
      else late.push(`${name}, done on ${settled}`);
    }
  }
  return { dropped, late, followUps };
}

/** Planned before the accounts were handed over or by whoever had them; what was replaced before then does not count. */
function dueIn(
  events: readonly QuarterEvent[],
  known: OracleKnown,
  handoff: ToldHandoff,
): readonly FollowUp[] {
  const end = handoff.returns.find(({ final }) => final)?.at ?? events.length;
  const places = [...known.known(handoff.taker, end)].sort((one, other) => one - other);
  const before = new Map<string, FollowUp>();
  const within: FollowUp[] = [];
  for (const at of places) {
    const event = events[at];
    const one = event === undefined ? null : followUpOf(event, at);
    if (one === null || !handoff.accepted.has(one.customer)) continue;
    if (at < handoff.handedAt) before.set(`${one.what} ${one.key}`, one);
    else within.push(one);
  }
  const isWithin = ({ due }: FollowUp) => due >= handoff.from && due <= handoff.until;
  const settledBefore = (one: FollowUp) =>
    events.slice(one.at + 1, handoff.handedAt).some((event) => settles(event, one));
  return [...[...before.values()].filter((one) => !settledBefore(one)), ...within].filter(isWithin);
}

function followUpOf(event: QuarterEvent, at: number): FollowUp | null {
  if (event.kind === 'planned') {
    const { customer, what, key, due } = event;
    return { customer, what, key, due, at };
  }
  if (event.kind !== 'promised') return null;
  const { customer, promise: key, lastDay } = event;
  return { customer, what: 'promise', key, due: dayAfter(lastDay), at };
}

function settledOn(events: readonly QuarterEvent[], one: FollowUp): string | null {
  return events.slice(one.at + 1).find((event) => settles(event, one))?.day ?? null;
}

/** Somebody was in touch when it was due or later, or saw what was planned and decided otherwise. */
function settles(event: QuarterEvent, { customer, what, key, due }: FollowUp): boolean {
  switch (event.kind) {
    case 'touched':
    case 'message':
    case 'written':
      return event.customer === customer && event.day >= due;
    case 'planned':
      if (event.customer !== customer) return false;
      if (what === 'promise') return event.day >= due;
      return event.what === what && event.key === key && event.instead === due;
    case 'dispute_settled':
      return what === 'dispute' && event.dispute === key;
    case 'promised':
      return what === 'promise' && event.customer === customer;
    case 'promise_withdrawn':
    case 'promise_corrected':
      return what === 'promise' && event.promise === key;
    default:
      return false;
  }
}

/** By the books of the desk that had it: the promise was kept, or nothing is open any more. */
function isMoot(
  events: readonly QuarterEvent[],
  known: OracleKnown,
  { taker, giver, until }: ToldHandoff,
  { customer, what, key }: FollowUp,
): boolean {
  const lastOf = (day: string) => events.findLastIndex((event) => event.day <= day) + 1;
  return [
    [taker, until],
    [giver, dayAfter(until)],
  ].some(([desk = '', day = '']) => {
    const books = new OracleBooks();
    const agreements = new OracleAgreements(books);
    for (const at of [...known.known(desk, lastOf(day))].sort((one, other) => one - other)) {
      const event = events[at];
      if (event === undefined) continue;
      books.take(event, at);
      agreements.take(event, at);
    }
    const open = [...books.invoices.values()].filter((invoice) => invoice.customer === customer);
    if (total(open.map((invoice) => invoice.open)) === 0) return true;
    const promise = what === 'promise' ? agreements.promise(key) : undefined;
    return what === 'promise' && (promise === undefined || agreements.missing(promise) === 0);
  });
}
