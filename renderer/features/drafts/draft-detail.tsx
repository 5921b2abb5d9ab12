import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Sender } from '../../../shared/domain/drafts/senders.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { instantText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FromField } from '../compose/from-field.tsx';
import { GatePanel } from '../compose/gate-panel.tsx';
import { edited, editsBetween, isEdited, type LetterEdits, letterOf } from '../compose/letter.ts';
import { LetterView } from '../compose/letter-view.tsx';
import { useSenders } from '../compose/use-senders.ts';
import { STAGE_NAMES } from '../worklist/action-words.ts';
import { canChange, draftAdvice, draftState } from './draft-states.ts';
import classes from './drafts.module.css';
import type { DraftActions } from './use-draft-actions.ts';

/** One draft: its state and what to do about it, the letter, and what the gate said when it was written. */
export function DraftDetail(props: {
  readonly draft: Draft;
  readonly actions: DraftActions;
  /** Its sender's mailbox has a server for sending. */
  readonly canSend: boolean;
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
}) {
  const { draft, actions, canSend } = props;
  const format = useFormat();
  const queries = useQueries();
  const connectivity = useQuery(queries.app.connectivity.queryOptions()).data;
  const senders = useSenders();
  const kept = letterOf(draft);
  const [edits, setEdits] = useState<LetterEdits>({});
  const letter = edited(kept, edits);
  const changeable = canChange(draft);
  const state = draftState(draft, connectivity?.online !== false);
  const advice = draftAdvice(draft, connectivity, (at) => instantText(at, format.today, format.locale));

  const sent = useRef<LetterEdits | null>(null);
  const keep = useRef<() => void>(() => {});
  keep.current = () => {
    if (!isEdited(edits) || !changeable || sent.current === edits) return;
    sent.current = edits;
    void actions.change(draft, kept, edits).then((done) => {
      if (done) setEdits((now) => (now === edits ? {} : now));
      else sent.current = null;
    });
  };
  useEffect(() => {
    if (!props.editing) keep.current();
  }, [props.editing]);
  useEffect(() => () => keep.current(), []);

  return (
    <Pane
      label={`Draft to ${draft.accountName}`}
      title={
        <button
          type="button"
          className={classes.account}
          onClick={() => navigate({ screen: 'customers', id: draft.accountId, params: { full: '1' } })}
        >
          {draft.accountName}
        </button>
      }
      subtitle={
        <>
          <Tag tone={state.tone}>{state.text}</Tag> {STAGE_NAMES[draft.stage]}
        </>
      }
      ownScroll
      actions={
        <>
          <CommandButton command="draft.close" />
          <CommandButton command="draft.restore" />
          <CommandButton command="draft.retry" />
          <CommandButton command="draft.discard" />
          <CommandButton command="draft.eml" label=".eml" />
          {changeable ? null : <CommandButton command="draft.copy" label="Copy" />}
          <CommandButton command="draft.edit" label={props.editing ? 'Done' : 'Edit'} />
          <CommandButton
            command="draft.save"
            label="Save to drafts"
            variant={canSend ? 'default' : 'filled'}
          />
          <CommandButton command="draft.send" label="Send" variant={canSend ? 'filled' : 'default'} />
          {draft.state === 'in_outbox' ? (
            <Button onClick={() => navigate({ screen: 'outbox' })}>Open the outbox</Button>
          ) : null}
        </>
      }
    >
      <div className={classes.columns}>
        {/* Leaving the field keeps what was changed: nobody has to think of saving. */}
        {/* biome-ignore lint/a11y/useSemanticElements: a group of parts with headings, not of form fields */}
        <div
          role="group"
          aria-label="Letter"
          className={classes.letter}
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) keep.current();
          }}
        >
          {advice ? (
            <div className={classes.advice} data-tone={advice.tone} role="status">
              <b>{advice.title}.</b> {advice.text}{' '}
              {draft.lastError?.code === 'auth' ? (
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => navigate({ screen: 'mailboxes' })}
                >
                  Open the mailboxes
                </button>
              ) : null}
            </div>
          ) : null}
          <LetterView
            from={
              <FromField
                senders={senders}
                chosen={senderOf(draft) ?? senders.first}
                remark={draft.senderProblem === null ? null : `${draft.senderProblem} Choose another sender.`}
                onChoose={changeable ? (sender) => void actions.changeSender(draft, sender) : undefined}
                onSetUp={() => navigate({ screen: 'mailboxes' })}
              />
            }
            letter={letter}
            proposed={kept}
            html={draft.html}
            language={draft.language}
            editing={props.editing && changeable}
            onChange={changeable ? (part) => setEdits(editsBetween(kept, edited(letter, part))) : undefined}
            onStopEditing={() => props.onEditing(false)}
          />
        </div>
        <GatePanel
          gate={draft.gate}
          letter={letter}
          proposed={kept}
          invoices={draft.invoices}
          currency={draft.currency}
          amount={draft.amount}
          figures={
            <>
              {draft.figures ? (
                <FiguresStamp figures={draft.figures} />
              ) : (
                <>
                  Figures of <DateText date={draft.asOf} />
                </>
              )}
              {draft.folder ? `, saved to ${draft.folder}` : ''}
            </>
          }
          onSettings={() => navigate({ screen: 'settings' })}
        />
      </div>
    </Pane>
  );
}

function senderOf({ mailboxId, from }: Draft): Sender | null {
  return mailboxId === null || from === null ? null : { mailboxId, ...from };
}
