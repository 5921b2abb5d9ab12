import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import {
  type ConnectionFormView,
  type ConnectionView,
  LONGEST_FIELD,
} from '../../../shared/contract/connections.ts';
import { FormRow } from '../../ui/form-row.tsx';
import classes from './connections.module.css';
import { FolderField } from './folder-field.tsx';
import { askedFields, keptSecrets, type useConnectionForm } from './use-connection-form.ts';

type Field = ConnectionFormView['fields'][number];

/** The name of the connection, then what its system asks for, each with what it is and where to find it. */
export function ConnectionFields(props: {
  readonly form: ConnectionFormView;
  readonly connection: ConnectionView | null;
  readonly control: ReturnType<typeof useConnectionForm>;
}) {
  const { control } = props;
  const kept = keptSecrets(props.form, props.connection);
  return (
    <>
      <FormRow label="Name" hint="What you call these books." error={control.nameProblem}>
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            error={control.nameProblem !== undefined}
            maxLength={120}
            value={control.typed.name}
            onChange={(event) => control.change({ name: event.currentTarget.value })}
          />
        )}
      </FormRow>
      {askedFields(props.form, control.typed.values).map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          kept={kept.includes(field.name)}
          value={control.typed.values[field.name] ?? ''}
          problem={control.problems[field.name]}
          onChange={(value) => control.change({ values: { ...control.typed.values, [field.name]: value } })}
        />
      ))}
    </>
  );
}

function FieldRow(props: {
  readonly field: Field;
  /** It is in the key store and stays when nothing is typed. */
  readonly kept: boolean;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { field, kept, problem } = props;
  const hint = kept ? 'Leave it empty to keep the one in the key store.' : field.help;
  return (
    <FormRow
      label={field.optional && !field.choices ? `${field.label} (optional)` : field.label}
      hint={hint}
      error={problem}
    >
      {({ id, describedBy }) => {
        const shared = {
          id,
          'aria-describedby': describedBy,
          error: problem !== undefined,
          'aria-invalid': problem !== undefined,
          autoComplete: 'off',
          spellCheck: false,
          maxLength: LONGEST_FIELD,
          value: props.value,
        };
        if (field.folder)
          return <FolderField shared={shared} value={props.value} onChange={props.onChange} />;
        if (field.choices) {
          return (
            <NativeSelect
              id={id}
              aria-describedby={describedBy}
              value={props.value === '' ? (field.choices[0]?.value ?? '') : props.value}
              data={field.choices}
              onChange={(event) => props.onChange(event.currentTarget.value)}
            />
          );
        }
        if (field.multiline) {
          return (
            <Textarea
              {...shared}
              rows={5}
              classNames={field.secret ? { input: classes.concealed ?? '' } : {}}
              onChange={(event) => props.onChange(event.currentTarget.value)}
            />
          );
        }
        return field.secret ? (
          <PasswordInput {...shared} onChange={(event) => props.onChange(event.currentTarget.value)} />
        ) : (
          <TextInput {...shared} onChange={(event) => props.onChange(event.currentTarget.value)} />
        );
      }}
    </FormRow>
  );
}
