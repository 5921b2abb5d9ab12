import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandoffCheck, HandoffWarningView } from '../../../shared/contract/handoffs.ts';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { formatLocation } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './hand-over.module.css';

const SHOWN = 6;

/** What a backup would stumble over, each with the way to the accounts. It is worked out anew when something changes. */
export function CompletenessList({
  check,
  from,
}: {
  readonly check: HandoffCheck;
  readonly from: PlainDate;
}) {
  const { locale } = useFormat();
  if (check.warnings.length === 0 && check.taken.length === 0) {
    return (
      <p className={classes.good} role="status">
        <IconCheck size={15} aria-hidden="true" /> Every account has a next step, an owner and a note of the
        last 30 days.
      </p>
    );
  }
  return (
    <ul className={classes.warnings} aria-label="Before you hand over">
      {takenBy(check.taken).map((group) => (
        <li key={group.key} className={classes.warningLine}>
          <IconAlertTriangle className={classes.warning} data-tone="red" size={15} aria-hidden="true" />
          <p>
            {count(group.accounts.length, 'account is', 'accounts are', locale)} with {group.to} until{' '}
            <DateText date={group.until} absolute /> already. Leave{' '}
            {group.accounts.length === 1 ? 'it' : 'them'} out, or take{' '}
            {group.accounts.length === 1 ? 'it' : 'them'} back first.
            <Jumps accounts={group.accounts} />
          </p>
        </li>
      ))}
      {check.warnings.map((warning) => (
        <Warning key={warning.code} warning={warning} from={from} />
      ))}
    </ul>
  );
}

function Warning({ warning, from }: { readonly warning: HandoffWarningView; readonly from: PlainDate }) {
  return (
    <li className={classes.warningLine}>
      <IconAlertTriangle className={classes.warning} size={15} aria-hidden="true" />
      <p>
        {warning.code === 'window_later' ? <LaterWords from={from} /> : warning.message}
        <Jumps accounts={warning.accounts} />
      </p>
    </li>
  );
}

/** What still happens before the window begins is not in the file. */
function LaterWords({ from }: { readonly from: PlainDate }) {
  const { today } = useFormat();
  if (from === addDays(today, 1)) {
    return 'The window begins tomorrow: what still happens today is not in the file.';
  }
  return (
    <>
      The window begins <DateText date={from} />. What happens until then is not in the file: hand over on the
      last day before.
    </>
  );
}

/** The first accounts, and the others by a press. */
function Jumps(props: { readonly accounts: readonly { readonly id: AccountId; readonly name: string }[] }) {
  const [all, setAll] = useState(false);
  const accounts = all ? props.accounts : props.accounts.slice(0, SHOWN);
  const rest = props.accounts.length - accounts.length;
  if (accounts.length === 0) return null;
  return (
    <span className={classes.jumps}>
      {accounts.map((account) => (
        <AccountLink key={account.id} {...account} />
      ))}
      {rest > 0 ? (
        <Button variant="subtle" size="compact-xs" px={0} onClick={() => setAll(true)}>
          {rest} more
        </Button>
      ) : null}
    </span>
  );
}

function takenBy(taken: HandoffCheck['taken']) {
  const groups = Map.groupBy(taken, ({ handedTo, handedUntil }) => `${handedTo} ${handedUntil}`);
  return [...groups].flatMap(([key, accounts]) => {
    const [first] = accounts;
    return first === undefined || first.handedTo === null || first.handedUntil === null
      ? []
      : [{ key, accounts, to: first.handedTo, until: first.handedUntil }];
  });
}

/** The way to an account; Back returns to the handoff, as it was filled in. */
export function AccountLink({ id, name }: { readonly id: AccountId; readonly name: string }) {
  const to = { screen: 'customers', id, params: { full: '1' } } as const;
  return (
    <a
      className={classes.link}
      href={formatLocation(to)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {name}
    </a>
  );
}
