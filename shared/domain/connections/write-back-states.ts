import type { Instant } from '../dates.ts';

/**
 * Where a note stands on its way into the books. `sent`: it is being handed over, and nobody knows yet. `ambiguous`: it was
 * handed over without an answer, so it is looked for before anything else. `dropped`: a person does not want it any more.
 */
export const WRITE_BACK_STATES = ['queued', 'sent', 'confirmed', 'failed', 'ambiguous', 'dropped'] as const;
export type WriteBackState = (typeof WRITE_BACK_STATES)[number];

export interface WriteBackProgress {
  readonly state: WriteBackState;
  /** How often it was handed over. */
  readonly attempts: number;
  /** When it is worked on next; null: not by itself. */
  readonly runAt: Instant | null;
}

export type WriteBackEvent =
  /** It was looked for and is not there; it is handed over now. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'taken' }
  /** The system said no, and would say so again. */
  | { readonly kind: 'refused' }
  /** The system said that it did not take it, and may the next time. */
  | { readonly kind: 'not_taken'; readonly waitMs: number | null }
  /** No answer, or one that says nothing. */
  | { readonly kind: 'unclear' }
  /** The process that was handing it over is gone. */
  | { readonly kind: 'interrupted' }
  /** It was looked for and is there. */
  | { readonly kind: 'found' }
  /** It could not be looked for just now. */
  | { readonly kind: 'not_looked'; readonly waitMs: number | null }
  /** It may not be looked for. */
  | { readonly kind: 'look_refused' }
  | { readonly kind: 'given_up' }
  /** A person wants it to be tried again, or not at all. */
  | { readonly kind: 'again' }
  | { readonly kind: 'dropped' };

/** After so many tries a person is asked. */
export const MOST_ATTEMPTS = 5;
/**
 * So long a server may still be at work on what it did not answer; only after that a look tells whether a note is there.
 * Longer than the longest request of the HTTP client.
 */
export const SETTLING_MS = 120_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** What an event makes of a note; null where the event does not belong to its state. */
export function nextProgress(
  progress: WriteBackProgress,
  event: WriteBackEvent,
  now: Instant,
): WriteBackProgress | null {
  const { state, attempts } = progress;
  const waiting = state === 'queued' || state === 'ambiguous';
  const ended = (as: WriteBackState) => ({ state: as, attempts, runAt: null });
  switch (event.kind) {
    case 'begun':
      return mayBegin(progress, now) ? { state: 'sent', attempts: attempts + 1, runAt: null } : null;
    case 'taken':
      return state === 'sent' ? ended('confirmed') : null;
    case 'refused':
      return state === 'sent' ? ended('failed') : null;
    case 'not_taken':
      if (state !== 'sent') return null;
      return { state: 'queued', attempts, runAt: later(now, Math.max(event.waitMs ?? 0, pause(attempts))) };
    case 'unclear':
    case 'interrupted':
      return state === 'sent' ? { state: 'ambiguous', attempts, runAt: later(now, pause(attempts)) } : null;
    case 'found':
      return waiting ? ended('confirmed') : null;
    case 'not_looked':
      if (!waiting) return null;
      return { state, attempts, runAt: later(now, Math.max(event.waitMs ?? 0, SETTLING_MS)) };
    case 'look_refused':
      return waiting ? ended(state === 'queued' ? 'failed' : 'ambiguous') : null;
    case 'given_up':
      return waiting ? ended('failed') : null;
    case 'again':
      if (state === 'failed') return { state: 'queued', attempts: 0, runAt: now };
      // What may be under way still is not looked for earlier than it would be by itself.
      if (state === 'ambiguous') return { state, attempts: 0, runAt: progress.runAt ?? now };
      return state === 'queued' ? { state, attempts: 0, runAt: now } : null;
    case 'dropped':
      return waiting || state === 'failed' ? ended('dropped') : null;
  }
}

/** It waits, its time has come, and it was not tried too often. */
export function mayBegin(progress: WriteBackProgress, now: Instant): boolean {
  return isDue(progress, now) && progress.attempts < MOST_ATTEMPTS;
}

export function isDue({ state, runAt }: WriteBackProgress, now: Instant): boolean {
  return (state === 'queued' || state === 'ambiguous') && runAt !== null && runAt <= now;
}

function pause(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, SETTLING_MS * 2 ** Math.max(0, attempts - 1));
}

function later(now: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(now) + milliseconds).toISOString() as Instant;
}
