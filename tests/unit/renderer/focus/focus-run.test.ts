import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FocusRun,
  leftIn,
  NEW_RUN,
  nextOf,
  withPassed,
  withWorked,
} from '../../../../renderer/features/focus/focus-run.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

interface Row {
  readonly accountId: AccountId;
  readonly currency: ReturnType<typeof currencyCode>;
}

const row = (name: string): Row => ({ accountId: name as AccountId, currency: currencyCode('EUR') });
const rowsOf = (names: string) => [...names].map(row);
const workedOn = (names: string, total = 4): FocusRun =>
  [...names].reduce((run, name) => withWorked(run, row(name), total), NEW_RUN);

/** The name of the account that comes after `current`. */
function nextAfter(names: string, current: string, run: FocusRun, why: 'worked' | 'passed' = 'worked') {
  return nextOf(rowsOf(names), row(current), run, why)?.accountId;
}

describe('the account that comes next', () => {
  it('is the one below', () => {
    expect(nextAfter('abcd', 'a', NEW_RUN)).toBe('b');
    expect(nextAfter('abcd', 'b', NEW_RUN, 'passed')).toBe('c');
  });

  it('is never one that sank after it was worked, while another was not seen', () => {
    // a was worked and sank below c; d is above the current one because its priority rose.
    expect(nextAfter('dbca', 'c', workedOn('a'))).toBe('d');
    expect(nextAfter('dbca', 'c', workedOn('a'), 'passed')).toBe('d');
  });

  it('is one that was passed over, once all others were worked', () => {
    const run = withPassed(workedOn('b'), row('a'));
    expect(nextAfter('abc', 'c', run)).toBe('a');
  });

  it('is none after the last one was worked', () => {
    expect(nextAfter('abcd', 'd', workedOn('abc'))).toBeUndefined();
  });

  it('may be a worked one by going on, once all others were seen', () => {
    const run = withPassed(workedOn('c'), row('a'));
    expect(nextAfter('abc', 'b', run, 'passed')).toBe('c');
    expect(nextAfter('abc', 'c', run, 'passed')).toBe('b');
  });

  it('is found where the current one left the list', () => {
    expect(nextAfter('bcd', 'a', workedOn('b'))).toBe('c');
  });

  it('leads through every account once, however the list is ordered after each', () => {
    const orders = fc.array(fc.shuffledSubarray([...'abcdef'], { minLength: 6 }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(orders, (shuffled) => {
        let run = NEW_RUN;
        let current: Row | undefined = row('a');
        const visited: string[] = [];
        for (const order of shuffled) {
          if (current === undefined) break;
          visited.push(current.accountId);
          const next: Row | undefined = nextOf(order.map(row), current, run, 'worked');
          run = withWorked(run, current, 6);
          current = next;
        }
        expect([...visited].sort()).toEqual([...'abcdef']);
      }),
    );
  });
});

describe('what is left', () => {
  it('does not count a worked account, whether it stays or has left the list', () => {
    const run = workedOn('a');
    expect(leftIn(rowsOf('bcda'), { total: 4, all: true }, run)).toBe(3);
    expect(leftIn(rowsOf('bcd'), { total: 3, all: true }, run)).toBe(3);
    expect(leftIn(rowsOf('abcd'), { total: 4, all: true }, NEW_RUN)).toBe(4);
  });

  it('counts an account that came into the list meanwhile', () => {
    expect(leftIn(rowsOf('ebcda'), { total: 5, all: true }, workedOn('a'))).toBe(4);
  });

  it('counts from the beginning while the list was not read to its end', () => {
    expect(leftIn(rowsOf('bc'), { total: 400, all: false }, workedOn('a', 400))).toBe(399);
    expect(leftIn(rowsOf('bc'), { total: 399, all: false }, workedOn('a', 400))).toBe(399);
    expect(leftIn(rowsOf('ab'), { total: 400, all: false }, NEW_RUN)).toBe(400);
  });
});
