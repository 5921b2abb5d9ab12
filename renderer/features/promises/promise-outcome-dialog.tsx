import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PromiseToPay } from '../../../shared/contract/promises.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { RefusedField } from '../account/refusal.tsx';

const OUTCOMES = [
  { value: 'withdrawn', label: 'Entered by mistake', detail: 'counts nowhere' },
  { value: 'kept', label: 'Kept', detail: 'paid in full' },
  { value: 'partly_kept', label: 'Partly kept', detail: 'some of it arrived' },
  { value: 'broken', label: 'Broken', detail: 'nothing arrived' },
] as const;
type Outcome = (typeof OUTCOMES)[number]['value'];

/** Says what became of a promise where the payments do not tell it, or takes back one that was a mistake. */
export function PromiseOutcomeDialog(props: {
  readonly promise: PromiseToPay;
  readonly onClose: () => void;
}) {
  const { promise } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { today, locale } = useFormat();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState('');
  const words = `${moneyText(promise.amountMinor, promise.currency, locale)} by ${shortDate(promise.date, today, locale)}`;

  const save = async () => {
    if (outcome === null) return;
    const { id } = promise;
    if (outcome === 'withdrawn') await client.promises.withdraw({ id, reason: reason.trim() });
    else await client.promises.correct({ id, state: outcome, reason: reason.trim() });
    props.onClose();
    const label = OUTCOMES.find(({ value }) => value === outcome)?.label.toLowerCase() ?? '';
    feedback.done({
      title: `Promise of ${words}: ${label}`,
      undo: async () => void (await client.promises.reinstate({ id })),
    });
  };

  return (
    <ActionDialog
      title={`Correct the promise of ${words}`}
      action="Correct"
      ready={outcome !== null && reason.trim() !== ''}
      onClose={props.onClose}
      onSubmit={save}
    >
      <p className={classes.remark}>
        Payments decide what becomes of a promise. Say otherwise only where they do not tell; the log keeps
        who and why.
      </p>
      <fieldset className={classes.fieldset}>
        <legend className={classes.legend}>What it was</legend>
        <div className={classes.presets} data-two>
          {OUTCOMES.map(({ value, label, detail }, index) => (
            <button
              key={value}
              type="button"
              className={classes.preset}
              aria-pressed={outcome === value}
              data-autofocus={index === 0 || undefined}
              onClick={() => setOutcome(value)}
            >
              {label}
              <span className={classes.presetDate}>{detail}</span>
            </button>
          ))}
        </div>
      </fieldset>
      <RefusedField field="reason">
        {(refusal) => (
          <TextInput
            label="Reason"
            description="Stands in the log."
            maxLength={500}
            value={reason}
            withAsterisk
            error={refusal}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </RefusedField>
    </ActionDialog>
  );
}
