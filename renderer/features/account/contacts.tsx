import { Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account, Contact } from '../../../shared/contract/accounts.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import classes from './account-page.module.css';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactMenu, ContactTags } from './contact-standing.tsx';

/** The people of an account. What came with the ledger follows it; what a person added stays. */
export function Contacts({ account }: { readonly account: Account }) {
  const client = useClient();
  const feedback = useFeedback();
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  useCommands([
    { id: 'account.addContact', title: 'Add a contact', group: 'Account', run: () => setEditing('new') },
  ]);
  const remove = async (contact: Contact) => {
    try {
      await client.accounts.removeContact({ id: contact.id });
      const { id, source: _, ...kept } = contact;
      feedback.done({
        title: `Contact ${nameOf(contact)} removed`,
        undo: async () => void (await client.accounts.changeContact({ id, contact: kept })),
      });
    } catch (error) {
      feedback.failed(error);
    }
  };
  return (
    <Section title="Contacts" aside={<AddButton onClick={() => setEditing('new')} />}>
      {account.contacts.length === 0 ? (
        <p className={classes.second}>Nobody yet. A mail needs at least one address.</p>
      ) : (
        <ul className={classes.contacts}>
          {account.contacts.map((contact) => (
            <li key={contact.id} className={classes.contact}>
              <div className={classes.contactWords}>
                <span>
                  {nameOf(contact)}{' '}
                  {contact.role ? <span className={classes.second}>{contact.role}</span> : null}{' '}
                  {contact.billing ? <Tag>billing</Tag> : null}{' '}
                  <ContactTags account={account} contact={contact} />
                </span>
                <span className={classes.second}>
                  {[contact.name ? contact.email : null, contact.phone].filter(Boolean).join(' · ')}
                </span>
              </div>
              <span className={classes.contactActions}>
                <IconButton
                  label={`Change ${nameOf(contact)}`}
                  icon={<IconPencil size={15} />}
                  onClick={() => setEditing(contact)}
                />
                <IconButton
                  label={`Remove ${nameOf(contact)}`}
                  icon={<IconTrash size={15} />}
                  onClick={() => void remove(contact)}
                />
                <ContactMenu account={account} contact={contact} name={nameOf(contact)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {editing === null ? null : (
        <ContactDialog
          accountId={account.id}
          contact={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function AddButton(props: { readonly onClick: () => void }) {
  return (
    <Button className={classes.add} variant="subtle" size="compact-xs" onClick={props.onClick}>
      Add
    </Button>
  );
}

function nameOf(contact: Contact): string {
  return contact.name ?? contact.email ?? contact.phone ?? 'without a name';
}
