import { IconCheck } from '@tabler/icons-react';
import type { FirstHourAccount } from '../../../shared/contract/takeover.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './first-hour.module.css';
import { accountAt, RowLink } from './row-link.tsx';

/** The accounts that were taken over, with the next step of each, what its specialist wrote, and which are done. */
export function HandedAccounts(props: {
  readonly accounts: readonly FirstHourAccount[];
  readonly worked: ReadonlySet<AccountId>;
}) {
  const { today } = useFormat();
  return (
    <ol className={classes.rows}>
      {props.accounts.map((account) => (
        <li key={account.accountId} data-worked={props.worked.has(account.accountId) || undefined}>
          <RowLink to={accountAt(account.accountId, account.currency)}>
            <span className={classes.name} title={account.number ?? undefined}>
              {props.worked.has(account.accountId) ? (
                <IconCheck className={classes.done} size={14} aria-label="Worked" />
              ) : null}
              {account.name}
            </span>
            <span className={classes.text} title={account.next}>
              {account.next}
            </span>
            <span className={classes.date} data-late={(account.nextOn ?? today) < today || undefined}>
              {account.nextOn === null ? null : <DateText date={account.nextOn} />}
            </span>
            <span className={classes.amount}>
              {account.currency === null || account.overdue === null ? null : (
                <MoneyText minor={account.overdue} currency={account.currency} precision="total" />
              )}
            </span>
            {account.words === '' ? null : <span className={classes.said}>{account.words}</span>}
          </RowLink>
        </li>
      ))}
    </ol>
  );
}
