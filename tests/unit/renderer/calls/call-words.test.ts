import { describe, expect, it } from 'vitest';
import {
  countersWords,
  dialled,
  mayCall,
  OUTCOME_ORDER,
  reasonsOf,
} from '../../../../renderer/features/calls/call-words.ts';
import { CALL_OUTCOMES } from '../../../../shared/domain/touchpoint-kinds.ts';
import { NO_CALLS, sampleCall, unwelcome } from '../support/sample-calls.ts';

describe('a number to dial', () => {
  it.each([
    ['+49 (0)30 555 0100', 'tel:+49305550100'],
    ['030/555-0100', 'tel:0305550100'],
    ['(617) 555-0197', 'tel:6175550197'],
  ])('is digits alone, with the plus in front: %s', (written, address) => {
    expect(dialled(written)).toBe(address);
  });

  it('is none where no telephone could dial it', () => {
    expect(dialled('ask at the desk')).toBeNull();
    expect(dialled('12')).toBeNull();
    expect(dialled('1234567890123456')).toBeNull();
  });
});

describe('whether to call now', () => {
  it('says until when, or when it is right again', () => {
    expect(mayCall(sampleCall())).toEqual({ text: 'until 18:00', tone: 'neutral' });
    expect(mayCall(sampleCall(unwelcome('warn', 'It is late')))).toEqual({
      text: 'better later, Monday 8:00',
      tone: 'amber',
    });
    expect(mayCall(sampleCall(unwelcome('block', 'It is late')))).toEqual({
      text: 'not now, Monday 8:00',
      tone: 'red',
    });
  });

  it('does not claim to know the time where nobody does', () => {
    const place = { country: 'US', countryName: 'United States', region: null, timeZone: null };
    expect(mayCall(sampleCall({ place, untilText: null })).text).toBe('time not known');
  });

  it('gives its reasons in sentences', () => {
    expect(reasonsOf(sampleCall(unwelcome('block', 'It is 22:10 in Berlin')).judgement)).toBe(
      'It is 22:10 in Berlin.',
    );
  });
});

describe('the counters', () => {
  it('tell attempts, answers and right persons, with both rates', () => {
    const counted = { attempts: 40, connected: 22, rightParty: 14, ofAttempts: 35, ofConnected: 63.6 };
    expect(countersWords(counted)).toBe(
      '40 calls, 22 answered, 14 right person (35 % of calls, 63.6 % of those answered)',
    );
  });

  it('claim no rate without a call or an answer', () => {
    expect(countersWords(NO_CALLS)).toBe('no calls');
    expect(countersWords({ ...NO_CALLS, attempts: 1, ofAttempts: 0 })).toBe(
      '1 call, 0 answered, 0 right person (0 % of calls)',
    );
  });
});

it('every outcome has a number in the form', () => {
  expect([...OUTCOME_ORDER].sort()).toEqual([...CALL_OUTCOMES].sort());
});
