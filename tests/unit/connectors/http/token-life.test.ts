import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensLife } from '../../../../electron/engine/connectors/http/token-life.ts';
import type { StoredTokens } from '../../../../electron/engine/connectors/http/token-session.ts';
import { signInState, signInWarning } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const day = (number: number) => new Date(START + number * DAY).toISOString() as Instant;

/** Used on day 100, good for 60 days from then on. */
const XERO: StoredTokens = {
  accessToken: 'a',
  refreshToken: 'r',
  expiresAt: START,
  refreshedAt: START + 100 * DAY,
  refreshEndsAt: START + 160 * DAY,
};
/** As at Intuit: 100 days without use, five years in any case. */
const INTUIT: StoredTokens = {
  ...XERO,
  refreshEndsAt: START + 200 * DAY,
  hardEnd: { from: START, until: START + 1_825 * DAY },
};

const warning = (tokens: StoredTokens, number: number) => {
  const life = tokensLife(tokens, day(number));
  return life === null ? null : signInWarning(life, day(number));
};

describe('a sign-in that ends when it is not used', () => {
  it('is warned of when 80 % of that time has passed, counted from its last use', () => {
    const states = [100, 147, 148, 159, 160].map((number) => {
      const life = tokensLife(XERO, day(number));
      return life === null ? null : signInState(life, day(number));
    });
    expect(states).toEqual(['lasting', 'lasting', 'ending', 'ending', 'ended']);
  });

  it('says that reading the books is enough, and once it is over that somebody has to sign in', () => {
    expect(warning(XERO, 147)).toBeNull();
    expect(warning(XERO, 148)).toBe(
      'The sign-in ends on 2026-06-10 unless the books are read before. Read them now, or sign in again.',
    );
    expect(warning(XERO, 160)).toBe(
      'The sign-in ended on 2026-06-10, as it was not used for long. Sign in again.',
    );
  });
});

describe('a sign-in that ends however often it is used', () => {
  const used = (number: number): StoredTokens => ({
    ...INTUIT,
    refreshedAt: START + number * DAY,
    refreshEndsAt: START + (number + 100) * DAY,
  });

  it('is warned of when 80 % of it has passed, though it was used today', () => {
    expect(warning(used(1_459), 1_459)).toBeNull();
    expect(warning(used(1_460), 1_460)).toBe(
      'The sign-in ends on 2030-12-31, however often it is used. Sign in again before that day.',
    );
    expect(warning(used(1_825), 1_825)).toBe('The sign-in ended on 2030-12-31. Sign in again.');
  });

  it('tells of the end that comes first', () => {
    expect(tokensLife(used(10), day(10))).toMatchObject({ until: day(110), unlessUsed: true });
    expect(tokensLife(used(1_800), day(1_800))?.unlessUsed).toBeUndefined();
  });
});

it('a sign-in that never ends by itself has no end', () => {
  expect(tokensLife({ ...XERO, refreshEndsAt: null }, day(9_999))).toBeNull();
});

it('never keeps quiet about a span that is ending or over', () => {
  const span = fc.tuple(fc.nat(2_000), fc.integer({ min: 1, max: 2_000 }));
  fc.assert(
    fc.property(span, span, fc.nat(5_000), ([usedOn, unused], [from, whole], today) => {
      const tokens: StoredTokens = {
        ...XERO,
        refreshedAt: START + usedOn * DAY,
        refreshEndsAt: START + (usedOn + unused) * DAY,
        hardEnd: { from: START + from * DAY, until: START + (from + whole) * DAY },
      };
      const late = (begun: number, length: number) => today - begun >= 0.8 * length;
      expect(warning(tokens, today) !== null).toBe(late(usedOn, unused) || late(from, whole));
    }),
  );
});
