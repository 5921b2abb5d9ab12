import { NativeSelect, TextInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';
import type { ServerFields as Fields, Protocol } from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';

/** Name, port and encryption of one server. There is no choice without encryption. */
export function ServerFields(props: {
  readonly protocol: Protocol;
  readonly label: string;
  readonly fields: Fields;
  readonly hostProblem: string | undefined;
  readonly portProblem: string | undefined;
  readonly onChange: (part: Partial<Fields>) => void;
}) {
  const { fields, label, onChange } = props;
  const problem = props.hostProblem ?? props.portProblem;
  return (
    <FormRow label={label} error={problem}>
      {({ id, describedBy }) => (
        <div className={classes.server}>
          <TextInput
            id={id}
            aria-describedby={describedBy}
            error={props.hostProblem !== undefined}
            placeholder={`${props.protocol}.example.com`}
            value={fields.host}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ host: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${label}, port`}
            error={props.portProblem !== undefined}
            inputMode="numeric"
            w={70}
            value={fields.port}
            onChange={(event) => onChange({ port: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={`${label}, encryption`}
            w={118}
            value={fields.security}
            data={[
              { value: 'tls', label: 'TLS' },
              { value: 'starttls', label: 'STARTTLS' },
            ]}
            onChange={(event) =>
              onChange({ security: event.currentTarget.value === 'starttls' ? 'starttls' : 'tls' })
            }
          />
        </div>
      )}
    </FormRow>
  );
}
