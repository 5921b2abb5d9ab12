import { type SignInLife, signInState } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { StoredTokens } from './token-session.ts';

const URGENCY = { ended: 0, ending: 1, lasting: 2 } as const;

/**
 * How long the tokens of a connection are good: until nobody used them for too long, or until their end comes in any case,
 * whichever a person has to know of first. Null where neither ever comes.
 */
export function tokensLife(
  { refreshedAt, refreshEndsAt, hardEnd }: StoredTokens,
  now: Instant,
): SignInLife | null {
  const unused: readonly SignInLife[] =
    refreshEndsAt === null
      ? []
      : [{ what: 'sign-in', from: instant(refreshedAt), until: instant(refreshEndsAt), unlessUsed: true }];
  const whole: readonly SignInLife[] =
    hardEnd === undefined
      ? []
      : [{ what: 'sign-in', from: instant(hardEnd.from), until: instant(hardEnd.until) }];
  const urgency = (life: SignInLife) => URGENCY[signInState(life, now)];
  const [first = null] = [...whole, ...unused].toSorted(
    (one, other) => urgency(one) - urgency(other) || Date.parse(one.until) - Date.parse(other.until),
  );
  return first;
}

function instant(time: number): Instant {
  return new Date(time).toISOString() as Instant;
}
