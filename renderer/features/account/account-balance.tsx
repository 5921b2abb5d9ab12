import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { AgingBarLarge } from '../../ui/aging-bar.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import classes from './account-page.module.css';
import { useAgingEdges } from './use-aging-edges.ts';

export type Balance = Account['balances'][number];
export type { AccountDocument };

/** Open and overdue in one currency, with the large aging bar; the other currencies by a press. */
export function AccountBalance(props: {
  readonly account: Account;
  readonly balance: Balance | null;
  readonly onChoose: (currency: CurrencyCode) => void;
}) {
  const { account, balance } = props;
  const edges = useAgingEdges();
  const { asOf, words } = useAsOf();
  if (!balance) {
    const when = asOf === null ? 'is open on this account' : `was open on this account on ${words}`;
    return <p className={classes.settled}>Nothing {when}.</p>;
  }
  const { aging } = balance;
  return (
    <section className={classes.balance} aria-label={`Balance in ${aging.currency}`}>
      {account.balances.length > 1 ? (
        <fieldset className={classes.currencies} aria-label="Currency">
          {account.balances.map((one) => (
            <button
              key={one.aging.currency}
              type="button"
              className={classes.currency}
              aria-pressed={one === balance}
              onClick={() => props.onChoose(one.aging.currency)}
            >
              {one.aging.currency}{' '}
              <MoneyText minor={one.overdue} currency={one.aging.currency} precision="total" />
            </button>
          ))}
        </fieldset>
      ) : null}
      <dl className={classes.figures}>
        <Figure label="Overdue" balance={balance} minor={balance.overdue} strong />
        <Figure label="Open" balance={balance} minor={aging.gross} />
        {aging.credits === 0 ? null : <Figure label="Credits" balance={balance} minor={aging.credits} />}
        {aging.unapplied === 0 ? null : (
          <Figure label="Unapplied" balance={balance} minor={aging.unapplied} />
        )}
        {aging.net === aging.gross ? null : <Figure label="Net" balance={balance} minor={aging.net} />}
      </dl>
      <AgingBarLarge aging={aging} edges={edges} />
      {asOf === null ? (
        <p className={classes.stamp}>
          <FiguresStamp figures={account.figures} />
        </p>
      ) : null}
    </section>
  );
}

function Figure(props: {
  readonly label: string;
  readonly balance: Balance;
  readonly minor: Balance['overdue'];
  readonly strong?: boolean;
}) {
  return (
    <div className={classes.figure} data-strong={props.strong || undefined}>
      <dt>{props.label}</dt>
      <dd>
        <MoneyText minor={props.minor} currency={props.balance.aging.currency} />
      </dd>
    </div>
  );
}
