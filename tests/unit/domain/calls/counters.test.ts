import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCalls, rightPartyRates } from '../../../../shared/domain/calls/counters.ts';
import { CALL_OUTCOMES, type CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';

function times(count: number, outcome: CallOutcome): readonly CallOutcome[] {
  return Array.from({ length: count }, () => outcome);
}

describe('counting calls', () => {
  it('keeps attempt, connected and right party apart: 40 attempts, 22 connected, 14 right party', () => {
    const calls = [
      ...times(14, 'right_party'),
      ...times(3, 'connected'),
      ...times(2, 'wrong_party'),
      ...times(2, 'callback'),
      ...times(1, 'refused'),
      ...times(8, 'voicemail'),
      ...times(7, 'no_answer'),
      ...times(2, 'busy'),
      ...times(1, 'wrong_number'),
    ];
    expect(countCalls(calls)).toEqual({ attempts: 40, connected: 22, rightParty: 14 });
  });

  it('tells the right party as 35 % of attempts and 63.6 % of connects', () => {
    expect(rightPartyRates({ attempts: 40, connected: 22, rightParty: 14 })).toEqual({
      ofAttempts: 35,
      ofConnected: 63.6,
    });
  });

  it('tells no rate where nobody called, or nobody answered', () => {
    expect(rightPartyRates({ attempts: 0, connected: 0, rightParty: 0 })).toEqual({
      ofAttempts: null,
      ofConnected: null,
    });
    expect(rightPartyRates(countCalls(['no_answer']))).toEqual({ ofAttempts: 0, ofConnected: null });
  });

  it('never counts more right parties than connects, nor more connects than attempts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CALL_OUTCOMES)), (outcomes) => {
        const { attempts, connected, rightParty } = countCalls(outcomes);
        expect(attempts).toBe(outcomes.length);
        expect(rightParty <= connected && connected <= attempts).toBe(true);
      }),
    );
  });
});
