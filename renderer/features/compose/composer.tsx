import { Button, FocusTrap } from '@mantine/core';
import { createPortal } from 'react-dom';
import type { ComposerProps } from '../../app/compose/composer.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import classes from './composer.module.css';
import { ComposerLoading } from './composer-loading.tsx';
import { ComposerMessage } from './composer-message.tsx';
import { NoMailbox } from './no-mailbox.tsx';
import { ReviewList } from './review-list.tsx';
import { approvedOf } from './review-messages.ts';
import { ReviewSummary } from './review-summary.tsx';
import { senderText } from './sender-words.ts';
import { useComposer } from './use-composer.ts';

/** Writes letters to one account or to many: each is looked at, changed if need be, and leaves with one key. */
export function Composer(props: ComposerProps) {
  const composer = useComposer(props);
  const { review } = composer;
  const { message, messages } = review;
  const several = messages !== null && messages.length > 1;
  const content = review.error ? (
    <ErrorState error={review.error} action={<Ways onRetry={review.retry} onBack={props.onClose} />} />
  ) : message === null || messages === null ? (
    <ComposerLoading onBack={props.onClose} />
  ) : (
    <>
      {several ? (
        <div className={classes.list}>
          <Pane
            title="Review"
            subtitle={<span className={classes.count}>{count(messages.length, 'message')}</span>}
            actions={
              <>
                {composer.clear > 0 && composer.approved === 0 ? (
                  <CommandButton command="review.saveAll" showKeys={false} />
                ) : null}
                {composer.approved > 0 && !composer.summing ? <CommandButton command="review.send" /> : null}
              </>
            }
          >
            <ReviewList messages={messages} current={message.key} onShow={composer.show} />
          </Pane>
        </div>
      ) : null}
      {composer.summing ? (
        <ReviewSummary
          messages={messages}
          from={approvedOf(messages).flatMap((one) => {
            const sender = composer.from(one);
            return sender ? [senderText(sender)] : [];
          })}
        />
      ) : (
        <ComposerMessage key={message.key} message={message} messages={messages} composer={composer} />
      )}
    </>
  );
  return createPortal(
    <FocusTrap active={composer.teaching === null} innerRef={composer.overlay}>
      <div
        className={classes.overlay}
        role="dialog"
        aria-modal="true"
        aria-label="Review"
        tabIndex={-1}
        data-autofocus
        data-several={several || undefined}
      >
        {content}
        <NoMailbox
          wanted={composer.teaching}
          savesDrafts={composer.senders.first !== null}
          onSave={composer.saveInstead}
          onSetUp={() => composer.leaveTo('mailboxes')}
          onExport={composer.exportInstead}
          onCopy={composer.copyInstead}
          onClose={composer.stopTeaching}
        />
      </div>
    </FocusTrap>,
    document.querySelector('main') ?? document.body,
  );
}

function Ways(props: { readonly onRetry: () => void; readonly onBack: () => void }) {
  return (
    <Button.Group>
      <Button onClick={props.onBack}>Back</Button>
      <Button onClick={props.onRetry}>Try again</Button>
    </Button.Group>
  );
}
