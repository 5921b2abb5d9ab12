import type { Unapplied } from '../../../shared/contract/cash.ts';
import { DateText } from '../../ui/date-text.tsx';
import { count } from '../../ui/format/count.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { AccountLink } from '../connections/account-link.tsx';
import classes from './cash.module.css';

/** What the bank or the books say of a payment. */
export function MoneyFacts({ money }: { readonly money: Unapplied }) {
  return (
    <Section title="The payment">
      <dl className={classes.facts}>
        {money.date === null ? null : (
          <>
            <dt>Booked</dt>
            <dd>
              <DateText date={money.date} absolute />
              {waited(money.waitingDays)}
            </dd>
          </>
        )}
        {money.accountId === null ? null : (
          <>
            <dt>Account</dt>
            <dd>
              <AccountLink id={money.accountId} name={money.account} />
            </dd>
          </>
        )}
        {money.amountMinor === money.openMinor ? null : (
          <>
            <dt>Of</dt>
            <dd>
              <MoneyText minor={money.amountMinor} currency={money.currency} />, the rest is applied
            </dd>
          </>
        )}
        <dt>Text</dt>
        <dd className={classes.text}>{money.text === '' ? 'none' : money.text}</dd>
      </dl>
    </Section>
  );
}

/** `, 45 days ago`: what has waited for some time is worth a word. */
function waited(days: number | null): string {
  return days === null || days < 1 ? '' : `, ${count(days, 'day')} ago`;
}
