import { Pill, PillsInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import classes from './letter.module.css';
import {
  addressProblem,
  parseRecipients,
  type Recipient,
  recipientText,
  withRecipients,
} from './recipients.ts';

/** Recipients as chips. Enter, a comma or leaving the field takes what was typed; a wrong address says what is wrong. */
export function AddressField(props: {
  readonly label: string;
  readonly value: readonly Recipient[];
  /** Absent: the addresses are only shown. */
  readonly onChange?: (value: readonly Recipient[]) => void;
}) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState('');
  const problemsId = useId();
  const problems = value.flatMap(({ address }) => {
    const problem = addressProblem(address);
    return problem === null ? [] : [`${address}: ${problem}`];
  });
  const take = () => {
    if (typed.trim() === '') return;
    onChange?.(withRecipients(value, parseRecipients(typed)));
    setTyped('');
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (['Enter', ',', ';'].includes(event.key) && typed.trim() !== '' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      take();
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      event.preventDefault();
      onChange?.(value.slice(0, -1));
    }
  };
  const chips = value.map((recipient, index) => {
    const problem = addressProblem(recipient.address);
    return (
      <Pill
        key={recipient.address}
        className={classes.chip}
        data-wrong={problem !== null || undefined}
        title={problem ?? recipient.address}
        withRemoveButton={onChange !== undefined}
        onRemove={() => onChange?.(value.filter((_, at) => at !== index))}
        removeButtonProps={{
          'aria-label': `Take ${recipient.address} out of ${props.label}`,
          'aria-hidden': false,
          tabIndex: 0,
        }}
      >
        {recipientText(recipient)}
      </Pill>
    );
  });
  if (!onChange) {
    return (
      <div className={classes.chips}>
        {value.length === 0 ? <span className={classes.none}>—</span> : chips}
      </div>
    );
  }
  return (
    <div>
      <PillsInput variant="unstyled" className={classes.addresses}>
        <Pill.Group gap={4}>
          {chips}
          <PillsInput.Field
            aria-label={props.label}
            aria-describedby={problemsId}
            aria-invalid={problems.length > 0 || undefined}
            placeholder={value.length === 0 ? 'Add an address' : ''}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={press}
            onBlur={take}
          />
        </Pill.Group>
      </PillsInput>
      <div id={problemsId} className={classes.problems} role={problems.length > 0 ? 'alert' : undefined}>
        {problems.map((problem) => (
          <div key={problem}>{problem}</div>
        ))}
      </div>
    </div>
  );
}
