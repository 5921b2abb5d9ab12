import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormatProvider, useFormat } from '../../ui/format/locale.tsx';
import { DraftsInMailbox } from '../drafts/drafts-in-mailbox.tsx';
import { HandedBanner } from '../handoffs/handed-banner.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import { SpecialistWords } from '../takeover/specialist-words.tsx';
import { AccountBalance } from './account-balance.tsx';
import { AccountHeader } from './account-header.tsx';
import classes from './account-page.module.css';
import { BlockedStrip } from './blocked-strip.tsx';
import { Contacts } from './contacts.tsx';
import { Disputes } from './disputes.tsx';
import { InOutbox } from './in-outbox.tsx';
import { NextStep } from './next-step.tsx';
import { OpenItems } from './open-items.tsx';
import { Promises } from './promises.tsx';
import { Timeline } from './timeline.tsx';
import { useAccountQueries } from './use-account-queries.ts';

export interface AccountPageProps {
  readonly accountId: AccountId;
  /** The currency of the row that led here; null: the one with most overdue. */
  readonly currency: CurrencyCode | null;
  /** It has the whole room, or slides over the list. */
  readonly opened: boolean;
  /** What to do next stands above the page already. */
  readonly stepAbove?: boolean;
  readonly onTick: (target: ComposeTarget) => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/**
 * One customer: what is owed, what to do next, the items to tick, and everything that happened. The account before
 * stays, faded when it takes long, until the next one is there; nothing in it can be pressed any more.
 */
export function AccountPage(props: AccountPageProps) {
  const account = useQuery(useAccountQueries().account(props.accountId));
  if (account.isError) return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data) return <LoadingAccount />;
  const { id } = account.data;
  const leaving = id !== props.accountId;
  return (
    <div className={classes.swap} data-leaving={leaving || undefined} inert={leaving} aria-busy={leaving}>
      <LoadedAccount key={id} {...props} account={account.data} />
    </div>
  );
}

function LoadedAccount({ account, ...props }: AccountPageProps & { readonly account: Account }) {
  const { locale } = useFormat();
  // What stands today can be lifted today only.
  const today = useAsOf().asOf === null;
  const [chosen, setChosen] = useState<CurrencyCode | null>(null);
  const [row, setRow] = useState(props.currency);
  /* A choice on the page ends when the person goes to another row of the same account. */
  if (row !== props.currency) {
    setRow(props.currency);
    setChosen(null);
  }
  const wanted = chosen ?? props.currency;
  const balance =
    account.balances.find(({ aging }) => aging.currency === wanted) ?? account.balances[0] ?? null;
  const currency = balance?.aging.currency ?? null;
  return (
    <article className={classes.page} aria-label={account.name}>
      <div className={classes.top}>
        <AccountHeader
          account={account}
          currency={currency}
          opened={props.opened}
          onOpen={props.onOpen}
          onClose={props.onClose}
        />
        <SpecialistWords accountId={account.id} />
        <AccountBalance account={account} balance={balance} onChoose={setChosen} />
        {balance && !props.stepAbove ? <NextStep account={account} balance={balance} /> : null}
        {today ? <HandedBanner accountId={account.id} /> : null}
        {today ? <BlockedStrip account={account} currency={currency} /> : null}
        <InOutbox accountId={account.id} />
        <div className={classes.inMailbox}>
          <DraftsInMailbox accountId={account.id} />
        </div>
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          {currency ? (
            <FormatProvider locale={locale} today={account.asOf}>
              <OpenItems
                key={`${currency} ${account.asOf}`}
                account={account}
                currency={currency}
                onTick={props.onTick}
              />
            </FormatProvider>
          ) : null}
          <Promises account={account} currency={currency} />
          <Disputes account={account} currency={currency} />
          <Contacts account={account} />
        </div>
        <Timeline accountId={account.id} />
      </div>
    </article>
  );
}

/** The shape of an account whose figures are on their way. */
export function LoadingAccount() {
  return (
    <div className={classes.loading} aria-busy="true">
      <Skeleton height={18} width={200} />
      <Skeleton height={10} width={320} />
      <Skeleton height={12} mt={8} />
      <Skeleton height={56} mt={8} />
      <Skeleton height={200} mt={8} />
    </div>
  );
}
