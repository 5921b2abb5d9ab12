import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DisputeView } from '../../../shared/contract/disputes.ts';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { RefusedField } from '../account/refusal.tsx';
import { USUAL_OUTCOMES } from './dispute-words.ts';
import { useDisputeActions } from './use-dispute-actions.ts';

/** Settles a dispute with its outcome in words. */
export function ResolveDialog(props: { readonly dispute: DisputeView; readonly onClose: () => void }) {
  const { dispute } = props;
  const actions = useDisputeActions();
  const [outcome, setOutcome] = useState('');
  return (
    <ActionDialog
      title={`Resolve the dispute on ${dispute.number}`}
      action="Resolve"
      ready={outcome.trim() !== ''}
      onClose={props.onClose}
      onSubmit={async () => {
        await actions.resolve(dispute, outcome.trim());
        props.onClose();
      }}
    >
      <fieldset className={classes.fieldset}>
        <legend className={classes.legend}>What came of it</legend>
        <div className={classes.presets} data-two>
          {USUAL_OUTCOMES.map((usual, index) => (
            <button
              key={usual}
              type="button"
              className={classes.preset}
              aria-pressed={outcome === usual}
              data-autofocus={index === 0 || undefined}
              onClick={() => setOutcome(usual)}
            >
              {usual}
            </button>
          ))}
        </div>
      </fieldset>
      <RefusedField field="outcome">
        {(refusal) => (
          <Textarea
            label="In words"
            description="Stands in the log. What is open is asked for again from here on."
            autosize
            minRows={2}
            maxRows={6}
            maxLength={1000}
            value={outcome}
            error={refusal}
            onChange={(event) => setOutcome(event.currentTarget.value)}
          />
        )}
      </RefusedField>
    </ActionDialog>
  );
}
