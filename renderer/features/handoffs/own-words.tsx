import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AccountToHand } from '../../../shared/contract/handoffs.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { listMoneyText } from '../../ui/format/money-format.ts';
import classes from './hand-over.module.css';
import shared from './handoffs.module.css';

/** So many accounts are offered for words of their own at first. */
const OFFERED = 3;

/** What only the specialist knows: about all of it, and about the accounts that matter most. */
export function OwnWords(props: {
  readonly words: string;
  readonly wordsOf: Readonly<Record<AccountId, string>>;
  readonly accounts: readonly AccountToHand[];
  readonly onWords: (words: string) => void;
  readonly onWordsOf: (account: AccountId, words: string) => void;
}) {
  const [shown, setShown] = useState(OFFERED);
  const written = (account: AccountToHand) => (props.wordsOf[account.id] ?? '') !== '';
  const offered = props.accounts.filter((account, index) => index < shown || written(account));
  const without = props.accounts.filter((account) => account.lastTouchAt === null && !written(account));
  return (
    <div className={classes.stack}>
      <Textarea
        label="For all of it"
        placeholder="Whom to ask, what can wait, what must not happen."
        autosize
        minRows={3}
        maxRows={10}
        maxLength={20_000}
        value={props.words}
        onChange={(event) => props.onWords(event.currentTarget.value)}
      />
      {offered.map((account) => (
        <Textarea
          key={account.id}
          label={<AccountLabel account={account} />}
          placeholder={
            account.lastTouchAt === null
              ? 'Nothing is noted here yet: what should they know?'
              : 'What does not stand in the history?'
          }
          autosize
          minRows={1}
          maxRows={6}
          maxLength={5000}
          value={props.wordsOf[account.id] ?? ''}
          onChange={(event) => props.onWordsOf(account.id, event.currentTarget.value)}
        />
      ))}
      <div className={shared.more}>
        {shown < props.accounts.length ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setShown(shown + 5)}>
            More accounts
          </Button>
        ) : null}
        {without.length > 0 ? (
          <span className={shared.second}>
            Nothing is noted about{' '}
            {without
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')}
            {without.length > 3 ? ` and ${without.length - 3} more` : ''}.
          </span>
        ) : null}
      </div>
    </div>
  );
}

function AccountLabel({ account }: { readonly account: AccountToHand }) {
  const { locale } = useFormat();
  return (
    <>
      {account.name}{' '}
      <span className={classes.labelFacts}>
        {account.currency === null
          ? null
          : `${listMoneyText(account.overdue, account.currency, locale)} overdue · `}
        {account.lastTouchAt === null ? (
          'nothing noted'
        ) : (
          <>
            last touch <InstantText at={account.lastTouchAt} />
          </>
        )}
      </span>
    </>
  );
}
