import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutboxMessage, OutboxPause, OutboxReview } from '../../../shared/contract/outbox.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { instantText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { letterOf } from '../compose/letter.ts';
import { LetterView } from '../compose/letter-view.tsx';
import { messageAdvice } from './message-advice.ts';
import { MessageFacts } from './message-facts.tsx';
import classes from './outbox.module.css';
import { canLookNow, canRebuild, leftItsDraft, messageState, type Surroundings } from './outbox-states.ts';
import type { OutboxActions } from './use-outbox-actions.ts';
import { WhatChanged } from './what-changed.tsx';

/** One message: its state and what to do about it, the letter as it goes out, and the proof of what happened. */
export function OutboxDetail(props: {
  readonly message: OutboxMessage;
  readonly around: Surroundings;
  readonly pauses: readonly OutboxPause[];
  readonly actions: OutboxActions;
}) {
  const { message } = props;
  const queries = useQueries();
  const format = useFormat();
  const connectivity = useQuery(queries.app.connectivity.queryOptions()).data;
  const [comparing, setComparing] = useState(true);
  const state = messageState(message, props.around);
  const advice = messageAdvice(message, {
    connectivity,
    pause: props.pauses.find(({ mailboxId }) => mailboxId === message.mailboxId),
    when: (at) => instantText(at, format.today, format.locale),
  });
  const { review } = message;
  const reviewed = message.state === 'review' && review !== null && hasChanges(review) ? review : null;
  return (
    <Pane
      label={`Mail to ${message.account.name}`}
      title={
        <button
          type="button"
          className={classes.account}
          onClick={() => navigate({ screen: 'customers', id: message.account.id, params: { full: '1' } })}
        >
          {message.account.name}
        </button>
      }
      subtitle={<Tag tone={state.tone}>{state.text}</Tag>}
      ownScroll
      actions={
        <>
          <CommandButton command="outbox.close" />
          <CommandButton command="outbox.eml" label=".eml" />
          <CommandButton command="outbox.tryNow" label={canLookNow(message) ? 'Look now' : 'Try now'} />
          <CommandButton command="outbox.stop" />
          <CommandButton command="outbox.takeBack" />
          <CommandButton command="outbox.wasNotSent" label="Not sent" />
          <CommandButton command="outbox.wasSent" label="Was sent" />
          <CommandButton
            command="outbox.rebuild"
            label="Rebuild"
            variant={canRebuild(message) ? 'filled' : 'default'}
          />
          <CommandButton command="outbox.send" variant="filled" />
        </>
      }
      toolbar={
        reviewed ? (
          <SegmentedControl
            size="xs"
            aria-label="What is shown"
            value={comparing ? 'changes' : 'letter'}
            data={[
              { value: 'changes', label: 'What changed' },
              { value: 'letter', label: 'As approved' },
            ]}
            onChange={(value) => setComparing(value === 'changes')}
          />
        ) : undefined
      }
    >
      <div className={classes.columns}>
        <div className={classes.letter}>
          {advice ? (
            <div className={classes.advice} data-tone={advice.tone} role="status">
              <b>{advice.title}.</b> {advice.text}
            </div>
          ) : null}
          <MessageLetter message={message} compare={comparing ? reviewed : null} />
        </div>
        <MessageFacts message={message} actions={props.actions} />
      </div>
    </Pane>
  );
}

/** There is something to compare: not where only the sender or the mailbox is gone. */
function hasChanges({ now, dropped, gate }: OutboxReview): boolean {
  return now !== null || dropped.length > 0 || gate.length > 0;
}

/** The letter as it goes out, or for one that was kept back what it would be today. */
function MessageLetter(props: {
  readonly message: OutboxMessage;
  readonly compare: OutboxMessage['review'];
}) {
  const { message, compare } = props;
  const draft = useQuery(useQueries().drafts.get.queryOptions({ input: { id: message.draftId } }));
  if (compare) {
    return (
      <WhatChanged message={message} review={compare} approved={draft.data ? letterOf(draft.data) : null} />
    );
  }
  if (draft.isError) return <ErrorLine error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.data) return <LetterLoading />;
  const letter = letterOf(draft.data);
  return (
    <>
      {leftItsDraft(message) ? (
        <p className={classes.advice} data-tone="plain">
          This is the letter as its draft stands now. What was approved is in the .eml.
        </p>
      ) : null}
      <LetterView
        from={<span className={classes.from}>{message.from}</span>}
        letter={letter}
        proposed={letter}
        html={draft.data.html}
        language={draft.data.language}
        editing={false}
      />
    </>
  );
}

function LetterLoading() {
  return (
    <div className={classes.loading} aria-busy="true">
      <Skeleton height={10} width="40%" />
      <Skeleton height={10} width="60%" />
      <Skeleton height={160} mt={12} />
    </div>
  );
}
