import { describe, expect, it } from 'vitest';
import type { QuarterEvent } from '../../support/quarter/events.ts';
import { judgeHandoffs } from '../../support/quarter/oracle-handoffs.ts';

type Told = QuarterEvent extends infer One
  ? One extends QuarterEvent
    ? Omit<One, 'day' | 'desk'>
    : never
  : never;

/** What a desk does on a day; without a desk, what happens outside. */
const on = (day: string, desk: string | null, ...events: readonly Told[]): QuarterEvent[] =>
  events.map((event) => ({ day, ...(desk === null ? {} : { desk }), ...event }) as QuarterEvent);

const C = { customer: 'C', currency: 'USD' };
const H = { handoff: 'H' };
const wrote = (told = false): Told[] => [
  { kind: 'written', ...C, told },
  { kind: 'message', ...C, lines: [{ invoice: 'A', minor: 1_000 }] },
];
const planned = (due: string, instead: string | null = null): Told => ({
  ...{ kind: 'planned', what: 'next_action', key: 'C', customer: 'C', due, instead },
});
const touched: Told = { kind: 'touched', customer: 'C', how: 'call' };
const standing = (promises: readonly string[]): Told => ({
  ...{ kind: 'standing_seen', promises, disputes: [], holds: [] },
});

const BOOKS: QuarterEvent[] = [
  ...on('2026-06-01', null, { kind: 'invoiced', ...C, invoice: 'A', minor: 1_000, due: '2026-06-30' }),
  ...on('2026-06-01', 'owner', { kind: 'books_read' }),
];
/** C is with a backup from the tenth to the twelfth of July. */
const HANDED: QuarterEvent[] = [
  ...on('2026-07-09', 'owner', {
    ...{ kind: 'handed', ...H, customers: ['C'], from: '2026-07-10', until: '2026-07-12' },
  }),
  ...on('2026-07-09', 'backup', { kind: 'accepted', ...H, customers: ['C'], declined: [] }),
];
const back = (day: string): QuarterEvent[] => [
  ...on(day, 'backup', { kind: 'returned', ...H, pack: 'P', final: true }),
  ...on(day, 'owner', { kind: 'merged', ...H, pack: 'P', final: true }),
];
const judged = (...events: readonly QuarterEvent[]) => judgeHandoffs([...BOOKS, ...events]);

describe('the oracle of handoffs calls it a double contact', () => {
  it.each([
    ['on the same day, told or not', '2026-07-12', true, 1],
    ['three days later without being told', '2026-07-15', false, 1],
    ['three days later and was told', '2026-07-15', true, 0],
    ['four days later', '2026-07-16', false, 0],
  ])('when another desk writes %s', (_when, day, told, faults) => {
    const verdict = judged(
      ...HANDED,
      ...on('2026-07-12', 'backup', ...wrote()),
      ...back('2026-07-12'),
      ...on(day, 'owner', ...wrote(told)),
    );
    expect(verdict.doubleContacts).toHaveLength(faults);
    expect(verdict.outOfTurn).toEqual([]);
  });

  it('but not when one desk writes twice', () => {
    const verdict = judged(
      ...on('2026-07-12', 'owner', ...wrote()),
      ...on('2026-07-13', 'owner', ...wrote()),
    );
    expect(verdict.doubleContacts).toEqual([]);
  });
});

describe('the oracle of handoffs finds who is out of turn', () => {
  it.each([
    ['the owner before the window', '2026-07-09', 'owner', 0],
    ['the owner within it', '2026-07-10', 'owner', 1],
    ['the owner after it', '2026-07-13', 'owner', 0],
    ['the backup before it', '2026-07-09', 'backup', 1],
    ['the backup within it', '2026-07-12', 'backup', 0],
    ['the backup after it', '2026-07-13', 'backup', 1],
  ])('%s', (_who, day, desk, faults) => {
    expect(judged(...HANDED, ...on(day, desk, ...wrote())).outOfTurn).toHaveLength(faults);
    expect(judged(...HANDED, ...on(day, desk, touched)).outOfTurn).toHaveLength(faults);
  });

  it('also after a final return, when the window still runs', () => {
    const early = [...HANDED, ...back('2026-07-11')];
    expect(judged(...early, ...on('2026-07-11', 'backup', ...wrote())).outOfTurn).toHaveLength(1);
    expect(judged(...early, ...on('2026-07-11', 'owner', ...wrote())).outOfTurn).toEqual([]);
  });
});

describe('the oracle of handoffs calls a follow-up', () => {
  const PLANNED = on('2026-07-08', 'owner', planned('2026-07-10'));
  const verdictOf = (...events: readonly QuarterEvent[]) => {
    const { dropped, late, followUps } = judged(...PLANNED, ...HANDED, ...events);
    return [followUps, dropped.length, late.length];
  };
  const end = back('2026-07-12');

  it('done when somebody was in touch on its day, or saw it and decided otherwise', () => {
    expect(verdictOf(...on('2026-07-10', 'backup', touched), ...end)).toEqual([1, 0, 0]);
    expect(verdictOf(...on('2026-07-10', 'backup', planned('2026-07-20', '2026-07-10')), ...end)).toEqual([
      1, 0, 0,
    ]);
  });

  it('dropped when nobody was, or one was in touch before only, or planned without having seen it', () => {
    expect(verdictOf(...end)).toEqual([1, 1, 0]);
    expect(verdictOf(...on('2026-07-09', 'backup', touched), ...end)).toEqual([1, 1, 0]);
    expect(verdictOf(...on('2026-07-10', 'backup', planned('2026-07-20')), ...end)).toEqual([1, 1, 0]);
    expect(verdictOf(...end, ...on('2026-07-14', 'owner', touched))).toEqual([1, 1, 0]);
  });

  it('late when it was done more than a day after', () => {
    expect(verdictOf(...on('2026-07-12', 'backup', touched), ...end)).toEqual([1, 0, 1]);
  });

  it('dropped as well when it is a promise that broke and that nobody looked at', () => {
    const promised = on('2026-07-08', 'owner', {
      ...{ kind: 'promised', ...C, promise: 'P', invoices: ['A'], minor: 1_000, lastDay: '2026-07-10' },
    });
    expect(judged(...promised, ...HANDED, ...end).dropped).toHaveLength(1);
    const looked = on('2026-07-11', 'backup', touched);
    expect(judged(...promised, ...HANDED, ...looked, ...end).dropped).toEqual([]);
  });
});

describe('the oracle of handoffs judges each desk by what it could know', () => {
  const paid = [
    ...on('2026-07-10', null, { kind: 'paid', invoice: 'A', minor: 1_000 }),
    ...on('2026-07-10', 'owner', { kind: 'books_read' }),
  ];

  it('a payment that the owner alone has read is not the fault of the backup, and is counted', () => {
    const verdict = judged(...HANDED, ...paid, ...on('2026-07-11', 'backup', ...wrote()));
    expect(verdict).toMatchObject({ wronglyChased: [], unknowable: 1 });
    const owner = judged(...paid, ...on('2026-07-11', 'owner', ...wrote()));
    expect(owner.wronglyChased).toHaveLength(1);
  });

  it('a promise made to the backup counts for the owner from the merge on', () => {
    const promised = on('2026-07-11', 'backup', {
      ...{ kind: 'promised', ...C, promise: 'P', invoices: ['A'], minor: 1_000, lastDay: '2026-07-20' },
    });
    const before = on('2026-07-13', 'owner', ...wrote());
    expect(judged(...HANDED, ...promised, ...before, ...back('2026-07-14')).wronglyChased).toEqual([]);
    const after = on('2026-07-16', 'owner', ...wrote());
    expect(judged(...HANDED, ...promised, ...back('2026-07-12'), ...after).wronglyChased).toHaveLength(1);
  });

  it('what a desk shows as open has to follow from what it knew', () => {
    const promised = on('2026-07-11', 'backup', {
      ...{ kind: 'promised', ...C, promise: 'P', invoices: ['A'], minor: 1_000, lastDay: '2026-07-20' },
    });
    const shown = (...promises: readonly string[]) =>
      judged(...HANDED, ...promised, ...back('2026-07-12'), ...on('2026-07-12', 'owner', standing(promises)));
    expect(shown('P').wrongStanding).toEqual([]);
    expect(shown().wrongStanding).toHaveLength(1);
    expect(shown('P', 'Q').wrongStanding).toHaveLength(1);
    const early = on('2026-07-11', 'owner', standing(['P']));
    expect(judged(...HANDED, ...promised, ...early).wrongStanding).toHaveLength(1);
  });
});
