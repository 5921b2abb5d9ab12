import type { Instant, PlainDate } from '../dates.ts';

export const SIGN_IN_PROOFS = ['API key', 'certificate'] as const;

/** How long the key or the certificate of a connection is good, in UTC. */
export interface SignInLife {
  readonly what: (typeof SIGN_IN_PROOFS)[number];
  readonly from: Instant;
  readonly until: Instant;
}

/** A person is warned when so much of its life has passed. */
const WARN_AT = 0.8;

export function signInState({ from, until }: SignInLife, now: Instant): 'lasting' | 'ending' | 'ended' {
  const [start, end, present] = [from, until, now].map((time) => Date.parse(time)) as [
    number,
    number,
    number,
  ];
  if (present >= end) return 'ended';
  return present - start >= WARN_AT * (end - start) ? 'ending' : 'lasting';
}

/** The day, of UTC, on which it ends. */
export function signInEnd({ until }: SignInLife): PlainDate {
  return until.slice(0, 10) as PlainDate;
}

/** What a person has to do about it, as a sentence; null while there is time. */
export function signInWarning(life: SignInLife, now: Instant): string | null {
  const day = signInEnd(life);
  switch (signInState(life, now)) {
    case 'lasting':
      return null;
    case 'ending':
      return `The ${life.what} ends on ${day}. Make a new one in the accounting system and enter it before that day.`;
    case 'ended':
      return `The ${life.what} ended on ${day}. Make a new one in the accounting system and enter it.`;
  }
}
