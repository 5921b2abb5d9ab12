import { describe, expect, it } from 'vitest';
import type { AccountBrief } from '../../../../electron/engine/services/handoff/brief/brief.ts';
import { openingOf } from '../../../../electron/engine/services/handoff/brief/opening.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import {
  accountBrief,
  balanceOf,
  invoice,
  promise,
  sampleBrief,
} from '../../../support/handoff/sample-brief.ts';

type Told = NonNullable<AccountBrief['lastTalk']>;

const told = (date: string, more: Partial<Told> = {}): Told => ({
  key: 'log:1',
  at: instant(`${date}T12:00:00.000Z`),
  kind: 'call',
  actor: 'Anna Berg',
  summary: '',
  text: null,
  outcome: 'right_party',
  touchpointId: null,
  retracted: false,
  money: null,
  ...more,
});
const opening = (more: Partial<AccountBrief>) => openingOf(accountBrief('Acme', more), sampleBrief([]));

describe('the sentences at the top of an account', () => {
  it('say that nothing is known where nothing is', () => {
    expect(opening({})).toBe(
      'Nothing is open. Nobody has been spoken to, as far as the log tells. No message to the customer is in the log.',
    );
  });

  it('tell the promise of the last conversation, its level and what became of the one before', () => {
    const broken = promise('2026-10-30', '2026-11-05', { state: 'broken', followed: true });
    const second = promise('2026-11-12', '2026-11-26', { level: 2 });
    expect(opening({ promises: [second, broken], lastTalk: told('2026-11-12') })).toContain(
      'Last spoken to on Thu 12 Nov by Anna Berg: promised €1,200.00 by Thu 26 Nov (second promise; the first was broken).',
    );
  });

  it('count a promise by phone as the last conversation when nothing was logged after it', () => {
    expect(
      opening({ promises: [promise('2026-11-12', '2026-11-26')], lastTalk: told('2026-11-02') }),
    ).toContain('Last spoken to on Thu 12 Nov by Anna Berg: promised €1,200.00 by Thu 26 Nov.');
  });

  it('tell a later conversation in its own words, and not the promise before it', () => {
    const text = opening({
      promises: [promise('2026-11-12', '2026-11-26')],
      lastTalk: told('2026-11-18', { actor: 'Tom', text: 'Dana is on leave' }),
    });
    expect(text).toContain('Last spoken to on Wed 18 Nov by Tom: Dana is on leave.');
    expect(text).not.toContain('promised');
  });

  it('take a promise by mail for no conversation', () => {
    expect(opening({ promises: [promise('2026-11-12', '2026-11-26', { channel: 'mail' })] })).toContain(
      'Nobody has been spoken to',
    );
  });

  it('name a promise that was not kept and that nothing followed, with what arrived', () => {
    const partly = { state: 'partly_kept', receivedMinor: minorUnits(20_000), channel: 'mail' } as const;
    expect(opening({ promises: [promise('2026-10-30', '2026-11-05', partly)] })).toContain(
      'The promise of €1,200.00 by Thu 5 Nov was partly kept: €200.00 arrived.',
    );
    expect(
      opening({ promises: [promise('2026-10-30', '2026-11-05', { ...partly, followed: true })] }),
    ).not.toContain('The promise of');
  });

  it('tell the money: all of it, a part of it, or none of it overdue', () => {
    const balance = balanceOf([invoice('A', 10_000)]);
    expect(opening({ balances: [balance] })).toContain(
      'All of the €100.00 that is open is overdue, the oldest by 40 days.',
    );
    expect(opening({ balances: [{ ...balance, overdue: minorUnits(2_500) }] })).toContain(
      '€25.00 of €100.00 that is open is overdue, the oldest by 40 days.',
    );
    expect(opening({ balances: [{ ...balance, overdue: minorUnits(0) }] })).toContain(
      '€100.00 is open, none of it overdue.',
    );
  });
});
