import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import {
  MESSAGE_STATES,
  type MessageState,
  mayBecome,
} from '../../../shared/domain/outbox/message-states.ts';
import type { TagTone } from '../../ui/tag.tsx';

/** What the state of a message depends on besides itself. */
export interface Surroundings {
  readonly online: boolean;
  /** Mailboxes from which nothing goes out for now. */
  readonly paused: ReadonlySet<string>;
}

export interface MessageStateView {
  readonly text: string;
  readonly tone: TagTone;
}

/** Where a message is, in two or three words. */
export function messageState(message: OutboxMessage, around: Surroundings): MessageStateView {
  switch (message.state) {
    case 'approved':
      return { text: 'approved', tone: 'accent' };
    case 'queued':
      return { text: waitingWords(message, around), tone: 'amber' };
    case 'checking':
      return { text: 'being checked', tone: 'accent' };
    case 'dispatching':
      return { text: 'being sent', tone: 'accent' };
    case 'review':
      return { text: 'kept back', tone: 'red' };
    case 'rejected':
      return { text: 'rejected', tone: 'red' };
    case 'unknown':
      return { text: 'perhaps sent', tone: 'red' };
    case 'sent':
      return { text: 'sent', tone: 'neutral' };
    case 'resolved':
      return { text: message.resolvedAs === 'not_sent' ? 'was not sent' : 'was sent', tone: 'neutral' };
    case 'cancelled':
      return { text: 'taken back', tone: 'neutral' };
  }
}

function waitingWords({ mailboxId, lastError }: OutboxMessage, { online, paused }: Surroundings): string {
  if (!online) return 'waiting, offline';
  if (paused.has(mailboxId)) return 'waiting, paused';
  if (lastError?.code === 'contact_hours') return 'waiting for their hours';
  return lastError === null ? 'waiting' : 'waiting, tried';
}

/** Why the message is where it is, in the words of the gate or the server; empty when nothing is to be said. */
export function messageReason(message: OutboxMessage): string {
  switch (message.state) {
    case 'review':
      return message.review?.reason ?? '';
    case 'queued':
      return message.lastError?.message ?? '';
    case 'rejected':
    case 'unknown':
      return message.answer ?? '';
    case 'sent':
      return message.sentCopy === 'given_up' ? 'No copy could be put into Sent.' : '';
    case 'resolved':
      return message.foundLaterAt === null ? '' : 'Found in Sent after it was settled as not sent.';
    case 'approved':
    case 'checking':
    case 'dispatching':
    case 'cancelled':
      return '';
  }
}

/** The moment that matters for the message, and whether it is only expected. */
export function messageMoment(message: OutboxMessage): { readonly at: Instant; readonly expected: boolean } {
  if (message.state === 'queued' && message.expectedAt !== null) {
    return { at: message.expectedAt, expected: true };
  }
  return { at: message.settledAt ?? message.approvedAt, expected: false };
}

type Stated = Pick<OutboxMessage, 'state'>;

export function canSendOff({ state }: Stated): boolean {
  return state === 'approved';
}

/** Until the server is told about it. */
export function canStop({ state }: Stated): boolean {
  return state === 'queued' || state === 'checking';
}

/** Its draft can be had back and changed. */
export function canTakeBack({ state }: Stated): boolean {
  return mayBecome(state, 'cancelled');
}

export function canRebuild({ state, review }: Pick<OutboxMessage, 'state' | 'review'>): boolean {
  return state === 'review' && review?.now !== null;
}

export function canSettle({ state }: Stated): boolean {
  return state === 'unknown';
}

/** Something is tried again by itself, and can be tried now. */
export function canTryNow(message: Pick<OutboxMessage, 'state' | 'lastError' | 'resolvedAs'>): boolean {
  return canLookNow(message) || (message.state === 'queued' && message.lastError !== null);
}

/** It may lie in Sent, for all that anybody knows: also when a person said that it does not. */
export function canLookNow({ state, resolvedAs }: Pick<OutboxMessage, 'state' | 'resolvedAs'>): boolean {
  return state === 'unknown' || resolvedAs === 'not_sent';
}

/** Its draft went on without it: the letter that is shown may have been changed since. */
export function leftItsDraft({ state, resolvedAs }: Pick<OutboxMessage, 'state' | 'resolvedAs'>): boolean {
  return state === 'cancelled' || (state === 'resolved' && resolvedAs === 'not_sent');
}

interface OutboxView {
  readonly label: string;
  readonly states: readonly MessageState[];
  /** Only what came to its end today. */
  readonly today?: true;
}

/** The parts of the list. */
export const OUTBOX_VIEWS = {
  waiting: { label: 'Waiting', states: ['approved', 'queued', 'checking', 'dispatching'] },
  needsYou: { label: 'Needs you', states: ['review', 'rejected', 'unknown'] },
  sentToday: { label: 'Sent today', states: ['sent', 'resolved'], today: true },
  all: { label: 'All', states: MESSAGE_STATES },
} as const satisfies Record<string, OutboxView>;
export type OutboxViewName = keyof typeof OUTBOX_VIEWS;

export function isOutboxView(text: string | undefined): text is OutboxViewName {
  return text !== undefined && Object.hasOwn(OUTBOX_VIEWS, text);
}
