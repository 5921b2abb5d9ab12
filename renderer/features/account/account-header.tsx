import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconDots, IconX } from '@tabler/icons-react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useCommandRegistry, useCommands } from '../../app/commands/commands-context.tsx';
import { useNarrow } from '../../app/frame/use-narrow.ts';
import { CommandButton, IconButton } from '../../ui/command-button.tsx';
import { countryName } from '../../ui/format/country-name.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Keys } from '../../ui/kbd.tsx';
import classes from './account-page.module.css';
import { AccountTags } from './account-tags.tsx';

/** Who this is, and what can be done. */
export function AccountHeader(props: {
  readonly account: Account;
  readonly currency: CurrencyCode | null;
  readonly opened: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const { account, opened } = props;
  const narrow = useNarrow();
  const { locale } = useFormat();
  useCommands(
    opened
      ? [
          {
            id: 'account.close',
            title: 'Back to the list',
            group: 'Account',
            keys: ['esc'],
            run: props.onClose,
          },
        ]
      : [],
  );
  return (
    <header className={classes.header}>
      <div className={classes.names}>
        <h1 className={classes.name}>{account.name}</h1>
      </div>
      <div className={classes.actions}>
        <CommandButton command="account.mail" label="Mail" />
        <CommandButton command="account.call" label="Call" />
        <CommandButton command="account.snooze" label="Snooze" />
        <MoreActions />
        {opened ? (
          <IconButton
            label={narrow ? 'Close' : 'Back to the list'}
            keys="esc"
            icon={narrow ? <IconX size={16} /> : <IconArrowsDiagonalMinimize2 size={16} />}
            onClick={props.onClose}
          />
        ) : (
          <IconButton
            label="Full page"
            keys="enter"
            icon={<IconArrowsDiagonal size={16} />}
            onClick={props.onOpen}
          />
        )}
      </div>
      <p className={classes.facts}>
        <AccountTags account={account} currency={props.currency} /> {factsOf(account, locale)}
      </p>
    </header>
  );
}

/** Keeps the groups of a phone number on one line. */
const NO_BREAK_SPACE = '\u00a0';

/** One line of what matters before one writes or calls. */
function factsOf(account: Account, locale: string): string {
  const billing = account.contacts.find((contact) => contact.billing) ?? account.contacts[0];
  const contact = billing
    ? [billing.name, billing.email, billing.phone?.replaceAll(' ', NO_BREAK_SPACE)].filter(Boolean).join(', ')
    : 'no contact yet';
  const aliases = account.aliases.length > 0 ? `also known as ${account.aliases.join(', ')}` : null;
  return [
    account.number,
    account.country && countryName(account.country, locale),
    account.terms,
    DEBTOR_WORDS[account.standing.debtor.debtorType],
    contact,
    aliases,
    account.standing.owner && `worked by ${account.standing.owner}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What kind of debtor it is, where that is not a company. */
const DEBTOR_WORDS: Readonly<Record<Account['standing']['debtor']['debtorType'], string | null>> = {
  company: null,
  sole_trader: 'sole trader',
  consumer: 'consumer',
  public_body: 'public body',
};

const MORE = [
  { command: 'account.nextAction', label: 'Plan the next action', keys: 'a' },
  { command: 'account.promise', label: 'Promise to pay', keys: 'p' },
  { command: 'account.dispute', label: 'Dispute', keys: 'd' },
  { command: 'account.hold', label: 'Hold', keys: 'h' },
  { command: 'account.doNotContact', label: 'Do not contact', keys: 'shift+h' },
  { command: 'account.waits', label: 'Waits for an answer', keys: 'w' },
  { command: 'account.undeliverable', label: 'Mail comes back', keys: null },
  { command: 'account.note', label: 'Write a note', keys: 'n' },
  { command: 'account.debtor', label: 'Who and where they are', keys: null },
  { command: 'account.addContact', label: 'Add a contact', keys: null },
] as const;

function MoreActions() {
  const registry = useCommandRegistry();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="More actions" title="More actions">
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {MORE.map(({ command, label, keys }) => (
          <Menu.Item
            key={command}
            rightSection={keys ? <Keys keys={keys} /> : undefined}
            onClick={() => registry.run(command)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
