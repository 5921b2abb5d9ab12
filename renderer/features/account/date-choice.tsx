import { TextInput } from '@mantine/core';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './action-dialog.module.css';
import { datePresets } from './date-presets.ts';

/** A day: one of the usual ones by a press, or any other. */
export function DateChoice(props: {
  readonly label: string;
  readonly value: PlainDate | null;
  readonly onChange: (date: PlainDate | null) => void;
  readonly earliest?: PlainDate;
  /** What it means to choose no day; absent: a day has to be chosen. */
  readonly none?: string;
  /** Why the day that is chosen will not do. */
  readonly error?: string | undefined;
  /** The form begins elsewhere. */
  readonly quiet?: boolean;
}) {
  const { today } = useFormat();
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{props.label}</legend>
      <div className={classes.presets}>
        {datePresets(today).map((preset, index) => (
          <button
            key={preset.date}
            type="button"
            className={classes.preset}
            aria-pressed={props.value === preset.date}
            data-autofocus={(!props.quiet && index === 0) || undefined}
            onClick={() => props.onChange(preset.date)}
          >
            {preset.label}
            <span className={classes.presetDate}>
              <DateText date={preset.date} absolute />
            </span>
          </button>
        ))}
        {props.none ? (
          <button
            type="button"
            className={classes.preset}
            aria-pressed={props.value === null}
            onClick={() => props.onChange(null)}
          >
            {props.none}
          </button>
        ) : null}
      </div>
      <TextInput
        type="date"
        aria-label="Another day"
        mt={6}
        min={props.earliest}
        value={props.value ?? ''}
        error={props.error}
        onChange={(event) => {
          const text = event.currentTarget.value;
          props.onChange(isPlainDate(text) ? text : null);
        }}
      />
    </fieldset>
  );
}
