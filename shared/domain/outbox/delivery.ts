/**
 * How far an attempt to hand a message to the mail server had come. Until `envelope` nothing of the message was on
 * the wire; from `data` on the server may have taken it even if its answer never arrived. `recipient` is the part of the
 * envelope in which the server answered about one of the addresses.
 */
export type DeliveryPhase = 'connect' | 'login' | 'envelope' | 'recipient' | 'data';

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
  /** No answer: the connection could not be made, broke, or hung; or none that belongs to the message (`answer`). */
  | { readonly kind: 'silent'; readonly phase: DeliveryPhase; readonly answer?: string };

/**
 * What it means for the message. `deferred`: only this message waits. `again`: the next message of the mailbox would fare
 * the same; `pause` says how long the whole mailbox waits, in milliseconds, or null for a short while.
 */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'deferred' }
  | { readonly kind: 'again'; readonly pause: number | null };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Reads an attempt strictly: `sent` needs a 2xx, `rejected` a 5xx of its own, and whatever ended without an answer
 * after the message could have been taken is `unknown`. A 4xx says that the server did not take it (RFC 5321 §4.2.1):
 * the same bytes may be tried again. 421, the 4.7 statuses (policy, too many), 4.4.5 and 4.5.4 (congestion, too much at
 * once) and 5.4.5 (daily limit) are about the mailbox, so all of it pauses. A 4xx about a recipient or about the message
 * itself (greylisting, a full mailbox) holds no other message up, unless it is about the server's own state (4.3, RFC 3463
 * §3.4). What a server refuses before it heard of the message is never the message's fault.
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
  if (status?.startsWith('4.7.') === true || status === '4.4.5' || status === '4.5.4') {
    return { kind: 'again', pause: HOUR };
  }
  if (phase === 'connect' || phase === 'login') return { kind: 'again', pause: null };
  if (code >= 500) return { kind: 'rejected' };
  const aboutTheServer = phase === 'envelope' || status?.startsWith('4.3.') === true;
  return aboutTheServer ? { kind: 'again', pause: null } : { kind: 'deferred' };
}

/** Waits of a message because of its mail server, by the attempts that were made, in milliseconds. The last repeats. */
export const ATTEMPT_WAITS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];

/**
 * Waits of a message that was deferred by itself, by the attempts that were made, in milliseconds. The last repeats. RFC
 * 5321 §4.5.4.1: two attempts in the first hour, then one every two or three hours. The first comes sooner than its 30
 * minutes, since the reason is known here: greylisting is over after a few minutes, and a person waits for the mail.
 */
export const DEFERRED_WAITS: readonly number[] = [
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
];

/** Looks into the Sent folder for a message whose fate is unknown, in milliseconds after it became so. */
export const SENT_LOOKUPS: readonly number[] = [0, 15_000, MINUTE, 5 * MINUTE];
