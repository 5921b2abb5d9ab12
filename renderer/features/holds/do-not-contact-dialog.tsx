import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CONTACT_CHANNELS, type ContactChannel } from '../../../shared/domain/holds/types.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { RefusedField } from '../account/refusal.tsx';
import { CHANNEL_WORDS } from './hold-words.ts';
import { useHoldActions } from './use-hold-actions.ts';

const WHOLE_ACCOUNT = 'account';

/** Keeps the wish of a customer, or of one person there, not to be contacted. Nothing goes around it. */
export function DoNotContactDialog(
  props: Pick<AccountDialogProps, 'account' | 'onClose' | 'onDone'> & { readonly contactId?: ContactId },
) {
  const { account } = props;
  const actions = useHoldActions();
  const [whom, setWhom] = useState<string>(props.contactId ?? WHOLE_ACCOUNT);
  const [channel, setChannel] = useState<ContactChannel>('all');
  const [reason, setReason] = useState('');
  const contact = account.contacts.find(({ id }) => id === whom) ?? null;
  const name = contact?.name ?? contact?.email ?? account.name;
  return (
    <ActionDialog
      title={`Do not contact: ${account.name}`}
      action="Do not contact"
      ready={reason.trim() !== ''}
      onClose={props.onClose}
      onSubmit={async () => {
        await actions.close(name, {
          accountId: account.id,
          contactId: contact?.id ?? null,
          channel,
          reason: reason.trim(),
        });
        props.onClose();
        props.onDone();
      }}
    >
      <Select
        label="Whom"
        value={whom}
        data={[
          { value: WHOLE_ACCOUNT, label: `Everybody at ${account.name}` },
          ...account.contacts.map(({ id, name: called, email, phone }) => ({
            value: id as string,
            label: [called, email ?? phone].filter(Boolean).join(', '),
          })),
        ]}
        onChange={(value) => setWhom(value ?? WHOLE_ACCOUNT)}
      />
      <fieldset className={classes.fieldset}>
        <legend className={classes.legend}>What is closed</legend>
        <div className={classes.presets}>
          {CONTACT_CHANNELS.map((value, index) => (
            <button
              key={value}
              type="button"
              className={classes.preset}
              aria-pressed={channel === value}
              data-autofocus={index === 0 || undefined}
              onClick={() => setChannel(value)}
            >
              {CHANNEL_WORDS[value]}
            </button>
          ))}
        </div>
      </fieldset>
      <RefusedField field="reason">
        {(refusal) => (
          <TextInput
            label="Reason"
            description="What they said, and when. It stays until somebody lifts it."
            withAsterisk
            maxLength={500}
            value={reason}
            error={refusal}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </RefusedField>
    </ActionDialog>
  );
}
