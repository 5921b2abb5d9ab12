import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import { ActionDialog } from '../account/action-dialog.tsx';
import { useHoldActions } from './use-hold-actions.ts';

/** Marks by hand that mail to an address comes back. */
export function UndeliverableDialog(
  props: Pick<AccountDialogProps, 'account' | 'onClose' | 'onDone'> & { readonly address?: string },
) {
  const { account } = props;
  const actions = useHoldActions();
  const addresses = account.contacts.flatMap(({ email }) => email ?? []);
  const [address, setAddress] = useState(props.address ?? addresses[0] ?? '');
  const [about, setAbout] = useState('');
  return (
    <ActionDialog
      title="Mail comes back"
      action="Mark"
      ready={address !== ''}
      onClose={props.onClose}
      onSubmit={async () => {
        await actions.comesBack(account.id, address, about.trim());
        props.onClose();
        props.onDone();
      }}
    >
      <Select
        label="Address"
        data={addresses}
        value={address}
        onChange={(value) => setAddress(value ?? address)}
      />
      <TextInput
        label="What the mail server said"
        maxLength={500}
        data-autofocus
        value={about}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
