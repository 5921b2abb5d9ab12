import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { Settings } from '../../../shared/contract/settings.ts';
import { FormRow } from '../../ui/form-row.tsx';
import { SectionFrame } from './section-frame.tsx';
import { fieldOf, useSection } from './use-section.ts';

const OUTSIDE = [
  { value: 'warn', label: 'Warn; letters wait in the outbox' },
  { value: 'block', label: 'Stop letters and calls' },
  { value: 'off', label: 'Say nothing' },
] as const;

/** When customers are written to and called, by the clock at their place. */
export function ContactSection({ settings }: { readonly settings: Settings }) {
  const form = useSection('contact', 'Contact hours', settings);
  const outside = fieldOf(form, 'outside');
  return (
    <SectionFrame
      title="Contact hours"
      lead="Hours at the customer's place, for companies, sole traders and public bodies. Consumers are never contacted before 8:00 or after 21:00, whatever stands here."
      form={form}
    >
      <TimeRow label="From" {...fieldOf(form, 'opens')} />
      <TimeRow label="To" {...fieldOf(form, 'closes')} />
      <FlagRow label="Weekends" text="Leave weekends in peace" {...fieldOf(form, 'weekends')} />
      <FlagRow
        label="Public holidays"
        text="Leave the public holidays of their country and state in peace"
        {...fieldOf(form, 'holidays')}
      />
      <FormRow label="Outside these hours" error={outside.error}>
        {(ids) => (
          <NativeSelect
            id={ids.id}
            aria-describedby={ids.describedBy}
            w={280}
            value={outside.value}
            data={[...OUTSIDE]}
            onChange={(event) => {
              const chosen = OUTSIDE.find(({ value }) => value === event.currentTarget.value);
              if (chosen) outside.onChange(chosen.value);
            }}
          />
        )}
      </FormRow>
    </SectionFrame>
  );
}

function TimeRow(props: {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  return (
    <FormRow label={props.label} error={props.error}>
      {(ids) => (
        <TextInput
          id={ids.id}
          aria-describedby={ids.describedBy}
          type="time"
          w={140}
          value={props.value}
          error={props.error !== undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </FormRow>
  );
}

function FlagRow(props: {
  readonly label: string;
  readonly text: string;
  readonly value: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: boolean) => void;
}) {
  return (
    <FormRow label={props.label} error={props.error}>
      {(ids) => (
        <Checkbox
          id={ids.id}
          label={props.text}
          checked={props.value}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      )}
    </FormRow>
  );
}
