import type { CashMatchView } from '../../../shared/contract/cash.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AccountLink } from '../connections/account-link.tsx';
import { Allocations } from './allocations.tsx';
import classes from './cash.module.css';
import { CONFIDENCE_WORDS } from './cash-words.ts';

/** One approved application: to what, why, by whom, and the way back. */
export function MatchDetail(props: {
  readonly match: CashMatchView;
  readonly onWithdraw: () => void;
  readonly onClose: (() => void) | null;
}) {
  const { match, onClose } = props;
  useCommands([
    ...(onClose === null
      ? []
      : [{ id: 'cash.close', title: 'Back', group: 'Edit' as const, keys: ['esc'], run: onClose }]),
    { id: 'cash.withdraw', title: 'Withdraw', group: 'Edit', keys: ['w'], run: props.onWithdraw },
  ]);
  const { text, tone } = CONFIDENCE_WORDS[match.confidence];
  return (
    <Pane
      label={`Application for ${match.account}`}
      title={match.account}
      subtitle={<MoneyText minor={match.amountMinor} currency={match.currency} />}
      actions={
        <>
          <CommandButton command="cash.close" />
          <CommandButton command="cash.withdraw" />
        </>
      }
    >
      {match.items.some(({ gone }) => gone) ? (
        <p className={classes.advice} role="status">
          <b>An invoice is gone.</b> The books do not have it any more, so this cannot be exported. Withdraw
          it and apply the money anew.
        </p>
      ) : null}
      <Section title="What it pays" aside={<Tag tone={tone}>{text}</Tag>}>
        <Allocations parts={match.items} restMinor={match.restMinor} currency={match.currency} />
        <p className={classes.second}>{match.reasons.join(' ')}</p>
      </Section>
      <Section title="The payment">
        <dl className={classes.facts}>
          <dt>Account</dt>
          <dd>
            <AccountLink id={match.accountId} name={match.account} />
          </dd>
          <dt>Booked</dt>
          <dd>
            <DateText date={match.date} absolute />,{' '}
            {match.bankLineId === null ? 'in the books' : 'at the bank'}
          </dd>
          <dt>Text</dt>
          <dd className={classes.text}>{match.text === '' ? 'none' : match.text}</dd>
          <dt>Approved</dt>
          <dd>
            <InstantText at={match.approvedAt} /> by {match.approvedBy}
          </dd>
          <dt>Exported</dt>
          <dd>{match.exportedAt === null ? 'not yet' : <InstantText at={match.exportedAt} />}</dd>
        </dl>
      </Section>
    </Pane>
  );
}
