import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isUncertainAfterCrash,
  isUnsettled,
  MESSAGE_STATES,
  type MessageState,
  mayBecome,
  statesBefore,
} from '../../../../shared/domain/outbox/message-states.ts';

const nextOf = (state: MessageState) => MESSAGE_STATES.filter((to) => mayBecome(state, to));

/** Every state that can be reached from one, itself included. */
function reachableFrom(start: MessageState): ReadonlySet<MessageState> {
  const found = new Set<MessageState>([start]);
  for (const state of found) for (const next of nextOf(state)) found.add(next);
  return found;
}

const ENDS = MESSAGE_STATES.filter((state) => nextOf(state).length === 0);
/** Any walk of at most 30 steps from the approval on. */
const walk = fc.array(fc.nat(), { maxLength: 30 }).map((choices) => {
  const path: MessageState[] = ['approved'];
  for (const choice of choices) {
    const next = nextOf(path.at(-1) ?? 'approved');
    const state = next[choice % Math.max(next.length, 1)];
    if (state === undefined) break;
    path.push(state);
  }
  return path;
});

describe('the states of a message', () => {
  it('can all be reached from an approval', () => {
    expect([...reachableFrom('approved')].sort()).toEqual([...MESSAGE_STATES].sort());
  });

  it('lead to an end from wherever a message is', () => {
    for (const state of MESSAGE_STATES) {
      expect(
        ENDS.some((end) => reachableFrom(state).has(end)),
        state,
      ).toBe(true);
    }
    expect(ENDS).toEqual(['sent', 'resolved', 'cancelled']);
  });

  it('are settled exactly where a path ends', () => {
    expect(MESSAGE_STATES.filter((state) => !isUnsettled(state))).toEqual(ENDS);
  });

  it('lead from unknown to nothing but a decision: never to the queue again', () => {
    expect([...reachableFrom('unknown')]).toEqual(['unknown', 'resolved']);
    fc.assert(
      fc.property(walk, (path) => {
        const lost = path.indexOf('unknown');
        if (lost >= 0) expect(path.slice(lost + 1).filter((state) => state !== 'resolved')).toEqual([]);
      }),
    );
  });

  it('pass the gate before every attempt', () => {
    fc.assert(
      fc.property(walk, (path) => {
        path.forEach((state, index) => {
          if (state === 'dispatching') expect(path[index - 1]).toBe('checking');
        });
      }),
    );
  });

  it('are sent, rejected or unknown only out of an attempt', () => {
    for (const outcome of ['sent', 'rejected', 'unknown'] as const) {
      expect(statesBefore(outcome)).toEqual(['dispatching']);
    }
  });

  it('cannot be taken back while the server may have the message', () => {
    expect(statesBefore('cancelled')).toEqual(['approved', 'queued', 'checking', 'review', 'rejected']);
  });

  it('leave open after a crash only what was being handed over', () => {
    expect(MESSAGE_STATES.filter(isUncertainAfterCrash)).toEqual(['dispatching']);
  });
});
