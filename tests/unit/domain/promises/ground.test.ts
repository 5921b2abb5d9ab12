import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { brokenPromises, sameGround } from '../../../../shared/domain/promises/ground.ts';
import { PROMISE_STATES, type PromiseState } from '../../../../shared/domain/promises/types.ts';

const promise = (state: PromiseState, on: readonly string[] = [], level = 1) => ({
  state,
  level,
  documentIds: on as readonly DocumentId[],
  madeOn: plainDate('2026-07-10'),
});
const invoice = (id: string, issued = '2026-06-01') => ({
  id: id as DocumentId,
  issueDate: plainDate(issued),
});
const OVERDUE = [invoice('a'), invoice('b')];

describe('what a promise is about', () => {
  test('is shared when they have an invoice in common, or both stand on the account', () => {
    expect(sameGround(promise('open', ['a', 'b']), promise('open', ['b', 'c']))).toBe(true);
    expect(sameGround(promise('open', ['a']), promise('open', ['b']))).toBe(false);
    expect(sameGround(promise('open'), promise('open'))).toBe(true);
    expect(sameGround(promise('open'), promise('open', ['a']))).toBe(false);
  });
});

describe('a broken promise', () => {
  test('counts as long as its invoice is overdue', () => {
    const broken = promise('broken', ['a']);
    expect(brokenPromises([broken], OVERDUE)).toEqual([broken]);
    expect(brokenPromises([broken], [invoice('b')])).toEqual([]);
    expect(brokenPromises([promise('partly_kept', ['a'])], OVERDUE)).toHaveLength(1);
  });

  test('is not forgotten because of a later one about another invoice', () => {
    const broken = promise('broken', ['a']);
    expect(brokenPromises([broken, promise('open', ['b'])], OVERDUE)).toEqual([broken]);
    expect(brokenPromises([broken, promise('kept', ['b'])], OVERDUE)).toEqual([broken]);
    expect(brokenPromises([broken, promise('open')], OVERDUE)).toEqual([broken]);
  });

  test('is over once a later one about the same took its place, but not one that was taken back', () => {
    const broken = promise('broken', ['a']);
    expect(brokenPromises([broken, promise('open', ['a', 'b'])], OVERDUE)).toEqual([]);
    expect(brokenPromises([broken, promise('withdrawn', ['a'])], OVERDUE)).toEqual([broken]);
  });

  test('on the account is about what was written by the day on which it was made', () => {
    const broken = promise('broken');
    expect(brokenPromises([broken], OVERDUE)).toEqual([broken]);
    expect(brokenPromises([broken], [invoice('a', '2026-07-11')])).toEqual([]);
  });

  test('each is found once, only those not kept, and never two about the same', () => {
    const any = fc.array(
      fc
        .tuple(fc.constantFrom(...PROMISE_STATES), fc.subarray(['a', 'b', 'c']))
        .map(([state, on]) => promise(state, on)),
    );
    fc.assert(
      fc.property(any, (promises) => {
        const broken = brokenPromises(promises, OVERDUE);
        expect(broken.every(({ state }) => state === 'broken' || state === 'partly_kept')).toBe(true);
        for (const [place, one] of broken.entries()) {
          expect(broken.slice(place + 1).some((other) => sameGround(one, other))).toBe(false);
        }
      }),
    );
  });
});
