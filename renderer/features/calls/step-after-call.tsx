import { Checkbox, Select, TextInput } from '@mantine/core';
import { NEXT_ACTION_KINDS } from '../../../shared/contract/accounts.ts';
import { isPlainDate } from '../../../shared/domain/dates.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import actionClasses from '../account/action-dialog.module.css';
import { actionWord } from '../worklist/action-words.ts';
import { type CallDraft, nextStepOf, type PlannedStep } from './call-draft.ts';
import classes from './calls.module.css';

/** What is done next: proposed from the outcome, and changed by whoever knows better. */
export function StepAfterCall(props: {
  readonly draft: CallDraft;
  /** What is planned already, in words; null: nothing. */
  readonly planned: string | null;
  readonly onChange: (part: Pick<CallDraft, 'own' | 'keepsPlan'>) => void;
}) {
  const { draft, planned } = props;
  const { today } = useFormat();
  const step = nextStepOf(draft, today);
  const change = (part: Partial<PlannedStep>) => {
    if (step !== null) props.onChange({ own: { ...step, ...part }, keepsPlan: false });
  };
  return (
    <fieldset className={actionClasses.fieldset}>
      <legend className={actionClasses.legend}>Next step</legend>
      {step === null ? null : (
        <div className={classes.step}>
          <Select
            aria-label="What to do next"
            data={NEXT_ACTION_KINDS.map((value) => ({ value, label: actionWord(value) }))}
            value={step.kind}
            allowDeselect={false}
            onChange={(value) => {
              const kind = NEXT_ACTION_KINDS.find((one) => one === value);
              if (kind) change({ kind });
            }}
          />
          <TextInput
            aria-label="When"
            type="date"
            min={today}
            value={step.date}
            onChange={(event) => {
              const date = event.currentTarget.value;
              if (isPlainDate(date)) change({ date });
            }}
          />
          <TextInput
            aria-label="Note for the next step"
            maxLength={500}
            value={step.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        </div>
      )}
      {planned === null ? null : (
        <Checkbox
          mt={6}
          size="xs"
          label={`Leave as planned: ${planned}`}
          checked={draft.keepsPlan}
          onChange={(event) => props.onChange({ own: null, keepsPlan: event.currentTarget.checked })}
        />
      )}
    </fieldset>
  );
}
