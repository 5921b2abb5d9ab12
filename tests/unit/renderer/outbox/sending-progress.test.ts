import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtItsEnd, progressOf } from '../../../../renderer/app/sending/sending-progress.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { MESSAGE_STATES } from '../../../../shared/domain/outbox/message-states.ts';
import { at, message } from './sample-messages.ts';

const ids = (...numbers: readonly number[]) => numbers.map((number) => `msg-${number}` as OutboxMessageId);

describe('the progress of what was sent off', () => {
  it('counts as sent what is not open any more, and names when the last one goes', () => {
    const open = [message(2, { expectedAt: at('14:31') }), message(3, { expectedAt: at('14:32') })];
    expect(progressOf(ids(1, 2, 3), open)).toEqual({ total: 3, sent: 1, needsYou: 0, lastAt: at('14:32') });
  });

  it('counts none of what was stopped, and nothing of other people', () => {
    const open = [message(2, { state: 'approved' }), message(9)];
    expect(progressOf(ids(1, 2), open)).toEqual({ total: 1, sent: 1, needsYou: 0, lastAt: null });
  });

  it('ends when every message is sent or needs a person', () => {
    const open = [message(2, { state: 'review' }), message(3, { state: 'unknown' })];
    const progress = progressOf(ids(1, 2, 3), open);
    expect(progress).toMatchObject({ sent: 1, needsYou: 2 });
    expect(isAtItsEnd(progress)).toBe(true);
    expect(isAtItsEnd(progressOf(ids(1, 2), [message(2, { state: 'dispatching' })]))).toBe(false);
  });

  it('never counts a message twice, whatever the states are', () => {
    const states = fc.array(fc.constantFrom(...MESSAGE_STATES.slice(0, 5), 'rejected', 'unknown', null), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(states, (all) => {
        const open = all.flatMap((state, number) =>
          state === null ? [] : [message(number, { state: state as 'queued' })],
        );
        const progress = progressOf(ids(...all.keys()), open);
        const waiting = open.filter(({ state }) =>
          ['queued', 'checking', 'dispatching'].includes(state),
        ).length;
        expect(progress.sent + progress.needsYou + waiting).toBe(progress.total);
        expect(progress.sent).toBe(all.filter((state) => state === null).length);
      }),
    );
  });
});
