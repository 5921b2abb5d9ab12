import { IconMailForward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { formatLocation } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { instantText } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { copyWords } from './draft-states.ts';
import classes from './drafts-in-mailbox.module.css';

const SHOWN = 5;

/** Letters to this account that lie in a mailbox and were not sent yet: nobody writes twice for not knowing. */
export function DraftsInMailbox(props: { readonly accountId: AccountId }) {
  const format = useFormat();
  const input = { states: ['in_mailbox' as const], accountId: props.accountId, limit: SHOWN };
  const drafts = useQuery(useQueries().drafts.list.queryOptions({ input })).data?.drafts ?? [];
  if (drafts.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="In the mailbox">
      {drafts.map((draft) => (
        <li key={draft.id} data-amber={draft.mailboxCopy?.state !== 'as_saved' || undefined}>
          <IconMailForward size={14} aria-hidden="true" />
          <span>
            Letter over <MoneyText minor={draft.amount} currency={draft.currency} />{' '}
            {copyWords(draft, (at) => instantText(at, format.today, format.locale))}.{' '}
            <DraftLink draft={draft} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function DraftLink({ draft }: { readonly draft: Draft }) {
  const to = { screen: 'drafts', id: draft.id, params: { show: 'mailbox' } } as const;
  return (
    <a
      href={formatLocation(to)}
      onClick={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      Open the draft
    </a>
  );
}
