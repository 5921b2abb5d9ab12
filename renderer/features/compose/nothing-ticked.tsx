import { Button } from '@mantine/core';
import type { DraftProposal } from '../../../shared/contract/drafts.ts';
import { count } from '../../ui/format/count.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './blocked-message.module.css';

/** Nothing is ticked on the account: what is overdue there, how much of it is disputed, and what to do. */
export function NothingTicked(props: {
  readonly proposal: DraftProposal;
  readonly figures: React.ReactNode;
  readonly onOpenAccount: () => void;
}) {
  const { proposal } = props;
  return (
    <div className={classes.blocked}>
      <h2 className={classes.title}>Nothing is ticked on {proposal.accountName}</h2>
      <Overdue proposal={proposal} />
      <Button className={classes.way} size="compact-sm" onClick={props.onOpenAccount}>
        Open the account
      </Button>
      <p className={classes.second}>{props.figures}</p>
    </div>
  );
}

function Overdue({ proposal }: { readonly proposal: DraftProposal }) {
  const { currency, overdue } = proposal;
  const { disputed } = overdue;
  const amount = (minor: typeof overdue.amount) => <MoneyText minor={minor} currency={currency} />;
  if (overdue.invoices === 0) {
    return (
      <p>
        Nothing is overdue in {currency}. Tick on the account what the letter is about, or choose the stage
        “Statement” above: it shows everything that is open and not disputed.
      </p>
    );
  }
  if (disputed.invoices === overdue.invoices) {
    return (
      <>
        <p>
          Everything overdue is disputed in the ledger: {count(overdue.invoices, 'invoice')},{' '}
          {amount(overdue.amount)}. What is disputed is not ticked by itself, so that no letter asks for it by
          mistake.
        </p>
        <p>
          Have the dispute settled in the books and import the new figures. To write about the invoices all
          the same, tick them on the account.
        </p>
      </>
    );
  }
  return (
    <p>
      {count(overdue.invoices, 'invoice')} of this account {overdue.invoices === 1 ? 'is' : 'are'} overdue,{' '}
      {amount(overdue.amount)}
      {disputed.invoices > 0 ? <> ({amount(disputed.amount)} of it disputed in the ledger)</> : null}. Tick on
      the account what the letter is about.
    </p>
  );
}
