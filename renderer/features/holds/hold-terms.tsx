import { TextInput } from '@mantine/core';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import classes from '../account/action-dialog.module.css';
import { DateChoice } from '../account/date-choice.tsx';
import { useRefusal } from '../account/refusal.tsx';
import { USUAL_REASONS } from './hold-words.ts';

/** Why something is on hold, and until when; without a day it rests until somebody lifts it. */
export function HoldTerms(props: {
  readonly reason: string;
  readonly until: PlainDate | null;
  readonly earliest: PlainDate;
  readonly focus: boolean;
  readonly onReason: (reason: string) => void;
  readonly onUntil: (until: PlainDate | null) => void;
}) {
  const reasonRefused = useRefusal('reason');
  const untilRefused = useRefusal('until');
  return (
    <>
      <fieldset className={classes.fieldset}>
        <legend className={classes.legend}>Reason</legend>
        <div className={classes.presets} data-two>
          {USUAL_REASONS.map((usual, index) => (
            <button
              key={usual}
              type="button"
              className={classes.preset}
              aria-pressed={props.reason === usual}
              data-autofocus={(props.focus && index === 0) || undefined}
              onClick={() => props.onReason(usual)}
            >
              {usual}
            </button>
          ))}
        </div>
        <TextInput
          aria-label="Another reason"
          placeholder="Another reason"
          mt={6}
          maxLength={500}
          value={props.reason}
          error={reasonRefused}
          onChange={(event) => props.onReason(event.currentTarget.value)}
        />
      </fieldset>
      <DateChoice
        label="Work resumes on"
        value={props.until}
        onChange={props.onUntil}
        earliest={props.earliest}
        error={untilRefused}
        none="Until it is lifted"
        quiet
      />
    </>
  );
}
