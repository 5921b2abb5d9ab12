import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import { entriesOf, TODAY, textOf } from './gate-context.ts';

const sync = (ageHours: number | null) => ({ connection: 'Head office', ageHours });
const decisionAt = (hours: number, settings = DEFAULT_GATE_SETTINGS) =>
  entriesOf({ sync: sync(hours), settings })[0]?.decision;

describe('what the gate says about figures that a connection reads', () => {
  it('lets them pass for a day, remarks on them for a week, then stops the message', () => {
    expect([0, 24, 25, 168, 169].map((hours) => decisionAt(hours))).toEqual([
      undefined,
      undefined,
      'warn',
      'warn',
      'block',
    ]);
  });

  it('follows the hours of the workspace, whatever its days say', () => {
    const settings = {
      ...DEFAULT_GATE_SETTINGS,
      staleWarnDays: 0,
      staleBlockDays: 1,
      syncWarnHours: 2,
      syncBlockHours: 4,
    };
    expect([2, 3, 4, 5].map((hours) => decisionAt(hours, settings))).toEqual([
      undefined,
      'warn',
      'warn',
      'block',
    ]);
  });

  it('names the connection and how long ago it was read, in days beyond the second', () => {
    expect(textOf({ sync: sync(30) })).toBe(
      'Head office was last read 30 hours ago: something may have been paid. Read it under Connections first.',
    );
    expect(textOf({ sync: sync(24 * 9 + 5) })).toContain('Head office was last read 9 days ago');
  });

  it('stops a message on books that were never read to their end, with every invoice left out', () => {
    const [entry] = entriesOf({ sync: sync(null), figuresAsOf: null });
    expect(entry).toMatchObject({ code: 'stale_data', decision: 'block', invoices: ['INV-1', 'INV-2'] });
    expect(entry?.text).toContain('payments may be missing');
  });

  it('counts hours only: the days of an import do not matter then', () => {
    expect(entriesOf({ sync: sync(1), figuresAsOf: addDays(TODAY, -100) })).toEqual([]);
  });

  it('never speaks more softly of older figures', () => {
    const rank = { undefined: 0, allow: 0, warn: 1, block: 2 };
    const age = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(age, age, (one, more) => {
        expect(rank[`${decisionAt(one + more)}`]).toBeGreaterThanOrEqual(rank[`${decisionAt(one)}`]);
      }),
    );
  });
});
