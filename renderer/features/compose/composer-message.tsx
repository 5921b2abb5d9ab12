import { SegmentedControl } from '@mantine/core';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { DraftsInMailbox } from '../drafts/drafts-in-mailbox.tsx';
import { STAGE_NAMES } from '../worklist/action-words.ts';
import { BlockedMessage } from './blocked-message.tsx';
import classes from './composer.module.css';
import { CopiesField } from './copies-field.tsx';
import { FiguresAge } from './figures-age.tsx';
import { FromField } from './from-field.tsx';
import { GatePanel } from './gate-panel.tsx';
import { letterOf, problemsOf } from './letter.ts';
import { LetterView } from './letter-view.tsx';
import { NothingTicked } from './nothing-ticked.tsx';
import { OtherWays } from './other-ways.tsx';
import { gateState, isUnticked, type Message, shownLetter } from './review-messages.ts';
import { StageSwitch } from './stage-switch.tsx';
import type { ComposerControl } from './use-composer.ts';
import { LETTER_LANGUAGE } from './use-review.ts';

/** The message that is looked at: its letter, and beside it what to know before it goes out. */
export function ComposerMessage(props: {
  readonly message: Message;
  readonly messages: readonly Message[];
  readonly composer: ComposerControl;
}) {
  const { message, messages, composer } = props;
  const { proposal } = message;
  const { canSend } = composer;
  const several = messages.length > 1;
  const place = `Message ${messages.indexOf(message) + 1} of ${messages.length}`;
  return (
    <div className={classes.message}>
      <Pane
        label={several ? place : proposal.accountName}
        title={several ? place : proposal.accountName}
        subtitle={several ? `${proposal.accountName} · ${STAGE_NAMES[proposal.stage]}` : proposal.currency}
        ownScroll
        actions={
          <>
            <CommandButton command="review.back" />
            {several ? <CommandButton command="review.skip" /> : null}
            {several ? (
              <OtherWays />
            ) : (
              <>
                <CommandButton command="review.eml" label=".eml" />
                <CommandButton command="review.copy" label="Copy" />
              </>
            )}
            {canSend ? <CommandButton command="review.save" label="Save to drafts" /> : null}
            {several ? (
              <CommandButton command="review.approve" variant={canSend ? 'filled' : 'default'} />
            ) : (
              <CommandButton command="review.send" variant={canSend ? 'filled' : 'default'} />
            )}
            {canSend ? null : <CommandButton command="review.save" label="Save to drafts" variant="filled" />}
          </>
        }
        toolbar={
          <>
            <StageSwitch
              value={proposal.stage}
              disabled={message.busy || message.outcome !== 'open'}
              onChange={composer.changeStage}
            />
            {message.outcome !== 'open' ? <Tag tone="accent">{gateState(message).text}</Tag> : null}
            {proposal.draft ? (
              <SegmentedControl
                className={classes.view}
                size="xs"
                aria-label="Read or edit"
                value={composer.editing ? 'edit' : 'read'}
                data={[
                  { value: 'read', label: 'Read' },
                  { value: 'edit', label: 'Edit' },
                ]}
                onChange={(value) => composer.setEditing(value === 'edit')}
              />
            ) : null}
          </>
        }
      >
        <MessageBody message={message} composer={composer} />
      </Pane>
    </div>
  );
}

function MessageBody(props: { readonly message: Message; readonly composer: ComposerControl }) {
  const { message, composer } = props;
  const { proposal } = message;
  const letter = shownLetter(message);
  if (letter === null || proposal.draft === null) {
    if (isUnticked(message)) {
      return (
        <NothingTicked
          proposal={proposal}
          figures={<FiguresAge accountId={proposal.accountId} />}
          onOpenAccount={() => composer.leaveTo('customers', proposal.accountId)}
        />
      );
    }
    return (
      <BlockedMessage
        proposal={proposal}
        figures={<FiguresAge accountId={proposal.accountId} />}
        onLift={(screen) => composer.leaveTo(screen, screen === 'customers' ? proposal.accountId : null)}
      />
    );
  }
  const proposed = letterOf(proposal.draft);
  const problems = composer.insisted ? problemsOf(letter) : [];
  const { review } = composer;
  const changeable = message.outcome === 'open' || message.outcome === 'skipped';
  return (
    <div className={classes.columns}>
      <div className={classes.letter}>
        {message.error ? <ErrorLine error={message.error} /> : null}
        <div className={classes.inMailbox}>
          <DraftsInMailbox accountId={proposal.accountId} />
        </div>
        {problems.length > 0 ? (
          <div className={classes.problems} role="alert">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
        ) : null}
        <CopiesField message={message} composer={composer} changeable={changeable && !message.busy} />
        <LetterView
          from={
            <FromField
              senders={composer.senders}
              chosen={composer.from(message)}
              remark={message.sender === null ? proposal.senderRemark : null}
              onChoose={changeable ? (sender) => review.patch(message.key, { sender }) : undefined}
              onSetUp={() => composer.leaveTo('mailboxes')}
            />
          }
          letter={letter}
          proposed={proposed}
          html={proposal.draft.html}
          language={LETTER_LANGUAGE}
          editing={composer.editing}
          onChange={changeable ? (edits) => review.change(message.key, edits) : undefined}
          onStopEditing={() => {
            composer.setEditing(false);
            composer.overlay.current?.focus();
          }}
        />
      </div>
      <GatePanel
        gate={proposal.gate}
        letter={letter}
        proposed={proposed}
        invoices={proposal.draft.invoices}
        currency={proposal.currency}
        amount={proposal.draft.amount}
        figures={<FiguresAge accountId={proposal.accountId} />}
        onSettings={() => composer.leaveTo('settings')}
      />
    </div>
  );
}
