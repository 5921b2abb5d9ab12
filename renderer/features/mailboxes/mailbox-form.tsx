import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { FormRow } from '../../ui/form-row.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Pane } from '../../ui/pane.tsx';
import { CertificateField } from './certificate-field.tsx';
import { guessServers } from './guess-servers.ts';
import {
  EMPTY_FORM,
  formProblems,
  mailboxInput,
  withAddress,
  withSending,
  withServer,
  withUser,
} from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';
import { ServerFields } from './server-fields.tsx';

/** Sets a mailbox up: the address first, the rest is guessed and can be changed. */
export function MailboxForm(props: {
  readonly onAdded: (mailbox: MailboxView) => void;
  readonly onCancel: () => void;
}) {
  const client = useClient();
  const [form, setForm] = useState(EMPTY_FORM);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const problems = tried ? formProblems(form) : {};
  const hint = guessServers(form.address)?.hint ?? null;

  const add = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (busy || Object.keys(formProblems(form)).length > 0) return;
    setBusy(true);
    setError(null);
    try {
      props.onAdded(await client.mailboxes.add(mailboxInput(form)));
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  /** Escape first leaves the field, so that a slip does not lose what was typed. */
  const leave = () => {
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.matches('input,select')) field.blur();
    else props.onCancel();
  };
  useCommands([
    {
      id: 'mailbox.submit',
      title: 'Add and test',
      group: 'Edit',
      keys: ['mod+enter'],
      run: () => void add(),
    },
    { id: 'mailbox.cancel', title: 'Cancel', group: 'Edit', keys: ['esc'], run: leave },
  ]);

  return (
    <Pane title="Add a mailbox">
      <form className={classes.form} onSubmit={(event) => void add(event)} noValidate>
        <p className={classes.intro}>
          Letters are saved to the drafts folder of your own mailbox. Duebook sends nothing, and the password
          is kept in the key store of this workspace.
        </p>
        <FormRow label="Mail address" error={problems.address} hint={hint}>
          {({ id, describedBy }) => (
            <TextInput
              id={id}
              aria-describedby={describedBy}
              aria-invalid={problems.address !== undefined}
              type="email"
              autoComplete="off"
              autoFocus
              value={form.address}
              onChange={(event) => setForm(withAddress(form, event.currentTarget.value))}
            />
          )}
        </FormRow>
        <FormRow label="Your name" hint="Stands in From beside the address.">
          {({ id, describedBy }) => (
            <TextInput
              id={id}
              aria-describedby={describedBy}
              maxLength={200}
              value={form.displayName}
              onChange={(event) => setForm({ ...form, displayName: event.currentTarget.value })}
            />
          )}
        </FormRow>
        <ServerFields
          protocol="imap"
          label="Incoming server"
          fields={form.imap}
          hostProblem={problems.imapHost}
          portProblem={problems.imapPort}
          onChange={(part) => setForm(withServer(form, 'imap', part))}
        />
        <FormRow label="User name" error={problems.user}>
          {({ id, describedBy }) => (
            <TextInput
              id={id}
              aria-describedby={describedBy}
              aria-invalid={problems.user !== undefined}
              autoComplete="off"
              spellCheck={false}
              value={form.user}
              onChange={(event) => setForm(withUser(form, event.currentTarget.value))}
            />
          )}
        </FormRow>
        <FormRow label="Password" error={problems.password}>
          {({ id, describedBy }) => (
            <PasswordInput
              id={id}
              aria-describedby={describedBy}
              aria-invalid={problems.password !== undefined}
              autoComplete="off"
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
            />
          )}
        </FormRow>
        <FormRow label="Drafts folder" hint="Empty: the folder that the server names for drafts.">
          {({ id, describedBy }) => (
            <TextInput
              id={id}
              aria-describedby={describedBy}
              placeholder="found by itself"
              value={form.draftsFolder}
              onChange={(event) => setForm({ ...form, draftsFolder: event.currentTarget.value })}
            />
          )}
        </FormRow>
        <CertificateField
          value={form.certificate}
          onChange={(certificate) => setForm({ ...form, certificate })}
        />
        <div className={classes.sending}>
          <Checkbox
            label="Also keep the sending server (it is tested, nothing is sent)"
            checked={form.smtp !== null}
            onChange={(event) => setForm(withSending(form, event.currentTarget.checked))}
          />
        </div>
        {form.smtp ? (
          <ServerFields
            protocol="smtp"
            label="Sending server"
            fields={form.smtp}
            hostProblem={problems.smtpHost}
            portProblem={problems.smtpPort}
            onChange={(part) => setForm(withServer(form, 'smtp', part))}
          />
        ) : null}
        {error ? <ErrorLine error={error} /> : null}
        <div className={classes.buttons}>
          <Button onClick={props.onCancel} rightSection={<Keys keys="esc" />}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            rightSection={<Keys keys="mod+enter" tone="inverse" />}
          >
            Add and test
          </Button>
        </div>
      </form>
    </Pane>
  );
}
