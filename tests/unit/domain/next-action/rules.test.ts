import { describe, expect, it } from 'vitest';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { nextBestAction } from '../../../../shared/domain/next-action/next-best-action.ts';
import { actionOf, factsOf, inDays, partsOf, TODAY } from './facts.ts';

const REACH = { address: true, mailClosed: false, callClosed: false, cameBack: false };

describe('what stands against asking decides before everything else', () => {
  it('nothing is proposed where nothing is overdue', () => {
    expect(nextBestAction(factsOf({ parts: partsOf() }))).toBeNull();
  });

  it('a reply is answered first, whatever else there is', () => {
    const action = actionOf({ unansweredReply: true, brokenPromise: { level: 2, on: inDays(-1) } });
    expect(action).toMatchObject({ kind: 'answer', date: TODAY });
    expect(action.reasons[0]).toContain('waits for an answer');
  });

  it('a hold is waited for up to its end, the latest of several', () => {
    const holds = [
      { reason: 'Audit.', until: inDays(2) },
      { reason: '', until: inDays(9) },
    ];
    const action = actionOf({ holds, parts: partsOf({ held: 120_000 }) });
    expect(action).toMatchObject({ kind: 'wait', date: inDays(9) });
    expect(action.reasons).toEqual(['On hold until 27 Nov (Audit)']);
  });

  it('a hold without an end is looked at again in a week', () => {
    const action = actionOf({ holds: [{ reason: 'Insolvency', until: null }] });
    expect(action).toMatchObject({ kind: 'wait', date: inDays(7) });
    expect(action.reasons[0]).toContain('without an end (Insolvency)');
  });

  it('a snooze is waited for, and not once its day has come', () => {
    expect(actionOf({ snoozedUntil: inDays(5) })).toMatchObject({ kind: 'wait', date: inDays(5) });
    expect(actionOf({ snoozedUntil: TODAY })).toMatchObject({ kind: 'mail' });
  });

  it('what somebody planned for a later day stands', () => {
    const planned = { kind: 'send_copy', date: inDays(2) };
    const action = actionOf({ planned });
    expect(action).toMatchObject({ kind: 'wait', date: inDays(2) });
    expect(action.reasons).toEqual(['Send copy is planned for 20 Nov']);
  });

  it('a promise that broke meanwhile is more urgent than the plan', () => {
    const planned = { kind: 'mail', date: inDays(2) };
    expect(actionOf({ planned, brokenPromise: { level: 1, on: inDays(-1) } })).toMatchObject({
      kind: 'call',
    });
  });

  it('what was approved as paid is posted', () => {
    const action = actionOf({ parts: partsOf({ claimed: 120_000 }) });
    expect(action).toMatchObject({ kind: 'apply_cash', date: TODAY });
    expect(action.reasons[0]).toContain('€1,200.00 was approved as paid');
  });

  it('a dispute without a date is chased, one with a date is waited for, and chased on that day', () => {
    const parts = partsOf({ disputed: 120_000 });
    expect(actionOf({ parts })).toMatchObject({ kind: 'chase_dispute', date: TODAY });
    expect(actionOf({ parts, disputeNextDate: inDays(1) })).toMatchObject({ kind: 'wait', date: inDays(1) });
    expect(actionOf({ parts, disputeNextDate: TODAY })).toMatchObject({ kind: 'chase_dispute' });
  });

  it('a small dispute does not keep the larger rest from being asked for', () => {
    const parts = partsOf({ disputed: 20_000, free: 100_000 });
    expect(actionOf({ parts })).toMatchObject({ kind: 'mail', stage: 'friendly' });
  });

  it('a promise is waited for up to the day after its last day, moved from a weekend to Monday', () => {
    const parts = partsOf({ promised: 120_000 });
    expect(actionOf({ parts, promiseLastDay: inDays(1) })).toMatchObject({ kind: 'wait', date: inDays(2) });
    // The day after Friday 20 November is a Saturday.
    expect(actionOf({ parts, promiseLastDay: inDays(2) })).toMatchObject({ kind: 'wait', date: inDays(5) });
  });

  it('of a promise and a dispute the one whose day comes first is waited for', () => {
    const parts = partsOf({ promised: 40_000, disputed: 80_000 });
    const both = { parts, promiseLastDay: inDays(1), disputeNextDate: inDays(8) };
    expect(actionOf(both)).toMatchObject({ kind: 'wait', date: inDays(2) });
    expect(actionOf({ ...both, disputeNextDate: TODAY })).toMatchObject({ kind: 'chase_dispute' });
  });

  it('invoices on hold are looked at again in a week', () => {
    expect(actionOf({ parts: partsOf({ held: 120_000 }) })).toMatchObject({ kind: 'wait', date: inDays(7) });
  });

  it('credits that cover what is overdue are applied instead of asking', () => {
    expect(actionOf({ creditsMinor: minorUnits(120_000) })).toMatchObject({ kind: 'apply_cash' });
    expect(actionOf({ creditsMinor: minorUnits(119_999) })).toMatchObject({ kind: 'mail' });
  });
});

describe('what is free is asked for in the way that fits', () => {
  it('by the letter of the stage, with what is late and what went before', () => {
    expect(actionOf()).toEqual({
      kind: 'mail',
      stage: 'friendly',
      date: TODAY,
      reasons: ['20 days late, nobody was in touch yet'],
    });
    expect(actionOf({ lastContactOn: inDays(-9) }).reasons).toEqual([
      '20 days late, the last contact was on 9 Nov',
    ]);
    const lastLetter = { stage: 'friendly', on: inDays(-10) } as const;
    const firm = actionOf({ stage: 'firm', lastLetter, lastContactOn: inDays(-10), oldestFreeDays: 34 });
    expect(firm).toMatchObject({ kind: 'mail', stage: 'firm' });
    expect(firm.reasons).toEqual(['34 days late, the last letter went out on 8 Nov']);
  });

  it('by a call after a broken promise, and by a decision after the third', () => {
    expect(actionOf({ brokenPromise: { level: 2, on: inDays(-1) } })).toMatchObject({
      kind: 'call',
      reasons: ['Promise no. 2 was broken on 17 Nov', 'Ask when it comes, by voice'],
    });
    expect(actionOf({ brokenPromise: { level: 3, on: inDays(-1) } })).toMatchObject({
      kind: 'escalate_internally',
    });
  });

  it('after a broken promise by a letter, where the customer does not want calls', () => {
    const broken = { brokenPromise: { level: 1, on: inDays(-1) } };
    const reach = { ...REACH, callClosed: true };
    expect(actionOf({ ...broken, reach })).toMatchObject({ kind: 'mail' });
    expect(actionOf({ ...broken, reach: { ...reach, mailClosed: true } })).toMatchObject({
      kind: 'escalate_internally',
    });
  });

  it('a call about a broken promise is not repeated the same day', () => {
    const broken = { brokenPromise: { level: 1, on: inDays(-2) } };
    expect(actionOf({ ...broken, lastContactOn: TODAY })).toMatchObject({ kind: 'wait', date: inDays(5) });
  });

  it('not at all on figures that are too old', () => {
    const action = actionOf({ figuresTooOld: true });
    expect(action).toMatchObject({ kind: 'read_books', stage: null });
  });

  it('by the call that was planned, although somebody was in touch yesterday', () => {
    const planned = { kind: 'call', date: TODAY };
    expect(actionOf({ planned, lastContactOn: inDays(-1) })).toMatchObject({ kind: 'call' });
    expect(actionOf({ planned, reach: { ...REACH, callClosed: true } })).toMatchObject({ kind: 'mail' });
  });

  it('not within days of another contact, and not on a weekend', () => {
    expect(actionOf({ lastContactOn: TODAY })).toMatchObject({ kind: 'wait', date: inDays(5) });
    expect(actionOf({ lastContactOn: inDays(-3) })).toMatchObject({ kind: 'wait', date: inDays(1) });
    expect(actionOf({ lastContactOn: inDays(-4) })).toMatchObject({ kind: 'mail' });
  });

  it.each([
    ['outbox', 'A letter waits in the outbox, approved 10:40'],
    ['review', 'A letter in the outbox has to be looked at before another one is written, approved 10:40'],
    ['unknown', 'A letter was perhaps sent: settle it in the outbox first, approved 10:40'],
  ] as const)('not a second time while a letter is under way (%s)', (place, text) => {
    const letterUnderWay = { place, approved: { on: TODAY, time: '10:40' } };
    expect(actionOf({ letterUnderWay })).toEqual({
      ...{ kind: 'wait', stage: null, date: inDays(1) },
      reasons: [text],
    });
  });

  it('not while a letter is on its way to the drafts folder, nor days after it was approved', () => {
    const saving = { place: 'drafts_folder', approved: null } as const;
    expect(actionOf({ letterUnderWay: saving }).reasons).toEqual([
      'A letter is on its way to the drafts folder',
    ]);
    const old = { place: 'outbox', approved: { on: inDays(-5), time: '10:40' } } as const;
    expect(actionOf({ letterUnderWay: old }).reasons).toEqual([
      'A letter waits in the outbox, approved 13 Nov',
    ]);
  });

  it('by the call that was planned, and never by a letter about a broken promise, while one is under way', () => {
    const letterUnderWay = { place: 'outbox', approved: { on: TODAY, time: '10:40' } } as const;
    const planned = { kind: 'call', date: TODAY };
    expect(actionOf({ letterUnderWay, planned })).toMatchObject({ kind: 'call' });
    const noCalls = { ...REACH, callClosed: true };
    const brokenPromise = { level: 1, on: inDays(-1) };
    expect(actionOf({ letterUnderWay, planned, reach: noCalls })).toMatchObject({ kind: 'wait' });
    expect(actionOf({ letterUnderWay, brokenPromise, reach: noCalls })).toMatchObject({ kind: 'wait' });
    expect(actionOf({ letterUnderWay, unansweredReply: true })).toMatchObject({ kind: 'answer' });
  });

  it('not before the last letter had its time', () => {
    const on = (days: number) => ({ stage: 'friendly', on: inDays(-days) }) as const;
    const action = actionOf({ lastLetter: on(6), lastContactOn: inDays(-6) });
    expect(action).toMatchObject({ kind: 'wait', date: inDays(1) });
    expect(action.reasons[0]).toContain('leave time for the payment');
    expect(actionOf({ lastLetter: on(7), lastContactOn: inDays(-7) })).toMatchObject({ kind: 'mail' });
  });

  it('after the final notice by a call, and by a decision once somebody spoke with them', () => {
    const after = {
      stage: 'statement',
      lastLetter: { stage: 'final', on: inDays(-20) },
      lastContactOn: inDays(-20),
    } as const;
    expect(actionOf(after)).toMatchObject({ kind: 'call' });
    expect(actionOf({ ...after, lastContactOn: inDays(-5) })).toMatchObject({ kind: 'escalate_internally' });
    const reach = { ...REACH, callClosed: true };
    expect(actionOf({ ...after, reach })).toMatchObject({ kind: 'escalate_internally' });
  });

  it.each([
    ['an account without an address', { address: false }, 'No contact has an e-mail address'],
    ['mail that came back', { cameBack: true }, 'Mail to them came back'],
    ['a wish for no mail', { mailClosed: true }, 'asked not to get mail'],
  ])('by a call for %s', (_, part, words) => {
    const action = actionOf({ reach: { ...REACH, ...part } });
    expect(action.kind).toBe('call');
    expect(action.reasons[0]).toContain(words);
  });

  it('by nobody who asked to be left alone in every way', () => {
    const reach = { ...REACH, mailClosed: true, callClosed: true };
    const action = actionOf({ reach });
    expect(action.kind).toBe('escalate_internally');
    expect(action.reasons[0]).toContain('neither called nor written to');
    const silent = actionOf({ reach: { ...REACH, address: false, callClosed: true } });
    expect(silent.reasons[0]).toBe('There is no way to reach the customer');
  });

  it('later, where the customer always pays a few days late', () => {
    const habit = { paidInvoices: 4, averageDaysLate: 8 };
    expect(actionOf({ habit, oldestFreeDays: 3 })).toMatchObject({ kind: 'wait', date: inDays(6) });
    expect(actionOf({ habit, oldestFreeDays: 8 })).toMatchObject({ kind: 'mail' });
    expect(actionOf({ habit: { paidInvoices: 2, averageDaysLate: 8 }, oldestFreeDays: 3 }).kind).toBe('mail');
    expect(actionOf({ habit: { paidInvoices: 9, averageDaysLate: 30 }, oldestFreeDays: 3 }).kind).toBe(
      'mail',
    );
  });

  it('with a statement, where little is open and nothing went out yet', () => {
    expect(actionOf({ small: true })).toMatchObject({ kind: 'send_statement', stage: 'statement' });
    expect(actionOf({ small: true, stage: 'firm' })).toMatchObject({ kind: 'mail', stage: 'firm' });
  });
});
