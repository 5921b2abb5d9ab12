import { describe, expect, it } from 'vitest';
import type { BookEvent, QuarterEvent, SeenEvent, SpokenEvent } from '../../support/quarter/events.ts';
import { judge } from '../../support/quarter/oracle.ts';

const on = (day: string, ...events: readonly (BookEvent | SpokenEvent | SeenEvent)[]): QuarterEvent[] =>
  events.map((event) => ({ day, ...event }));
const C = { customer: 'C', currency: 'USD' };
const invoiced = (invoice: string, minor = 1_000): BookEvent => ({
  ...C,
  kind: 'invoiced',
  invoice,
  minor,
  due: '2026-06-30',
});
const read: BookEvent = { kind: 'books_read' };
const asks = (...lines: readonly (readonly [string, number])[]): SeenEvent => ({
  ...C,
  kind: 'message',
  lines: lines.map(([invoice, minor]) => ({ invoice, minor })),
});
const promised = (minor: number, invoices: readonly string[] = [], lastDay = '2026-07-20'): SpokenEvent => ({
  ...C,
  kind: 'promised',
  promise: 'P',
  invoices,
  minor,
  lastDay,
});
const BOOKS = on('2026-06-01', invoiced('A'), invoiced('B', 500), read);
const chased = (...events: readonly QuarterEvent[]) => judge([...BOOKS, ...events]).wronglyChased;

describe('the oracle finds fault with a message', () => {
  const message = asks(['A', 1_000], ['B', 500]);

  it('about nothing but what is open: none', () => {
    expect(judge([...BOOKS, ...on('2026-07-10', message)])).toMatchObject({
      messages: 1,
      wronglyChased: [],
      tooLittle: [],
      doubled: [],
    });
  });

  it.each<readonly [string, readonly (BookEvent | SpokenEvent)[]]>([
    ['paid', [{ kind: 'paid', invoice: 'A', minor: 1_000 }, read]],
    ['paid in part', [{ kind: 'paid', invoice: 'A', minor: 1 }, read]],
    ['credited', [{ kind: 'credited', invoice: 'B', minor: 500 }, read]],
    ['promised', [promised(1_000, ['A'])]],
    ['promised on the account', [promised(300)]],
    ['disputed', [{ kind: 'disputed', dispute: 'D', invoice: 'A', minor: null }]],
    ['disputed in part', [{ kind: 'disputed', dispute: 'D', invoice: 'A', minor: 200 }]],
    ['on hold', [{ kind: 'held', hold: 'H', customer: 'C', invoice: 'B', until: null }]],
    ['on hold with its account', [{ kind: 'held', hold: 'H', customer: 'C', invoice: null, until: null }]],
    [
      'on hold with everything',
      [{ kind: 'held', hold: 'H', customer: null, invoice: null, until: '2026-07-11' }],
    ],
    ['covered by cash', [{ ...C, kind: 'cash_received', cash: 'M', minor: 1_500 }, read]],
    ['not to be written', [{ kind: 'mail_refused', customer: 'C' }]],
    ['asked back', [{ kind: 'asked', customer: 'C' }]],
    ['returned', [{ kind: 'mail_came_back', customer: 'C' }]],
  ])('about what is %s', (_why, events) => {
    expect(chased(...on('2026-07-10', ...events, message))).toHaveLength(1);
  });

  it('to a customer who has had one on that day', () => {
    const verdict = judge([...BOOKS, ...on('2026-07-10', message, message), ...on('2026-07-11', message)]);
    expect(verdict.doubled).toEqual(['2026-07-10 C USD']);
  });

  it('that leaves out what might be asked for', () => {
    const verdict = judge([...BOOKS, ...on('2026-07-10', asks(['B', 500]))]);
    expect(verdict.tooLittle).toEqual(['2026-07-10 C USD: 1000 more might have been asked for']);
  });
});

describe('the oracle finds no fault', () => {
  it('with a payment that nobody has read yet', () => {
    const paid: BookEvent = { kind: 'paid', invoice: 'A', minor: 1_000 };
    expect(chased(...on('2026-07-10', paid, asks(['A', 1_000])))).toEqual([]);
    expect(chased(...on('2026-07-10', paid, read, asks(['A', 1_000])))).toHaveLength(1);
  });

  it('with the rest beside a promise, a dispute or a hold', () => {
    expect(chased(...on('2026-07-10', promised(1_000, ['A']), asks(['B', 500])))).toEqual([]);
    expect(chased(...on('2026-07-10', promised(1_200), asks(['B', 300])))).toEqual([]);
    const disputed: SpokenEvent = { kind: 'disputed', dispute: 'D', invoice: 'A', minor: 200 };
    expect(chased(...on('2026-07-10', disputed, asks(['A', 800], ['B', 500])))).toEqual([]);
  });

  it('when what stood against it is over', () => {
    const message = asks(['A', 1_000], ['B', 500]);
    expect(chased(...on('2026-07-10', promised(1_000, ['A'])), ...on('2026-07-21', message))).toEqual([]);
    expect(
      chased(
        ...on('2026-07-10', { kind: 'held', hold: 'H', customer: 'C', invoice: null, until: '2026-07-15' }),
        ...on('2026-07-15', message),
      ),
    ).toEqual([]);
    expect(
      chased(
        ...on('2026-07-10', { kind: 'disputed', dispute: 'D', invoice: 'A', minor: null }),
        ...on('2026-07-12', { kind: 'dispute_settled', dispute: 'D' }, message),
      ),
    ).toEqual([]);
  });
});

describe('the oracle wants a broken promise on the list of the next morning', () => {
  const list = (broken: boolean, today = broken): SeenEvent => ({
    kind: 'list_shown',
    rows: [{ ...C, broken }],
    brokenToday: today ? [C] : [],
  });
  const unseen = (...events: readonly QuarterEvent[]) => judge([...BOOKS, ...events]);

  it('when nothing came, or less', () => {
    const made = on('2026-07-10', promised(1_000, ['A'], '2026-07-14'), list(false));
    expect(unseen(...made, ...on('2026-07-14', list(false))).brokenUnseen).toEqual([]);
    expect(unseen(...made, ...on('2026-07-15', list(true)))).toMatchObject({
      brokenUnseen: [],
      brokenPromises: 1,
    });
    expect(unseen(...made, ...on('2026-07-15', list(false))).brokenUnseen).toHaveLength(1);
    const part = on('2026-07-12', { kind: 'paid', invoice: 'A', minor: 999 }, read);
    expect(unseen(...made, ...part, ...on('2026-07-15', list(false))).brokenUnseen).toHaveLength(1);
  });

  it.each<readonly [string, boolean, boolean, number]>([
    ['on both', true, true, 0],
    ['on Today alone', false, true, 1],
    ['on the worklist alone', true, false, 1],
  ])('and on Today: shown %s', (_where, onList, onToday, faults) => {
    const made = on('2026-07-10', promised(1_000, ['A'], '2026-07-14'), list(false));
    expect(unseen(...made, ...on('2026-07-15', list(onList, onToday))).brokenUnseen).toHaveLength(faults);
  });

  it.each<readonly [string, SpokenEvent & { readonly kind: 'held' }, number]>([
    ['the account', { kind: 'held', hold: 'H', customer: 'C', invoice: null, until: '2026-07-16' }, 0],
    ['everything', { kind: 'held', hold: 'H', customer: null, invoice: null, until: null }, 0],
    ['one invoice', { kind: 'held', hold: 'H', customer: 'C', invoice: 'A', until: null }, 1],
    ['another customer', { kind: 'held', hold: 'H', customer: 'D', invoice: null, until: null }, 1],
    [
      'the account, which ended',
      { kind: 'held', hold: 'H', customer: 'C', invoice: null, until: '2026-07-15' },
      1,
    ],
  ])('but on Today alone while somebody holds %s', (_what, held, faults) => {
    const made = on('2026-07-10', promised(1_000, ['A'], '2026-07-14'), held, list(false));
    expect(unseen(...made, ...on('2026-07-15', list(false, true))).brokenUnseen).toHaveLength(faults);
    expect(unseen(...made, ...on('2026-07-15', list(false, false))).brokenUnseen).toHaveLength(1);
  });

  it('and not when the money came in time, applied later or not at all', () => {
    const made = on('2026-07-10', promised(1_000, ['A'], '2026-07-14'), list(false));
    const cash = on('2026-07-14', { ...C, kind: 'cash_received', cash: 'M', minor: 1_000 });
    const next = on('2026-07-15', read, list(false));
    expect(unseen(...made, ...cash, ...next)).toMatchObject({ brokenUnseen: [], brokenPromises: 0 });
    const applied = on('2026-07-15', { kind: 'cash_applied', cash: 'M', invoice: 'A', minor: 1_000 });
    expect(unseen(...made, ...cash, ...applied, ...next).brokenPromises).toBe(0);
  });
});

describe('the oracle wants a next action and an owner for what is overdue', () => {
  const closed = (next: string | null, owner: string | null): SeenEvent => ({
    kind: 'day_closed',
    rows: [{ ...C, next, owner }],
  });

  it.each([
    ['2026-07-12', 'Ines', 0],
    [null, 'Ines', 1],
    ['2026-07-09', 'Ines', 1],
    ['2026-07-12', null, 1],
  ] as const)('with the action %s and the owner %s: %i faults', (next, owner, faults) => {
    const verdict = judge([...BOOKS, ...on('2026-07-10', closed(next, owner))]);
    expect(verdict.withoutNextAction).toHaveLength(faults);
  });

  it('and finds an account that is not on the list at all', () => {
    const verdict = judge([...BOOKS, ...on('2026-07-10', { kind: 'day_closed', rows: [] })]);
    expect(verdict.withoutNextAction).toEqual(['2026-07-10 C USD: not on the list']);
  });
});
