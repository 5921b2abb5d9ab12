import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account, Contact } from '../../../shared/contract/accounts.ts';
import { Tag } from '../../ui/tag.tsx';
import { DoNotContactDialog } from '../holds/do-not-contact-dialog.tsx';
import { CHANNEL_WORDS } from '../holds/hold-words.ts';
import { UndeliverableDialog } from '../holds/undeliverable-dialog.tsx';

interface OfContact {
  readonly account: Account;
  readonly contact: Contact;
}

/** What stands against reaching a contact: its own wish, and mail that comes back. */
export function ContactTags({ account, contact }: OfContact) {
  const { doNotContact, undeliverable } = account.standing;
  const address = contact.email?.toLowerCase();
  return (
    <>
      {doNotContact
        .filter(({ contactId }) => contactId === contact.id)
        .map(({ id, channel, reason }) => (
          <Tag key={id} tone="amber" title={reason}>
            {CHANNEL_WORDS[channel]}
          </Tag>
        ))}{' '}
      {undeliverable.some((one) => one.address === address) ? <Tag tone="red">mail comes back</Tag> : null}
    </>
  );
}

/** Closes ways to a contact, or marks its address. */
export function ContactMenu({ account, contact, name }: OfContact & { readonly name: string }) {
  const [form, setForm] = useState<'wish' | 'address' | null>(null);
  const shared = { account, onClose: () => setForm(null), onDone: () => {} };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`More about ${name}`} title={`More about ${name}`}>
            <IconDots size={15} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setForm('wish')}>Do not contact</Menu.Item>
          <Menu.Item disabled={contact.email === null} onClick={() => setForm('address')}>
            Mail comes back
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {form === 'wish' ? <DoNotContactDialog {...shared} contactId={contact.id} /> : null}
      {form === 'address' ? <UndeliverableDialog {...shared} address={contact.email ?? ''} /> : null}
    </>
  );
}
