import { Textarea, TextInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';

/** A text field of a form, on one line or several. */
export function TextRow(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly error?: string;
  readonly lines?: number;
  readonly type?: 'text' | 'email' | 'tel' | 'url';
  readonly onChange: (value: string) => void;
}) {
  return (
    <FormRow label={props.label} hint={props.hint} error={props.error}>
      {(ids) =>
        props.lines ? (
          <Textarea
            id={ids.id}
            aria-describedby={ids.describedBy}
            value={props.value}
            rows={props.lines}
            error={props.error !== undefined}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            id={ids.id}
            aria-describedby={ids.describedBy}
            type={props.type ?? 'text'}
            value={props.value}
            error={props.error !== undefined}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          />
        )
      }
    </FormRow>
  );
}
