import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { CALL_OUTCOMES, type CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { type ActionTarget, targetNames } from './account-actions.tsx';
import classes from './action-dialog.module.css';
import { ActionDialog } from './action-dialog.tsx';
import { OUTCOME_NAMES } from './touchpoint-words.ts';

/** Logs a call: what came of it, and what was said. */
export function CallDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const [outcome, setOutcome] = useState<CallOutcome | null>(null);
  const [text, setText] = useState('');
  const target = props.targets[0];
  if (!target) return null;

  const log = async () => {
    const entry = { accountId: target.accountId, kind: 'call' as const, outcome, text: text.trim() };
    const { id } = await client.accounts.addTouchpoint(entry);
    props.onClose();
    feedback.done({
      title: `Call logged: ${target.name}${outcome ? `, ${OUTCOME_NAMES[outcome].toLowerCase()}` : ''}`,
      undo: async () => void (await client.accounts.retractTouchpoint({ id, reason: 'Taken back at once' })),
    });
    props.onDone();
  };

  return (
    <ActionDialog
      title={`Call ${targetNames(props.targets)}`}
      action="Log the call"
      ready={outcome !== null}
      onClose={props.onClose}
      onSubmit={log}
    >
      <fieldset className={classes.fieldset}>
        <legend className={classes.legend}>What came of it</legend>
        <div className={classes.presets}>
          {CALL_OUTCOMES.map((value, index) => (
            <button
              key={value}
              type="button"
              className={classes.preset}
              aria-pressed={outcome === value}
              data-autofocus={index === 0 || undefined}
              onClick={() => setOutcome(value)}
            >
              {OUTCOME_NAMES[value]}
            </button>
          ))}
        </div>
      </fieldset>
      <Textarea
        label="What was said"
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
