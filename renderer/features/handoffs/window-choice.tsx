import { TextInput } from '@mantine/core';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './hand-over.module.css';
import { type CoverWindow, windowPresets, windowProblem } from './handoff-words.ts';
import shared from './handoffs.module.css';

/** First and last day of the window, or one of the usual absences. */
export function WindowChoice(props: {
  readonly value: CoverWindow;
  readonly onChange: (window: CoverWindow) => void;
}) {
  const { value, onChange } = props;
  const { today } = useFormat();
  const problem = windowProblem(value, today);
  const typed = (text: string, set: (date: PlainDate) => CoverWindow) => {
    if (isPlainDate(text)) onChange(set(text));
  };
  return (
    <div className={classes.stack}>
      <fieldset className={classes.presets}>
        <legend className={shared.hidden}>Usual windows</legend>
        {windowPresets(today).map(({ label, from, to }) => (
          <button
            key={label}
            type="button"
            className={classes.preset}
            aria-pressed={from === value.from && to === value.to}
            onClick={() => onChange({ from, to })}
          >
            {label}
            <span className={classes.presetDates}>
              <DateText date={from} absolute />
              {from === to ? null : (
                <>
                  {' – '}
                  <DateText date={to} absolute />
                </>
              )}
            </span>
          </button>
        ))}
      </fieldset>
      <div className={classes.dates}>
        <TextInput
          type="date"
          label="First day"
          value={value.from}
          onChange={(event) => typed(event.currentTarget.value, (from) => ({ ...value, from }))}
        />
        <TextInput
          type="date"
          label="Last day"
          min={value.from}
          value={value.to}
          error={problem}
          onChange={(event) => typed(event.currentTarget.value, (to) => ({ ...value, to }))}
        />
      </div>
    </div>
  );
}
