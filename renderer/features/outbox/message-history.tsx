import { useQuery } from '@tanstack/react-query';
import type { OutboxAttempt, OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import classes from './message-facts.module.css';

interface Step {
  readonly key: string;
  readonly at: Instant;
  readonly title: string;
  readonly text: string | null;
  readonly tone: 'red' | 'amber' | 'plain';
}

/** What happened to the message so far, oldest first: its approval, every attempt, and how it ended. */
export function MessageHistory({ message }: { readonly message: OutboxMessage }) {
  const attempts = useQuery(useQueries().outbox.attempts.queryOptions({ input: { id: message.id } }));
  if (attempts.isError) return <ErrorLine error={attempts.error} onRetry={() => void attempts.refetch()} />;
  return (
    <ol className={classes.history}>
      {stepsOf(message, attempts.data ?? []).map((step) => (
        <li key={step.key} className={classes.event} data-tone={step.tone}>
          <div className={classes.step}>
            <span>{step.title}</span>
            <span className={classes.stepTime}>
              <InstantText at={step.at} />
            </span>
          </div>
          {step.text ? <p className={classes.stepText}>{step.text}</p> : null}
        </li>
      ))}
    </ol>
  );
}

function stepsOf(message: OutboxMessage, attempts: readonly OutboxAttempt[]): readonly Step[] {
  const approved: Step = {
    key: 'approved',
    at: message.approvedAt,
    title: `Approved by ${message.approvedBy}`,
    text: null,
    tone: 'plain',
  };
  const tried = attempts.map((attempt): Step => {
    const { title, tone } = ATTEMPTS[attempt.outcome ?? 'open'];
    return {
      key: `attempt ${attempt.number}`,
      at: attempt.at,
      title: attempts.length > 1 ? `${title}, attempt ${attempt.number}` : title,
      text: attempt.answer,
      tone,
    };
  });
  return [approved, ...tried, ...reviewOf(message), ...endOf(message)];
}

const ATTEMPTS: Readonly<
  Record<
    NonNullable<OutboxAttempt['outcome']> | 'open',
    { readonly title: string; readonly tone: Step['tone'] }
  >
> = {
  sent: { title: 'The server took it', tone: 'plain' },
  rejected: { title: 'The server refused it', tone: 'red' },
  unknown: { title: 'No answer', tone: 'red' },
  again: { title: 'Not taken, to be tried again', tone: 'amber' },
  open: { title: 'Handed over', tone: 'plain' },
};

function reviewOf({ review }: OutboxMessage): readonly Step[] {
  if (review === null) return [];
  return [{ key: 'review', at: review.at, title: 'Kept back', text: review.reason, tone: 'red' }];
}

function endOf({ state, settledAt, resolvedAs, foundLaterAt }: OutboxMessage): readonly Step[] {
  if (settledAt === null || state === 'sent' || state === 'rejected') return [];
  const title =
    state === 'cancelled' ? 'Taken back' : resolvedAs === 'not_sent' ? 'Settled: not sent' : 'Settled: sent';
  const text = foundLaterAt === null ? null : 'Found in Sent after it was settled as not sent.';
  return [{ key: 'end', at: settledAt, title, text, tone: text === null ? 'plain' : 'amber' }];
}
