import { Textarea, TextInput } from '@mantine/core';
import { FormRow } from '../../ui/form-row.tsx';
import type { FieldName } from './mailbox-form-problems.ts';
import type { MailboxForm } from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';

/** What concerns sending: the Sent folder, other sender addresses and the limits. */
export function SendingFields(props: {
  readonly form: MailboxForm;
  readonly problems: Readonly<Partial<Record<FieldName, string>>>;
  readonly onChange: (form: MailboxForm) => void;
}) {
  const { form, problems, onChange } = props;
  const limits = problems.perMinute ?? problems.perDay;
  return (
    <>
      <FormRow label="Sent folder" hint="Empty: the folder that the server names for sent mail.">
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            placeholder="found by itself"
            value={form.sentFolder}
            onChange={(event) => onChange({ ...form, sentFolder: event.currentTarget.value })}
          />
        )}
      </FormRow>
      <FormRow
        label="Other senders"
        error={problems.aliases}
        hint="Addresses that this mailbox may send as, one a line: Accounts <ar@company.example>"
      >
        {({ id, describedBy }) => (
          <Textarea
            id={id}
            aria-describedby={describedBy}
            autosize
            minRows={1}
            maxRows={6}
            value={form.aliases}
            onChange={(event) => onChange({ ...form, aliases: event.currentTarget.value })}
          />
        )}
      </FormRow>
      <FormRow
        label="At most"
        error={limits}
        hint="Messages per minute and per day. Empty: what suits the provider."
      >
        {({ id, describedBy }) => (
          <div className={classes.certificate}>
            <TextInput
              id={id}
              aria-describedby={describedBy}
              aria-label="Messages per minute"
              inputMode="numeric"
              w={90}
              placeholder="a minute"
              value={form.perMinute}
              onChange={(event) => onChange({ ...form, perMinute: event.currentTarget.value })}
            />
            <TextInput
              aria-label="Messages per day"
              inputMode="numeric"
              w={90}
              placeholder="a day"
              value={form.perDay}
              onChange={(event) => onChange({ ...form, perDay: event.currentTarget.value })}
            />
          </div>
        )}
      </FormRow>
    </>
  );
}
