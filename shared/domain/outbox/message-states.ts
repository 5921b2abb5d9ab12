/**
 * What a message in the outbox can be. `draft` is not among them: a draft enters the outbox when a person approves it.
 * A state is never renamed: logs and the command line carry it.
 *
 * - `approved`: a person approved exactly these bytes for exactly these recipients.
 * - `queued`: to be sent as soon as its time has come, the gate lets it pass and the mailbox may send.
 * - `checking`: being asked about by the gate on the newest data; nothing has been sent.
 * - `dispatching`: the server is being handed the message. After a crash nobody knows what came of it: `unknown`.
 * - `review`: the gate kept it back; a person looks at it.
 * - `sent`, `rejected`: the server answered with a code that says so.
 * - `unknown`: the connection ended without an answer. Never sent again by itself.
 * - `resolved`: what had been unknown was settled, by the copy in the Sent folder or by a person.
 * - `cancelled`: taken back before anything was sent; its draft is a draft again.
 */
export const MESSAGE_STATES = [
  'approved',
  'queued',
  'checking',
  'dispatching',
  'review',
  'sent',
  'rejected',
  'unknown',
  'resolved',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

const NEXT: Readonly<Record<MessageState, readonly MessageState[]>> = {
  // Kept back before it is sent off when an earlier mail turns out to have been sent.
  approved: ['queued', 'review', 'cancelled'],
  queued: ['approved', 'checking', 'review', 'cancelled'],
  // Nothing is on the wire before `dispatching`: until then a person can still stop it or take it back.
  checking: ['queued', 'review', 'dispatching', 'approved', 'cancelled'],
  // Back to `queued` only by an answer that says "not now": then the server has not taken it.
  dispatching: ['sent', 'rejected', 'unknown', 'queued'],
  review: ['approved', 'queued', 'cancelled'],
  unknown: ['resolved'],
  sent: [],
  rejected: ['cancelled'],
  resolved: [],
  cancelled: [],
};

/** Whether a message may go from one state to the other in one step. */
export function mayBecome(from: MessageState, to: MessageState): boolean {
  return NEXT[from].includes(to);
}

/** The states from which a message can become `to`. */
export function statesBefore(to: MessageState): readonly MessageState[] {
  return MESSAGE_STATES.filter((from) => mayBecome(from, to));
}

/** True while the outbox still has something to do with the message, or a person has. */
export function isUnsettled(state: MessageState): boolean {
  return !['sent', 'resolved', 'cancelled'].includes(state);
}

/** True when a crash in this state leaves open whether the server took the message. */
export function isUncertainAfterCrash(state: MessageState): boolean {
  return state === 'dispatching';
}
