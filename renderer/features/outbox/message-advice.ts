import type { Connectivity } from '../../../shared/contract/app.ts';
import type { OutboxMessage, OutboxPause } from '../../../shared/contract/outbox.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import { count } from '../../ui/format/count.ts';

export interface MessageAdvice {
  readonly tone: 'red' | 'amber' | 'plain';
  readonly title: string;
  /** What happened, what is safe, and what to do. */
  readonly text: string;
}

/** What the advice depends on besides the message. `when` writes a moment as people say it. */
export interface AdviceContext {
  readonly connectivity: Connectivity | undefined;
  readonly pause: OutboxPause | undefined;
  readonly when: (at: Instant) => string;
}

/** What to say above a message; null when its state says all. */
export function messageAdvice(message: OutboxMessage, context: AdviceContext): MessageAdvice | null {
  switch (message.state) {
    case 'approved':
      return {
        tone: 'plain',
        title: 'Approved',
        text: 'It goes out exactly like this when you send it off. Nothing happens before.',
      };
    case 'queued':
      return waiting(message, context);
    case 'review':
      return keptBack(message);
    case 'rejected':
      return {
        tone: 'red',
        title: 'The mail server refused it',
        text: `It said: “${message.answer ?? 'nothing more'}” Nothing was delivered. Take it back, put it right, and approve it again.`,
      };
    case 'unknown':
      return perhapsSent(message, context);
    case 'resolved':
      if (message.foundLaterAt !== null) return foundLater;
      return {
        tone: 'plain',
        title: message.resolvedAs === 'not_sent' ? 'It was not sent' : 'It was sent',
        text:
          message.resolvedAs === 'not_sent'
            ? 'A person decided so. Its draft can be changed and approved again. For a week it is looked for in Sent all the same.'
            : 'The mail server had not answered; that it went out was settled afterwards.',
      };
    case 'sent':
      return message.sentCopy === 'given_up'
        ? {
            tone: 'amber',
            title: 'Sent, without a copy in Sent',
            text: 'The message went out; the copy could not be put into your Sent folder. Save the .eml to keep one.',
          }
        : null;
    case 'checking':
    case 'dispatching':
    case 'cancelled':
      return null;
  }
}

const foundLater: MessageAdvice = {
  tone: 'amber',
  title: 'It was sent after all',
  text: 'It was found in Sent after it was settled as not sent. The customer has it: other letters to them that waited were kept back.',
};

function waiting(message: OutboxMessage, { connectivity, pause, when }: AdviceContext): MessageAdvice | null {
  if (connectivity?.online === false) {
    const since = connectivity.since === null ? '' : ` since ${when(connectivity.since)}`;
    return {
      tone: 'amber',
      title: `Waiting: offline${since}`,
      text: 'It goes out by itself as soon as there is a network. You can go on working.',
    };
  }
  if (pause) {
    const until = pause.until === null ? 'until you resume it' : `until ${when(pause.until)}`;
    return { tone: 'amber', title: `Waiting: sending is paused ${until}`, text: pause.reason };
  }
  if (message.lastError?.code === 'contact_hours') {
    const then =
      message.expectedAt === null ? '' : ` It goes out by itself at about ${when(message.expectedAt)}.`;
    return {
      tone: 'amber',
      title: 'Waiting for the customer’s working hours',
      text: `${message.lastError.message}${then}`,
    };
  }
  if (message.lastError !== null) {
    const next =
      message.expectedAt === null ? '' : ` It is tried again at about ${when(message.expectedAt)}.`;
    return {
      tone: 'amber',
      title: 'Waiting: the last attempt was not taken',
      text: `${message.lastError.message} Nothing was sent.${next}`,
    };
  }
  return null;
}

function keptBack({ review }: OutboxMessage): MessageAdvice {
  const what =
    review?.now === null
      ? 'Nothing is left to write about: take it back.'
      : `Rebuild it with the figures of now, or take it back.${review?.ownWords ? ' It has words of your own: you are asked what becomes of them.' : ''}`;
  return {
    tone: 'red',
    title: 'Kept back before it left',
    text: `${sentence(review?.reason ?? 'It no longer fits the figures')} ${what}`,
  };
}

function perhapsSent(message: OutboxMessage, { when }: AdviceContext): MessageAdvice {
  const looked =
    message.lookups === 0
      ? 'Your Sent folder was not looked into yet'
      : `Your Sent folder was looked into ${message.lookups === 1 ? 'once' : count(message.lookups, 'time')}, and it was not there`;
  const next =
    message.lookupAt === null
      ? 'the next look is with the next sync'
      : `the next look is at ${when(message.lookupAt)}`;
  return {
    tone: 'red',
    title: 'Nobody knows whether it went out',
    text: `The connection ended before the mail server answered. ${looked}; ${next}. It is never sent again by itself.`,
  };
}

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
