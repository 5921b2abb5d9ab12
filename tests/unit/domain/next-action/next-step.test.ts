import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { figuresTooOld } from '../../../../shared/domain/next-action/figures-too-old.ts';
import { hasNextStep } from '../../../../shared/domain/next-action/next-step.ts';
import { factsOf, inDays, partsOf, TODAY } from './facts.ts';

const has = (changes: Parameters<typeof factsOf>[0] = {}) => hasNextStep(factsOf(changes));
const held = partsOf({ held: 120_000 });
const promised = partsOf({ promised: 120_000 });
const disputed = partsOf({ disputed: 120_000 });

describe('an overdue account has a next step', () => {
  it('when a next action is planned, a missed one too', () => {
    expect(has()).toBe(false);
    expect(has({ planned: { kind: 'call', date: inDays(3) } })).toBe(true);
    expect(has({ planned: { kind: 'call', date: inDays(-3) } })).toBe(true);
  });

  it('while it is snoozed or on hold up to a date, and not on hold without one', () => {
    expect(has({ snoozedUntil: inDays(1) })).toBe(true);
    expect(has({ snoozedUntil: TODAY })).toBe(false);
    expect(has({ parts: held, holds: [{ reason: 'Audit', until: inDays(4) }] })).toBe(true);
    expect(has({ parts: held, holds: [{ reason: 'Audit', until: null }] })).toBe(false);
    const both = [
      { reason: 'Audit', until: inDays(4) },
      { reason: 'Insolvency', until: null },
    ];
    expect(has({ parts: held, holds: both })).toBe(false);
  });

  it('when all of it is promised, up to the last day', () => {
    expect(has({ parts: promised, promiseLastDay: TODAY })).toBe(true);
    expect(has({ parts: promised, promiseLastDay: inDays(-1) })).toBe(false);
  });

  it('not when a promise leaves something to ask for', () => {
    expect(has({ parts: partsOf({ promised: 100_000, free: 1 }), promiseLastDay: inDays(3) })).toBe(false);
  });

  it('when all of it is disputed and the dispute has a date that did not go by', () => {
    expect(has({ parts: disputed })).toBe(false);
    expect(has({ parts: disputed, disputeNextDate: TODAY })).toBe(true);
    expect(has({ parts: partsOf({ disputed: 1, free: 1 }), disputeNextDate: inDays(2) })).toBe(false);
  });
});

describe('figures are too old to write to anybody', () => {
  const on = { today: TODAY, timeZone: 'Europe/Berlin' };
  const limits = { staleBlockDays: 45, syncBlockHours: 168 };
  const old = (at: string | null, from: string | null) =>
    figuresTooOld({ at: at as Instant | null, from, sources: 1 }, on, limits);

  it('beyond the days of imported files', () => {
    expect(old('2026-10-04T10:00:00.000Z', null)).toBe(false);
    expect(old('2026-10-03T10:00:00.000Z', null)).toBe(true);
    expect(old(null, null)).toBe(false);
  });

  it('before the hours of a connection are over, at the start of the day on which they end', () => {
    expect(old('2026-11-12T10:00:00.000Z', 'Head office')).toBe(false);
    expect(old('2026-11-11T22:30:00.000Z', 'Head office')).toBe(true);
    expect(old(null, 'Head office')).toBe(true);
  });

  it('by the calendar of the workspace', () => {
    expect(old('2026-11-11T23:30:00.000Z', 'Head office')).toBe(false);
  });
});
