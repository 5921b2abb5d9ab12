import { describe, expect, it } from 'vitest';
import { type AdviceContext, messageAdvice } from '../../../../renderer/features/outbox/message-advice.ts';
import type { OutboxMessage, OutboxPause } from '../../../../shared/contract/outbox.ts';
import { at, message, review } from './sample-messages.ts';

const CALM: AdviceContext = {
  connectivity: { online: true, since: null, draftsWaiting: 0 },
  pause: undefined,
  when: (instant) => instant.slice(11, 16),
};
const text = (part: Partial<OutboxMessage>, around: Partial<AdviceContext> = {}) => {
  const advice = messageAdvice(message(1, part), { ...CALM, ...around });
  return advice === null ? null : `${advice.title}. ${advice.text}`;
};
const pause = (until: OutboxPause['until']): OutboxPause => ({
  mailboxId: message(1).mailboxId,
  address: 'ines@halden.example',
  reason: '421 slow down',
  until,
});

describe('what is said above a message', () => {
  it('is nothing while all goes well', () => {
    expect(text({})).toBeNull();
    expect(text({ state: 'dispatching' })).toBeNull();
    expect(text({ state: 'sent', sentCopy: 'kept' })).toBeNull();
  });

  it('is calm about a missing network, and names when it went', () => {
    const offline = { online: false, since: at('08:10'), draftsWaiting: 0 };
    expect(text({}, { connectivity: offline })).toContain('offline since 08:10. It goes out by itself');
  });

  it('says until when sending is paused, and why', () => {
    expect(text({}, { pause: pause(at('10:15')) })).toBe(
      'Waiting: sending is paused until 10:15. 421 slow down',
    );
    expect(text({}, { pause: pause(null) })).toContain('until you resume it');
  });

  it('says that a failed attempt sent nothing, and when the next one is', () => {
    const lastError = { code: 'network', message: 'No connection.', at: at('09:10') };
    expect(text({ lastError, expectedAt: at('09:11') })).toBe(
      'Waiting: the last attempt was not taken. No connection. Nothing was sent. It is tried again at about 09:11.',
    );
  });

  it('gives the reason for which a message was kept back, and what can be done', () => {
    expect(text({ state: 'review', review: review(1) })).toBe(
      'Kept back before it left. INV-1: it is paid. Rebuild it with the figures of now, or take it back.',
    );
    expect(text({ state: 'review', review: review(1, { now: null }) })).toContain(
      'Nothing is left to write about',
    );
  });

  it("quotes the server's words when it refused", () => {
    expect(text({ state: 'rejected', answer: '550 5.1.1 unknown user' })).toContain(
      '“550 5.1.1 unknown user”',
    );
  });

  it('says what is known of a message that was perhaps sent, and that it is never sent again by itself', () => {
    expect(text({ state: 'unknown', lookups: 0, lookupAt: at('09:01') })).toContain('not looked into yet');
    expect(text({ state: 'unknown', lookups: 1, lookupAt: at('09:01') })).toContain('looked into once');
    const last = text({ state: 'unknown', lookups: 4, lookupAt: null });
    expect(last).toContain('looked into 4 times, and it was not there; the next look is with the next sync');
    expect(last).toContain('never sent again by itself');
  });

  it('says when a message was settled as not sent, and was sent after all', () => {
    expect(text({ state: 'resolved', resolvedAs: 'not_sent' })).toContain('looked for in Sent');
    const found = text({ state: 'resolved', resolvedAs: 'sent', foundLaterAt: at('10:00') });
    expect(found).toContain('It was found in Sent after it was settled as not sent');
  });

  it('warns when no copy could be put into Sent', () => {
    expect(text({ state: 'sent', sentCopy: 'given_up' })).toContain('Save the .eml');
  });
});
