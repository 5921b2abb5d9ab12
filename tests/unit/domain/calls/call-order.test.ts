import { describe, expect, it } from 'vitest';
import { compareCalls, type OrderedCall } from '../../../../shared/domain/calls/call-order.ts';
import type { ContactDecision } from '../../../../shared/domain/contact-rules/types.ts';
import { type Instant, plainDate } from '../../../../shared/domain/dates.ts';

function entry(
  decision: ContactDecision,
  score: number,
  more: { planned?: string; nextAt?: string } = {},
): OrderedCall {
  const nextAt = more.nextAt === undefined ? null : (more.nextAt as Instant);
  return {
    judgement: { decision, reasons: [], localTime: null, until: null, nextAt, nextText: null },
    planned: more.planned === undefined ? null : { date: plainDate(more.planned) },
    score,
  };
}

describe('the order of a call list', () => {
  it('is who may be called, then who is better left, then who may not be called', () => {
    const calls = [entry('block', 90), entry('warn', 80), entry('allow', 10)];
    expect(calls.toSorted(compareCalls).map(({ score }) => score)).toEqual([10, 80, 90]);
  });

  it('puts planned calls first, the oldest before the others, and then the highest priority', () => {
    const calls = [
      entry('allow', 50),
      entry('allow', 90),
      entry('allow', 1, { planned: '2026-11-20' }),
      entry('allow', 2, { planned: '2026-11-18' }),
    ];
    expect(calls.toSorted(compareCalls).map(({ score }) => score)).toEqual([2, 1, 90, 50]);
  });

  it('has those who have to wait by the moment at which they may be called, those without one last', () => {
    const calls = [
      entry('block', 99),
      entry('block', 1, { nextAt: '2026-11-24T13:00:00.000Z' }),
      entry('block', 2, { nextAt: '2026-11-23T13:00:00.000Z' }),
    ];
    expect(calls.toSorted(compareCalls).map(({ score }) => score)).toEqual([2, 1, 99]);
  });
});
