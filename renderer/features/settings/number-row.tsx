import { NumberInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';

/** A whole number with its unit. What is not a number yet counts as 0, which the check then names. */
export function NumberRow(props: {
  readonly label: string;
  readonly unit: string;
  readonly hint?: string;
  readonly value: number;
  readonly error?: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <FormRow label={props.label} hint={props.hint} error={props.error}>
      {(ids) => (
        <NumberInput
          id={ids.id}
          aria-describedby={ids.describedBy}
          w={140}
          value={props.value}
          onChange={(value) => props.onChange(Number(value) || 0)}
          suffix={` ${props.unit}`}
          min={0}
          max={8760}
          allowDecimal={false}
          error={props.error !== undefined}
        />
      )}
    </FormRow>
  );
}
