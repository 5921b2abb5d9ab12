import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepShown,
  NOTHING_SELECTED,
  selectRange,
  toggleAll,
  toggleRow,
} from '../../../renderer/ui/table/row-selection.ts';
import { moveBy } from '../../../renderer/ui/table/table-keys.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: { readonly keys: ReadonlySet<string> }) => [...selection.keys].sort();

describe('ticks', () => {
  it('go on and off', () => {
    const once = toggleRow(NOTHING_SELECTED, 'b');
    expect(keys(once)).toEqual(['b']);
    expect(keys(toggleRow(once, 'b'))).toEqual([]);
  });

  it('reach from the last ticked row to the one pressed with Shift, downwards and upwards', () => {
    const start = toggleRow(NOTHING_SELECTED, 'c');
    expect(keys(selectRange(start, order, 'e'))).toEqual(['c', 'd', 'e']);
    expect(keys(selectRange(start, order, 'a'))).toEqual(['a', 'b', 'c']);
  });

  it('keep the beginning of a range, so that it can be made longer', () => {
    const two = selectRange(toggleRow(NOTHING_SELECTED, 'b'), order, 'c');
    expect(keys(selectRange(two, order, 'd'))).toEqual(['b', 'c', 'd']);
  });

  it('begin a range at the pressed row when the former beginning is gone', () => {
    const lost = { keys: new Set<string>(), anchor: 'gone' };
    expect(keys(selectRange(lost, order, 'd'))).toEqual(['d']);
  });

  it('take all, and none when all were taken', () => {
    const all = toggleAll(toggleRow(NOTHING_SELECTED, 'a'), order);
    expect(keys(all)).toEqual(order);
    expect(keys(toggleAll(all, order))).toEqual([]);
  });

  it('are forgotten on rows that are no longer shown', () => {
    const all = toggleAll(NOTHING_SELECTED, order);
    expect(keys(keepShown(all, ['b', 'd', 'x']))).toEqual(['b', 'd']);
    expect(keepShown(all, order)).toBe(all);
  });
});

describe('moving by keys', () => {
  it('goes to the neighbour, a page or an end', () => {
    expect(moveBy('ArrowDown', 3, 100, 10)).toBe(4);
    expect(moveBy('ArrowUp', 3, 100, 10)).toBe(2);
    expect(moveBy('PageDown', 3, 100, 10)).toBe(13);
    expect(moveBy('PageUp', 13, 100, 10)).toBe(3);
    expect(moveBy('Home', 50, 100, 10)).toBe(0);
    expect(moveBy('End', 50, 100, 10)).toBe(99);
  });

  it('begins at the first row going down and at the last going up', () => {
    expect(moveBy('ArrowDown', -1, 5, 10)).toBe(0);
    expect(moveBy('ArrowUp', -1, 5, 10)).toBe(4);
  });

  it('never leaves the list', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(
        key,
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 50 }),
        (pressed, count, at, page) => {
          const target = moveBy(pressed, (at % (count + 1)) - 1, count, page);
          expect(target).toBeGreaterThanOrEqual(0);
          expect(target).toBeLessThan(count);
        },
      ),
    );
  });

  it('leaves other keys and an empty list alone', () => {
    expect(moveBy('a', 1, 5, 10)).toBeNull();
    expect(moveBy('ArrowDown', -1, 0, 10)).toBeNull();
  });
});
