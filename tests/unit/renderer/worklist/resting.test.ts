import { describe, expect, it } from 'vitest';
import { restOf } from '../../../../renderer/features/worklist/resting.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';

const until = plainDate('2026-12-04');
const hold = (code: string, day: typeof until | null = null) => ({ code, until: day, reason: null });

describe('a row rests', () => {
  it('on a hold, until its day or until it is lifted', () => {
    expect(restOf({ holds: [hold('held')], rests: true })).toMatchObject({ text: 'on hold', until: null });
    expect(restOf({ holds: [hold('held', until)], rests: true })).toMatchObject({ text: 'held to', until });
  });

  it('on a snooze, and on a hold before it', () => {
    expect(restOf({ holds: [hold('snoozed', until)], rests: true })).toMatchObject({ text: 'until', until });
    expect(restOf({ holds: [hold('snoozed', until), hold('held')], rests: true })?.text).toBe('on hold');
  });

  it('on a promise only where that covers all of it', () => {
    expect(restOf({ holds: [hold('promised', until)], rests: true })).toMatchObject({
      text: 'promise',
      until,
    });
    expect(restOf({ holds: [hold('promised', until)], rests: false })).toBeNull();
  });

  it('on no dispute, wish or waiting answer: there is something to do about those', () => {
    const holds = ['disputed', 'do_not_contact', 'unanswered_reply'].map((code) => hold(code));
    expect(restOf({ holds, rests: false })).toBeNull();
  });
});
