import { describe, expect, it } from 'vitest';
import {
  canRebuild,
  canSendOff,
  canSettle,
  canStop,
  canTakeBack,
  canTryNow,
  messageMoment,
  messageReason,
  messageState,
  OUTBOX_VIEWS,
} from '../../../../renderer/features/outbox/outbox-states.ts';
import { MESSAGE_STATES, mayBecome } from '../../../../shared/domain/outbox/message-states.ts';
import { at, message, review } from './sample-messages.ts';

const CALM = { online: true, paused: new Set<string>() };
const ERROR = { code: 'network', message: 'The server could not be reached.', at: at('09:10') };

describe('the state in words', () => {
  it('has words of its own for every state, and red only where a person is needed', () => {
    const views = MESSAGE_STATES.map((state) => messageState(message(1, { state }), CALM));
    expect(new Set(views.map(({ text }) => text)).size).toBe(MESSAGE_STATES.length);
    const red = MESSAGE_STATES.filter((_, index) => views[index]?.tone === 'red');
    expect([...red].sort()).toEqual([...OUTBOX_VIEWS.needsYou.states].sort());
  });

  it('says what a waiting message waits for', () => {
    const words = (part: object, around = CALM) => messageState(message(1, part), around).text;
    expect(words({})).toBe('waiting');
    expect(words({ lastError: ERROR })).toBe('waiting, tried');
    expect(words({}, { online: true, paused: new Set(['mb-1']) })).toBe('waiting, paused');
    expect(words({ lastError: ERROR }, { online: false, paused: new Set(['mb-1']) })).toBe(
      'waiting, offline',
    );
  });

  it('tells how an unknown message was settled', () => {
    const words = (resolvedAs: 'sent' | 'not_sent') =>
      messageState(message(1, { state: 'resolved', resolvedAs }), CALM).text;
    expect([words('sent'), words('not_sent')]).toEqual(['was sent', 'was not sent']);
  });
});

describe('the reason', () => {
  it('is that of the gate, of the server, or of the last attempt', () => {
    expect(messageReason(message(1, { state: 'review', review: review(1) }))).toBe('INV-1: it is paid.');
    expect(messageReason(message(1, { state: 'rejected', answer: '550 no such user' }))).toBe(
      '550 no such user',
    );
    expect(messageReason(message(1, { lastError: ERROR }))).toBe(ERROR.message);
    expect(messageReason(message(1, { state: 'sent', answer: '250 ok' }))).toBe('');
    const settled = message(1, { state: 'resolved', resolvedAs: 'sent' });
    expect(messageReason(settled)).toBe('');
    expect(messageReason({ ...settled, foundLaterAt: at('10:00') })).toMatch(/after it was settled as not/u);
  });
});

describe('the moment that matters', () => {
  it('is expected for a queued message, and the end for one that is settled', () => {
    expect(messageMoment(message(1, { expectedAt: at('09:05') }))).toEqual({
      at: at('09:05'),
      expected: true,
    });
    expect(messageMoment(message(1, { state: 'sent', settledAt: at('09:06') }))).toEqual({
      at: at('09:06'),
      expected: false,
    });
    expect(messageMoment(message(1, { state: 'approved' })).at).toBe(at('09:00'));
  });
});

describe('what can be done', () => {
  it('is only what the states allow', () => {
    for (const state of MESSAGE_STATES) {
      const one = message(1, { state });
      expect(canTakeBack(one)).toBe(mayBecome(state, 'cancelled'));
      expect(canSendOff(one)).toBe(state === 'approved');
      expect(canStop(one)).toBe(state === 'queued' || state === 'checking');
      expect(canSettle(one)).toBe(state === 'unknown');
    }
  });

  it('is not rebuilding when nothing is left to write about', () => {
    expect(canRebuild(message(1, { state: 'review', review: review(1) }))).toBe(true);
    expect(canRebuild(message(1, { state: 'review', review: review(1, { now: null }) }))).toBe(false);
    expect(canRebuild(message(1, { state: 'approved', review: review(1) }))).toBe(false);
  });

  it('is trying now where something was tried already, or is looked for', () => {
    expect(canTryNow(message(1))).toBe(false);
    expect(canTryNow(message(1, { lastError: ERROR }))).toBe(true);
    expect(canTryNow(message(1, { state: 'unknown' }))).toBe(true);
    expect(canTryNow(message(1, { state: 'rejected', lastError: ERROR }))).toBe(false);
    const settled = (resolvedAs: 'sent' | 'not_sent') =>
      canTryNow(message(1, { state: 'resolved', resolvedAs }));
    expect([settled('not_sent'), settled('sent')]).toEqual([true, false]);
  });
});

describe('the parts of the list', () => {
  it('hold every state that is not at its end exactly once', () => {
    const open = [...OUTBOX_VIEWS.waiting.states, ...OUTBOX_VIEWS.needsYou.states];
    expect(new Set(open).size).toBe(open.length);
    const ended = ['sent', 'resolved', 'cancelled'];
    expect([...open].sort()).toEqual(MESSAGE_STATES.filter((state) => !ended.includes(state)).sort());
  });
});
