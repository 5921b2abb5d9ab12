import { Checkbox, TextInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';
import { CertificateField } from './certificate-field.tsx';
import { guessServers } from './guess-servers.ts';
import { LoginFields } from './login-fields.tsx';
import type { FieldName } from './mailbox-form-problems.ts';
import { type MailboxForm, withAddress, withSending, withServer, withUser } from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';
import { ProviderField } from './provider-field.tsx';
import { SendingFields } from './sending-fields.tsx';
import { ServerFields } from './server-fields.tsx';
import type { useSignIn } from './use-sign-in.ts';

/** The fields of a mailbox. A new one starts with its address, from which the rest is guessed. */
export function MailboxFields(props: {
  readonly form: MailboxForm;
  readonly problems: Readonly<Partial<Record<FieldName, string>>>;
  /** A new mailbox; the address of one that is there cannot change. */
  readonly isNew: boolean;
  /** A password is kept already and stays when none is typed. */
  readonly hasPassword: boolean;
  readonly signIn: ReturnType<typeof useSignIn>;
  readonly onBeginSignIn: () => void;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, problems, hasPassword, onChange } = props;
  return (
    <>
      {props.isNew ? <AddressField form={form} problem={problems.address} onChange={onChange} /> : null}
      {props.isNew ? <ProviderField form={form} onChange={onChange} /> : null}
      <FormRow label="Your name" hint="Stands in From beside the address.">
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            autoFocus={!props.isNew}
            maxLength={200}
            value={form.displayName}
            onChange={(event) => onChange({ ...form, displayName: event.currentTarget.value })}
          />
        )}
      </FormRow>
      <ServerFields
        protocol="imap"
        label="Incoming server"
        fields={form.imap}
        hostProblem={problems.imapHost}
        portProblem={problems.imapPort}
        onChange={(part) => onChange(withServer(form, 'imap', part))}
      />
      <FormRow label="User name" error={problems.user}>
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            error={problems.user !== undefined}
            autoComplete="off"
            spellCheck={false}
            value={form.user}
            onChange={(event) => onChange(withUser(form, event.currentTarget.value))}
          />
        )}
      </FormRow>
      <LoginFields
        form={form}
        problem={problems.password}
        hasPassword={hasPassword}
        isNew={props.isNew}
        signIn={props.signIn}
        onBegin={props.onBeginSignIn}
        onChange={onChange}
      />
      <FormRow label="Drafts folder" hint="Empty: the folder that the server names for drafts.">
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            placeholder="found by itself"
            value={form.draftsFolder}
            onChange={(event) => onChange({ ...form, draftsFolder: event.currentTarget.value })}
          />
        )}
      </FormRow>
      <CertificateField
        value={form.certificate}
        onChange={(certificate) => onChange({ ...form, certificate })}
      />
      <div className={classes.sending}>
        <Checkbox
          label="Send from this mailbox, too"
          checked={form.smtp !== null}
          onChange={(event) => onChange(withSending(form, event.currentTarget.checked))}
        />
      </div>
      {form.smtp ? (
        <ServerFields
          protocol="smtp"
          label="Sending server"
          fields={form.smtp}
          hostProblem={problems.smtpHost}
          portProblem={problems.smtpPort}
          onChange={(part) => onChange(withServer(form, 'smtp', part))}
        />
      ) : null}
      {form.smtp ? <SendingFields form={form} problems={problems} onChange={onChange} /> : null}
    </>
  );
}

function AddressField(props: {
  readonly form: MailboxForm;
  readonly problem: string | undefined;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, problem } = props;
  const hint = guessServers(form.address)?.hint ?? null;
  return (
    <FormRow label="Mail address" error={problem} hint={hint}>
      {({ id, describedBy }) => (
        <TextInput
          id={id}
          aria-describedby={describedBy}
          error={problem !== undefined}
          type="email"
          autoComplete="off"
          autoFocus
          value={form.address}
          onChange={(event) => props.onChange(withAddress(form, event.currentTarget.value))}
        />
      )}
    </FormRow>
  );
}
