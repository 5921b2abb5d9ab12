import { useId } from 'react';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { Tag } from '../../ui/tag.tsx';
import { Allocations } from './allocations.tsx';
import classes from './cash.module.css';
import { type Choice, CONFIDENCE_WORDS, numbersOf } from './cash-words.ts';

/** One way to apply the money, in words: to what, what is left, and why it was found. */
export function ProposalCard(props: {
  readonly choice: Choice;
  readonly currency: CurrencyCode;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { proposal, account } = props.choice;
  const why = useId();
  const { text, tone } = CONFIDENCE_WORDS[proposal.confidence];
  const numbers = numbersOf(proposal.allocations);
  return (
    <label className={classes.card} data-chosen={props.chosen || undefined}>
      <input
        type="radio"
        name="proposal"
        className={classes.radio}
        checked={props.chosen}
        onChange={props.onChoose}
        aria-label={`${numbers} of ${account.name}: ${text}`}
        aria-describedby={why}
      />
      <span className={classes.cardBody}>
        <span className={classes.cardTitle}>
          <b>{numbers}</b> <Tag tone={tone}>{text}</Tag>
        </span>
        <Allocations parts={proposal.allocations} restMinor={proposal.restMinor} currency={props.currency} />
        <span id={why} className={classes.reasons}>
          {proposal.reasons.join(' ')}
        </span>
      </span>
    </label>
  );
}
