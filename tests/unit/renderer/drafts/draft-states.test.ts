import { describe, expect, it } from 'vitest';
import {
  canChange,
  canDiscard,
  canRetry,
  canSave,
  canSend,
  canTakeBack,
  copyWords,
  DRAFT_VIEWS,
  draftAdvice,
  draftState,
  isDraftView,
} from '../../../../renderer/features/drafts/draft-states.ts';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { DRAFT_STATES } from '../../../../shared/contract/drafts.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ErrorCode } from '../../../../shared/domain/errors.ts';
import { draftOf, proposal } from '../compose/sample-proposals.ts';

const draft = (part: Partial<Draft> = {}): Draft => draftOf(proposal(1), part);
const error = (code: ErrorCode, message: string) => ({
  code,
  message,
  at: '2026-11-21T09:00:00.000Z' as Instant,
});
const ONLINE = { online: true, since: null, draftsWaiting: 0 };
const OFFLINE = { online: false, since: '2026-11-21T09:14:00.000Z' as Instant, draftsWaiting: 1 };
const time = () => '09:14';
const COPY_STATES = ['as_saved', 'edited', 'removed', 'sent'] as const;
const inMailbox = (state: (typeof COPY_STATES)[number]): Draft => {
  const at = state === 'as_saved' ? null : ('2026-11-21T09:14:00.000Z' as Instant);
  return draft({ state: 'in_mailbox', folder: 'Drafts', mailboxCopy: { state, at } });
};

describe('the state of a draft', () => {
  it('is told in words for every state', () => {
    const words = DRAFT_STATES.map((state) => draftState(draft({ state }), true).text);
    expect(new Set(words).size).toBe(DRAFT_STATES.length);
  });

  it('says how many fields are missing before it can be saved', () => {
    expect(draftState(draft({ unresolved: ['sender.name'] }), true)).toEqual({
      text: '1 field missing',
      tone: 'red',
    });
    expect(draftState(draft({ unresolved: ['a', 'b'] }), true).text).toBe('2 fields missing');
  });

  it('says that a waiting one waits for the network', () => {
    expect(draftState(draft({ state: 'queued' }), true).text).toBe('waiting');
    expect(draftState(draft({ state: 'queued' }), false).text).toBe('waiting, offline');
  });
});

describe('what to do about a draft', () => {
  it('is nothing where all is well', () => {
    expect(draftAdvice(draft(), ONLINE, time)).toBeNull();
    expect(draftAdvice(draft({ state: 'in_mailbox' }), OFFLINE, time)).toBeNull();
    expect(draftAdvice(draft({ state: 'queued' }), ONLINE, time)).toBeNull();
  });

  it('says since when it waits for the network, and that it goes by itself', () => {
    const advice = draftAdvice(draft({ state: 'queued' }), OFFLINE, time);
    expect(advice?.title).toBe('Waiting: offline since 09:14');
    expect(advice?.text).toContain('by itself');
  });

  it('says why the mailbox did not take it, that it is safe, and to retry', () => {
    const failed = draft({ state: 'failed', lastError: error('auth', 'The password was refused.') });
    const advice = draftAdvice(failed, ONLINE, time);
    expect(advice?.tone).toBe('red');
    expect(advice?.text).toContain('The password was refused.');
    expect(advice?.text).toContain('kept here');
    expect(advice?.text).toContain('retry');
  });

  it('tells the reason while the mailbox is tried again', () => {
    const waiting = draft({ state: 'queued', lastError: error('network', 'No answer.') });
    expect(draftAdvice(waiting, ONLINE, time)).toMatchObject({ tone: 'amber' });
    expect(draftAdvice(waiting, undefined, time)?.text).toContain('No answer.');
  });
});

describe('a letter in the mailbox', () => {
  it('says in two words when somebody edited, deleted or sent it there', () => {
    const words = COPY_STATES.map((state) => draftState(inMailbox(state), true));
    expect(words).toEqual([
      { text: 'in the mailbox', tone: 'accent' },
      { text: 'edited there', tone: 'amber' },
      { text: 'deleted there', tone: 'amber' },
      { text: 'in the mailbox', tone: 'accent' },
    ]);
    expect(draftState(draft({ ...inMailbox('sent'), state: 'sent' }), true).text).toBe('sent by hand');
    expect(draftState(draft({ state: 'sent' }), true).text).toBe('sent');
  });

  it('that was edited is said to be so, since when, which wording counts, and what to do', () => {
    const advice = draftAdvice(inMailbox('edited'), ONLINE, time);
    expect(advice?.title).toBe('Edited in the mailbox, 09:14');
    expect(advice?.text).toContain('The newer wording lies in Drafts and is never written over');
    expect(advice?.text).toContain('discard it here and delete it there');
  });

  it('that was deleted is said not to be sent, and can be had back', () => {
    const advice = draftAdvice(inMailbox('removed'), ONLINE, time);
    expect(advice?.title).toBe('Deleted in the mailbox, 09:14');
    expect(advice?.text).toContain('was not sent. Take it back');
  });

  it('that was sent by hand says how that is known', () => {
    const advice = draftAdvice(draft({ ...inMailbox('sent'), state: 'sent' }), ONLINE, time);
    expect(advice).toMatchObject({ tone: 'plain', title: 'Sent from the mailbox, 09:14' });
    expect(advice?.text).toContain('by its Message-ID');
  });

  it('is told of on its account and before another is written', () => {
    expect(COPY_STATES.map((state) => copyWords(inMailbox(state), time))).toEqual([
      'lies in Drafts of the mailbox, not sent yet',
      'was edited in the mailbox, 09:14, and is not sent yet',
      'was deleted in the mailbox, 09:14, and was not sent',
      'was sent from the mailbox, 09:14',
    ]);
  });
});

describe('what a state allows', () => {
  it('is to change the wording until the letter is on its way', () => {
    expect(DRAFT_STATES.filter((state) => canChange({ state }))).toEqual(['draft', 'failed']);
    expect(DRAFT_STATES.filter((state) => canDiscard(draft({ state })))).toEqual([
      'draft',
      'queued',
      'failed',
    ]);
    expect(DRAFT_STATES.filter((state) => canRetry({ state }))).toEqual(['queued', 'failed']);
  });

  it('is to discard what lies in the mailbox only once somebody edited or deleted it there', () => {
    const allowed = COPY_STATES.filter((state) => canDiscard(inMailbox(state)));
    expect(allowed).toEqual(['edited', 'removed']);
  });

  it('is to have back what was discarded, and what was deleted in the mailbox', () => {
    expect(canTakeBack(draft({ state: 'discarded' }))).toBe(true);
    expect(COPY_STATES.filter((state) => canTakeBack(inMailbox(state)))).toEqual(['removed']);
    expect(canTakeBack(draft())).toBe(false);
  });

  it('is to send what is complete and was not sent, even while it lies in the mailbox', () => {
    const sendable = DRAFT_STATES.filter((state) => canSend(draft({ state })));
    expect(sendable).toEqual(['draft', 'in_mailbox', 'failed']);
    expect(canSend(draft({ state: 'in_mailbox', to: [] }))).toBe(false);
  });

  it('is to save only what is complete', () => {
    expect(canSave(draft())).toBe(true);
    expect(canSave(draft({ unresolved: ['sender.name'] }))).toBe(false);
    expect(canSave(draft({ to: [] }))).toBe(false);
    expect(canSave(draft({ state: 'queued' }))).toBe(false);
  });
});

describe('the parts of the list', () => {
  it('hold every state once', () => {
    const states = Object.values(DRAFT_VIEWS).flatMap((view) => [...view.states]);
    expect([...states].sort()).toEqual([...DRAFT_STATES].sort());
  });

  it('are known by name only', () => {
    expect(isDraftView('open')).toBe(true);
    expect(isDraftView('toString')).toBe(false);
    expect(isDraftView(undefined)).toBe(false);
  });
});
