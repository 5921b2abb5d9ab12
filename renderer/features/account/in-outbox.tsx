import { IconSend } from '@tabler/icons-react';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { formatLocation } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { needsPerson, useOpenMessages } from '../../app/sending/use-open-messages.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './account-page.module.css';

const WORDS: Readonly<Record<string, string>> = {
  approved: 'is approved and not sent off',
  queued: 'waits to be sent',
  checking: 'is being sent',
  dispatching: 'is being sent',
  review: 'was kept back',
  rejected: 'was refused by the mail server',
  unknown: 'was perhaps sent',
};

/** What of this account is in the outbox and not at its end: nobody writes twice for not knowing. */
export function InOutbox(props: { readonly accountId: AccountId }) {
  const mine = (useOpenMessages().messages ?? []).filter(({ account }) => account.id === props.accountId);
  if (mine.length === 0) return null;
  return (
    <ul className={classes.outbox} aria-label="In the outbox">
      {mine.map((message) => {
        const show = needsPerson(message) ? 'needsYou' : 'waiting';
        const to = { screen: 'outbox', id: message.id, params: { show } } as const;
        return (
          <li key={message.id} data-red={needsPerson(message) || undefined}>
            <IconSend size={14} aria-hidden="true" />
            <span>
              Mail over <MoneyText minor={message.amount} currency={message.currency} />{' '}
              {WORDS[message.state] ?? 'is in the outbox'}.{' '}
              <a
                href={formatLocation(to)}
                onClick={(event) => {
                  event.preventDefault();
                  navigate(to);
                }}
              >
                Open the outbox
              </a>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
