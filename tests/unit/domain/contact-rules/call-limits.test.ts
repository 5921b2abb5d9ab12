import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attemptsInWeek,
  judgeCall,
  type PastCall,
} from '../../../../shared/domain/contact-rules/call-limits.ts';
import { placeOf } from '../../../../shared/domain/contact-rules/place.ts';
import { DEFAULT_CONTACT_SETTINGS } from '../../../../shared/domain/contact-rules/settings.ts';
import type { ContactSubject, DebtorType } from '../../../../shared/domain/contact-rules/types.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';

function debtor(debtorType: DebtorType, region: string): ContactSubject {
  return { debtorType, place: placeOf({ country: 'US', region, booksCountry: null, timeZone: null }) };
}

/** Wednesday 11:00 in New York. */
const NOW = instant('2026-11-18T16:00:00.000Z');
const NEW_YORK = debtor('consumer', 'NY');
const BOSTON = debtor('consumer', 'MA');

function call(daysAgo: number, outcome: CallOutcome = 'no_answer'): PastCall {
  return { at: instant(new Date(Date.parse(NOW) - daysAgo * 86_400_000).toISOString()), outcome };
}

function judge(subject: ContactSubject, calls: readonly PastCall[], closed: string | null = null) {
  return judgeCall({ subject, calls, closed, settings: DEFAULT_CONTACT_SETTINGS, at: NOW });
}

describe('a consumer', () => {
  it('may be called a seventh time in seven days, and not an eighth', () => {
    const six = [0, 1, 2, 3, 4, 5].map((days) => call(days));
    expect(judge(NEW_YORK, six).decision).toBe('allow');
    expect(judge(NEW_YORK, [...six, call(6)])).toMatchObject({
      decision: 'block',
      reasons: [
        {
          rule: 'us_reg_f_attempts',
          text: '7 calls in the last 7 days, and no more than 7 are allowed',
        },
      ],
      until: null,
      // The oldest of the seven no longer counts on the seventh day after it.
      nextText: 'Thursday 8:00',
    });
    expect(judge(NEW_YORK, [...six, call(7)]).decision).toBe('allow');
  });

  it('in Massachusetts may be called twice in seven days', () => {
    expect(judge(BOSTON, [call(1)]).decision).toBe('allow');
    expect(judge(BOSTON, [call(1), call(2)])).toMatchObject({
      decision: 'block',
      reasons: [{ rule: 'us_ma_calls' }],
      nextText: 'Monday 8:00',
    });
    expect(judge(NEW_YORK, [call(1), call(2)]).decision).toBe('allow');
  });

  it.each(['connected', 'right_party', 'refused'] as const)(
    'is left in peace for seven days after a conversation (%s), its own day included',
    (outcome) => {
      expect(judge(NEW_YORK, [call(6, outcome)])).toMatchObject({
        decision: 'block',
        reasons: [{ rule: 'us_reg_f_after_talk' }],
      });
      expect(judge(NEW_YORK, [call(7, outcome)]).decision).toBe('allow');
    },
  );

  it('who asked to be called back may be called back', () => {
    expect(judge(NEW_YORK, [call(1, 'callback')]).decision).toBe('allow');
    expect(judge(NEW_YORK, [call(3, 'right_party'), call(1, 'callback')]).decision).toBe('allow');
    expect(judge(NEW_YORK, [call(3, 'callback'), call(1, 'right_party')]).decision).toBe('block');
  });

  it.each(['voicemail', 'no_answer', 'busy', 'wrong_number', 'wrong_party'] as const)(
    'was not spoken to when the outcome was %s',
    (outcome) => {
      expect(judge(NEW_YORK, [call(1, outcome)]).decision).toBe('allow');
    },
  );
});

describe('a company', () => {
  it('has no limit of calls', () => {
    const many = Array.from({ length: 20 }, () => call(1, 'right_party'));
    expect(judge(debtor('company', 'MA'), many).decision).toBe('allow');
    expect(judge(debtor('sole_trader', 'MA'), many).decision).toBe('allow');
  });
});

describe('whoever asked not to be called', () => {
  it('is not called, company or consumer, and no later time is named', () => {
    for (const subject of [debtor('company', 'NY'), NEW_YORK]) {
      expect(judge(subject, [], 'Only in writing.')).toMatchObject({
        decision: 'block',
        reasons: [{ rule: 'do_not_contact', text: 'They asked not to be called: Only in writing' }],
        nextAt: null,
        nextText: null,
      });
    }
  });
});

describe('however the calls fell', () => {
  const anyCalls = fc.array(
    fc.tuple(
      fc.nat(14 * 24),
      fc.constantFrom<CallOutcome>('no_answer', 'right_party', 'callback', 'voicemail'),
    ),
    { maxLength: 12 },
  );

  it('a consumer who may be called has had fewer than seven calls in the seven days', () => {
    fc.assert(
      fc.property(anyCalls, (given) => {
        const calls = given.map(([hours, outcome]) => call(hours / 24, outcome));
        const allowed = judge(NEW_YORK, calls).decision !== 'block';
        if (allowed) expect(attemptsInWeek(calls, NOW, 'America/New_York')).toBeLessThan(7);
      }),
    );
  });

  it('the next moment that is named is free of every reason', () => {
    fc.assert(
      fc.property(anyCalls, (given) => {
        const calls = given.map(([hours, outcome]) => call(hours / 24, outcome));
        for (const subject of [NEW_YORK, BOSTON]) {
          const { nextAt } = judge(subject, calls);
          expect(nextAt).not.toBeNull();
          if (nextAt === null) continue;
          const then = { subject, calls, closed: null, settings: DEFAULT_CONTACT_SETTINGS, at: nextAt };
          expect(judgeCall(then).reasons).toEqual([]);
        }
      }),
    );
  });
});
