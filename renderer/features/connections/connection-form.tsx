import { Button, Loader, NativeSelect } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type {
  ConnectionFormView,
  ConnectionTest,
  ConnectionView,
} from '../../../shared/contract/connections.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Pane } from '../../ui/pane.tsx';
import { ConnectionChecks } from './connection-checks.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { ConnectionGuide } from './connection-guide.tsx';
import classes from './connections.module.css';
import { signsInLater, useConnectionForm } from './use-connection-form.ts';
import { useFormFocus } from './use-form-focus.ts';

/** Connects a system, or changes how it is reached: tried step by step, then saved. */
export function ConnectionForm(props: {
  readonly form: ConnectionFormView;
  /** The connection to change; null: a new one. */
  readonly connection: ConnectionView | null;
  /** Where there are several systems, their choice. */
  readonly system: ReactNode;
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}) {
  const { form, connection } = props;
  const control = useConnectionForm(form, connection, props.onSaved);
  const { busy, error, tested, heldUp } = control;
  const box = useFormFocus({ refused: connection?.status === 'reconnect', heldUp });
  const signsLater = signsInLater(form, control.typed.values);
  const action = connection !== null ? 'Save' : signsLater ? 'Save and sign in' : 'Save and read';
  /** Escape first leaves the field, so that a slip does not lose what was typed. */
  const leave = () => {
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.matches('input,select,textarea')) field.blur();
    else props.onCancel();
  };
  useCommands([
    // Before somebody has signed in there is nothing to be tried.
    ...(signsLater
      ? []
      : [
          {
            id: 'connection.try',
            title: 'Test connection',
            group: 'Edit' as const,
            keys: ['mod+shift+enter'],
            run: control.test,
          },
        ]),
    { id: 'connection.save', title: action, group: 'Edit', keys: ['mod+enter'], run: control.save },
    { id: 'connection.cancel', title: 'Cancel', group: 'Edit', keys: ['esc'], run: leave },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    control.save();
  };
  return (
    <Pane title={connection ? `Change ${connection.name}` : 'Connect an accounting system'}>
      <div className={classes.room}>
        <form ref={box} className={classes.form} noValidate onSubmit={submit}>
          <div className={classes.fields}>
            <p className={classes.intro}>
              {form.kind === 'folder'
                ? 'Duebook takes in the exports that are put into a folder. It never changes, moves or deletes a file.'
                : `Duebook reads the books of ${form.system} and never writes to them. What you enter here stays on this computer; passwords are kept in the key store of this workspace.`}
            </p>
            {props.system}
            <ConnectionFields form={form} connection={connection} control={control} />
            {error ? <ErrorLine error={error} /> : null}
            {busy === 'test' ? (
              <p className={classes.waiting} role="status">
                <Loader size={14} aria-hidden="true" /> Testing step by step. Nothing is saved.
                <Button variant="subtle" size="compact-xs" onClick={control.stopTest}>
                  Stop
                </Button>
              </p>
            ) : null}
            {tested ? <Tested test={tested} /> : null}
          </div>
          <ConnectionGuide form={form} />
          <div className={classes.buttons}>
            <Button onClick={props.onCancel} rightSection={<Keys keys="esc" />}>
              Cancel
            </Button>
            <CommandButton command="connection.try" />
            <Button
              type="submit"
              variant="filled"
              loading={busy === 'save'}
              rightSection={<Keys keys="mod+enter" tone="inverse" />}
            >
              {action}
            </Button>
          </div>
        </form>
      </div>
    </Pane>
  );
}

/** What the test of the typed settings found, brought into sight. */
function Tested({ test }: { readonly test: ConnectionTest }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Newer browsers hand back a promise here, which is no way to end an effect.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={box} className={classes.tried} aria-label="Connection test">
      <ConnectionChecks test={test} />
    </section>
  );
}

/** Which system it is. */
export function SystemChoice(props: {
  readonly forms: readonly ConnectionFormView[];
  readonly value: ConnectionFormView;
  readonly onChange: (form: ConnectionFormView) => void;
}) {
  return (
    <FormRow label="System" hint="What these books are kept in.">
      {({ id, describedBy }) => (
        <NativeSelect
          id={id}
          aria-describedby={describedBy}
          value={props.value.kind}
          data={props.forms.map(({ kind, system }) => ({ value: kind, label: system }))}
          onChange={(event) => {
            const chosen = props.forms.find(({ kind }) => kind === event.currentTarget.value);
            if (chosen) props.onChange(chosen);
          }}
        />
      )}
    </FormRow>
  );
}
