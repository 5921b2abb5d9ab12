import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../shared/domain/errors.ts';
import {
  CALL_OUTCOMES,
  callFacts,
  MANUAL_KINDS,
  TOUCHPOINT_KINDS,
} from '../../../shared/domain/touchpoint-kinds.ts';

describe('the outcome of a call', () => {
  it.each([
    ['connected', true, false],
    ['right_party', true, true],
    ['wrong_party', true, false],
    ['callback', true, false],
    ['refused', true, false],
    ['voicemail', false, false],
    ['no_answer', false, false],
    ['busy', false, false],
    ['wrong_number', false, false],
  ] as const)('%s: reached somebody %s, the right party %s', (outcome, connected, rightParty) => {
    expect(callFacts(outcome)).toEqual({ attempt: true, connected, rightParty });
  });

  it('is one of those that scripts know', () => {
    expect(CALL_OUTCOMES.join(' ')).toBe(
      'connected right_party wrong_party voicemail no_answer busy wrong_number callback refused',
    );
  });

  it('gives 35 % right parties of 40 attempts and 63.6 % of 22 conversations', () => {
    const calls = [
      ...Array.from({ length: 14 }, () => callFacts('right_party')),
      ...Array.from({ length: 8 }, () => callFacts('wrong_party')),
      ...Array.from({ length: 18 }, () => callFacts('no_answer')),
    ];
    const right = calls.filter((call) => call.rightParty).length;
    const connected = calls.filter((call) => call.connected).length;
    expect([calls.filter((call) => call.attempt).length, connected, right]).toEqual([40, 22, 14]);
    expect((right / calls.length) * 100).toBeCloseTo(35, 1);
    expect((right / connected) * 100).toBeCloseTo(63.6, 1);
  });
});

describe('the kinds of log entries', () => {
  it('that a person adds by hand are those of the command line, and all are kinds of the log', () => {
    expect(MANUAL_KINDS.join(' ')).toBe('note call mail letter sms meeting');
    expect(TOUCHPOINT_KINDS).toEqual(expect.arrayContaining([...MANUAL_KINDS]));
  });

  it('are each there once, in a form that exports can carry', () => {
    expect(new Set(TOUCHPOINT_KINDS).size).toBe(TOUCHPOINT_KINDS.length);
    for (const kind of TOUCHPOINT_KINDS) expect(kind).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});

describe('the error codes', () => {
  it('contain all that scripts rely on, each once', () => {
    const promised =
      'wrong_key damaged newer_version locked not_found bad_file bad_mapping validation no_key network auth ' +
      'needs_approval policy_blocked wrong_recipient bad_pack internal';
    expect(ERROR_CODES).toEqual(expect.arrayContaining(promised.split(' ')));
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
