import type { Instant, PlainDate } from '../dates.ts';

export const SIGN_IN_PROOFS = ['API key', 'certificate', 'sign-in'] as const;

/** How long the key, the certificate or the browser sign-in of a connection is good, in UTC. */
export interface SignInLife {
  readonly what: (typeof SIGN_IN_PROOFS)[number];
  readonly from: Instant;
  readonly until: Instant;
  /** It begins anew each time the books are read. */
  readonly unlessUsed?: true;
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
  const state = signInState(life, now);
  if (state === 'lasting') return null;
  const end = `The ${life.what} ${state === 'ended' ? 'ended' : 'ends'} on ${signInEnd(life)}`;
  if (life.what === 'sign-in') return `${end}${whatToDo(life, state)}`;
  const remedy = 'Make a new one in the accounting system and enter it';
  return state === 'ended' ? `${end}. ${remedy}.` : `${end}. ${remedy} before that day.`;
}

function whatToDo({ unlessUsed }: SignInLife, state: 'ending' | 'ended'): string {
  if (state === 'ended') return `${unlessUsed ? ', as it was not used for long' : ''}. Sign in again.`;
  return unlessUsed
    ? ' unless the books are read before. Read them now, or sign in again.'
    : ', however often it is used. Sign in again before that day.';
}
