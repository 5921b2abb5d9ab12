import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandoffCheck, HandoffWarningView } from '../../../shared/contract/handoffs.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { formatLocation } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { DateText } from '../../ui/date-text.tsx';
import classes from './handoffs.module.css';

const SHOWN = 6;

/** What a backup would stumble over, each with the way to the accounts. It is worked out anew when something changes. */
export function CompletenessList({ check }: { readonly check: HandoffCheck }) {
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
      {check.taken.map((account) => (
        <li key={account.id}>
          <IconAlertTriangle className={classes.warning} data-tone="red" size={15} aria-hidden="true" />
          <p>
            <AccountLink {...account} /> is with {account.handedTo} until{' '}
            {account.handedUntil === null ? null : <DateText date={account.handedUntil} absolute />} already.
            Leave it out, or take it back first.
          </p>
        </li>
      ))}
      {check.warnings.map((warning) => (
        <Warning key={warning.code} warning={warning} />
      ))}
    </ul>
  );
}

function Warning({ warning }: { readonly warning: HandoffWarningView }) {
  const [all, setAll] = useState(false);
  const accounts = all ? warning.accounts : warning.accounts.slice(0, SHOWN);
  const rest = warning.accounts.length - accounts.length;
  return (
    <li>
      <IconAlertTriangle className={classes.warning} size={15} aria-hidden="true" />
      <p>
        {warning.message}
        {accounts.length > 0 ? (
          <span className={classes.jumps}>
            {accounts.map((account) => (
              <AccountLink key={account.id} {...account} />
            ))}
            {rest > 0 ? (
              <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
                {rest} more
              </Button>
            ) : null}
          </span>
        ) : null}
      </p>
    </li>
  );
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
