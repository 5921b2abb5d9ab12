import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { ActionDialog } from './action-dialog.tsx';

type Draft = Omit<Contact, 'id' | 'source'>;
type TextField = 'name' | 'role' | 'email' | 'phone';

const EMPTY: Draft = { name: null, role: null, email: null, phone: null, billing: true };
const FIELDS: readonly { readonly field: TextField; readonly label: string; readonly most: number }[] = [
  { field: 'name', label: 'Name', most: 120 },
  { field: 'role', label: 'Role', most: 120 },
  { field: 'email', label: 'E-mail', most: 254 },
  { field: 'phone', label: 'Phone', most: 60 },
];

/** Adds a contact, or changes one. */
export function ContactDialog(props: {
  readonly accountId: AccountId;
  readonly contact: Contact | null;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const [draft, setDraft] = useState<Draft>(props.contact ?? EMPTY);
  const save = async () => {
    const contact: Draft = {
      name: trimmed(draft.name),
      role: trimmed(draft.role),
      email: trimmed(draft.email),
      phone: trimmed(draft.phone),
      billing: draft.billing,
    };
    if (props.contact) await client.accounts.changeContact({ id: props.contact.id, contact });
    else await client.accounts.addContact({ accountId: props.accountId, contact });
    props.onClose();
  };
  const reachable = trimmed(draft.email) !== null || trimmed(draft.phone) !== null;
  return (
    <ActionDialog
      title={props.contact ? 'Change the contact' : 'Add a contact'}
      action="Save"
      ready={reachable}
      onClose={props.onClose}
      onSubmit={save}
    >
      {FIELDS.map(({ field, label, most }, index) => (
        <TextInput
          key={field}
          label={label}
          type={field === 'email' ? 'email' : 'text'}
          maxLength={most}
          value={draft[field] ?? ''}
          data-autofocus={index === 0 || undefined}
          onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
        />
      ))}
      <Checkbox
        label="Letters about invoices go to this contact"
        checked={draft.billing}
        onChange={(event) => setDraft({ ...draft, billing: event.currentTarget.checked })}
      />
    </ActionDialog>
  );
}

function trimmed(text: string | null): string | null {
  return text?.trim() || null;
}
