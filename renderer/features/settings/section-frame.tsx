import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import classes from './settings.module.css';
import type { SectionForm } from './use-section.ts';

/** A section that is saved as a whole: its fields, what is wrong with them, and the two buttons. */
export function SectionFrame<Value>(props: {
  readonly title: string;
  readonly lead: string;
  readonly form: SectionForm<Value>;
  readonly children: ReactNode;
}) {
  const { form } = props;
  useCommands([
    {
      id: 'settings.save',
      title: `Save: ${props.title.toLowerCase()}`,
      group: 'Edit',
      keys: ['mod+s'],
      when: () => form.dirty && !form.busy,
      run: form.save,
    },
  ]);
  return (
    <form
      className={classes.section}
      aria-label={props.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.dirty) form.save();
      }}
    >
      <h2 className={classes.title}>{props.title}</h2>
      <p className={classes.lead}>{props.lead}</p>
      {props.children}
      {form.error === null ? null : <ErrorLine error={form.error} />}
      {/* Enter in a field saves: the browser asks for a submit button, the visible one is a command. */}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      <div className={classes.buttons}>
        <CommandButton
          command="settings.save"
          label="Save"
          variant="filled"
          disabled={!form.dirty || form.busy}
        />
        <Button variant="subtle" disabled={!form.dirty || form.busy} onClick={form.reset}>
          Discard the changes
        </Button>
        <span className={classes.state} role="status">
          {form.dirty ? 'Not saved yet.' : ''}
          {Object.keys(form.errors).length > 0 ? ' Correct the marked fields.' : ''}
        </span>
      </div>
    </form>
  );
}
