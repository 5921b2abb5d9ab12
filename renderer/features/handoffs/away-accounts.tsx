import { useState } from 'react';
import type { AwayAccountView } from '../../../shared/contract/handoff-away.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { KIND_NAMES } from '../log/log-words.ts';
import classes from './away.module.css';
import { AccountLink } from './completeness-list.tsx';
import shared from './handoffs.module.css';

/** So many entries of an account are shown at once. */
const SHOWN = 6;

/** What happened, account by account; those where nothing did are named together. */
export function AwayAccounts(props: {
  readonly accounts: readonly AwayAccountView[];
  readonly to: string;
  readonly returned: boolean;
}) {
  const { locale } = useFormat();
  const changed = props.accounts.filter(({ entries, taken }) => entries.length + taken.length > 0);
  const quiet = props.accounts.filter((account) => !changed.includes(account));
  const declined = quiet.filter(({ state }) => state === 'declined');
  const others = quiet.filter(({ state }) => state !== 'declined');
  return (
    <>
      {changed.length > 0 ? (
        <Section title={`What changed in ${count(changed.length, 'account', 'accounts', locale)}`}>
          <ul className={classes.away}>
            {changed.map((account) => (
              <ChangedAccount key={account.id} account={account} />
            ))}
          </ul>
        </Section>
      ) : null}
      <NamedAccounts title={`Declined by ${props.to}`} accounts={declined} />
      <NamedAccounts title={props.returned ? 'Nothing happened' : 'Accounts'} accounts={others} />
    </>
  );
}

function ChangedAccount({ account }: { readonly account: AwayAccountView }) {
  const [all, setAll] = useState(false);
  const entries = all ? account.entries : account.entries.slice(-SHOWN);
  const hidden = account.entries.length - entries.length;
  return (
    <li className={classes.awayAccount}>
      <h3 className={classes.awayTitle}>
        <AccountLink {...account} />
        {account.number === null ? null : <span className={classes.titleAside}>{account.number}</span>}
        {account.taken.map(({ what, count: number }) => (
          <Tag key={what}>{number === 1 ? what : `${what} × ${number}`}</Tag>
        ))}
      </h3>
      {hidden > 0 ? (
        <button type="button" className={classes.earlier} onClick={() => setAll(true)}>
          {hidden} earlier
        </button>
      ) : null}
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.seq} className={classes.entry} data-retracted={entry.retracted || undefined}>
            <span className={classes.entryAt}>
              <InstantText at={entry.at} />
            </span>
            <span className={classes.entryWhat}>
              {entry.summary === '' ? KIND_NAMES[entry.kind] : entry.summary}
              {entry.retracted ? ' (taken back)' : ''}
            </span>
            <span className={shared.second}>{entry.actor}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function NamedAccounts(props: { readonly title: string; readonly accounts: readonly AwayAccountView[] }) {
  if (props.accounts.length === 0) return null;
  return (
    <Section title={props.title} aside={props.accounts.length}>
      <ul className={classes.names}>
        {props.accounts.map((account) => (
          <li key={account.id}>
            <AccountLink {...account} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
