/**
 * How far an attempt to hand a message to the mail server had come. Until `envelope` nothing of the message was on
 * the wire; from `data` on the server may have taken it even if its answer never arrived.
 */
export type DeliveryPhase = 'connect' | 'login' | 'envelope' | 'data';

/** What was seen of one attempt. */
export type DeliveryObservation =
  | { readonly kind: 'accepted'; readonly code: number; readonly answer: string }
  | {
      readonly kind: 'refused';
      readonly phase: DeliveryPhase;
      /** The code of the server's answer, 400 to 599. */
      readonly code: number;
      /** The enhanced status code (RFC 3463), such as `5.1.1`, when the server gave one. */
      readonly status: string | null;
      readonly answer: string;
    }
  /** No answer: the connection could not be made, broke, or hung. */
  | { readonly kind: 'silent'; readonly phase: DeliveryPhase };

/** What it means for the message. `pause` says how long the whole mailbox waits, in milliseconds. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'again'; readonly pause: number | null };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Reads an attempt strictly: `sent` needs a 2xx, `rejected` a 5xx of its own, and whatever ended without an answer
 * after the message could have been taken is `unknown`. A 4xx says that the server did not take it (RFC 5321 §4.2.1):
 * the same bytes may be tried again. 421, the 4.7 statuses (policy, too many) and 5.4.5 (daily limit) are about the
 * mailbox, so all of it pauses. What a server refuses before it heard of the message is never the message's fault.
 */
export function readDelivery(seen: DeliveryObservation): DeliveryOutcome {
  switch (seen.kind) {
    case 'accepted':
      return seen.code >= 200 && seen.code < 300 ? { kind: 'sent' } : { kind: 'unknown' };
    case 'silent':
      return seen.phase === 'data' ? { kind: 'unknown' } : { kind: 'again', pause: null };
    case 'refused':
      return readRefusal(seen);
  }
}

function readRefusal({ phase, code, status }: DeliveryObservation & { kind: 'refused' }): DeliveryOutcome {
  if (status === '5.4.5') return { kind: 'again', pause: 24 * HOUR };
  if (code === 421) return { kind: 'again', pause: 15 * MINUTE };
  if (status?.startsWith('4.7.') === true) return { kind: 'again', pause: HOUR };
  const aboutTheMessage = phase === 'envelope' || phase === 'data';
  return code >= 500 && aboutTheMessage ? { kind: 'rejected' } : { kind: 'again', pause: null };
}

/** Waits before the next attempt at the same message after one that was not taken, in milliseconds. The last repeats. */
export const ATTEMPT_WAITS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];

/** Looks into the Sent folder for a message whose fate is unknown, in milliseconds after it became so. */
export const SENT_LOOKUPS: readonly number[] = [0, 15_000, MINUTE, 5 * MINUTE];
