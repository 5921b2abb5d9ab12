import { IconSend } from '@tabler/icons-react';
import { addMinor, type CurrencyCode } from '../../../shared/domain/money.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { Pane } from '../../ui/pane.tsx';
import { approvedOf, isOpen, type Message, shownLetter } from './review-messages.ts';
import classes from './review-summary.module.css';

/** Every message was looked at: exactly what goes out now, to how many people and from whom. */
export function ReviewSummary(props: {
  readonly messages: readonly Message[];
  /** The sender of each approved message. */
  readonly from: readonly string[];
}) {
  const { messages } = props;
  const approved = approvedOf(messages);
  const people = new Set(
    approved.flatMap((message) => {
      const letter = shownLetter(message);
      return letter ? [...letter.to, ...letter.cc].map(({ address }) => address.toLowerCase()) : [];
    }),
  );
  const senders = [...new Set(props.from)];
  const skipped = messages.filter(({ outcome }) => outcome === 'skipped').length;
  const leftOut = messages.filter(({ proposal }) => proposal.draft === null).length;
  const failed = messages.filter((message) => isOpen(message) && message.error !== null).length;
  const rest = [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out by the gate`] : []),
    ...(failed > 0 ? [`${failed} could not be approved: they stand in the list with the reason`] : []),
  ];
  return (
    <Pane title="Ready to send" actions={<CommandButton command="review.back" />}>
      <div className={classes.summary}>
        <h2 className={classes.title}>{count(approved.length, 'message')} ready to go out</h2>
        <dl className={classes.facts}>
          <dt>From</dt>
          <dd>
            {senders.map((sender) => (
              <div key={sender}>
                {sender}
                {senders.length > 1
                  ? `: ${count(props.from.filter((one) => one === sender).length, 'message')}`
                  : ''}
              </div>
            ))}
          </dd>
          <dt>To</dt>
          <dd>{count(people.size, 'address', 'addresses')}</dd>
          <dt>They ask for</dt>
          <dd className={classes.sums}>
            {sumsOf(approved).map(({ currency, minor }) => (
              <MoneyText key={currency} currency={currency} minor={minor} />
            ))}
          </dd>
          {rest.length > 0 ? (
            <>
              <dt>The rest</dt>
              <dd>{rest.join(', ')}</dd>
            </>
          ) : null}
        </dl>
        <div className={classes.actions}>
          <CommandButton command="review.send" variant="filled" />
        </div>
        <p className={classes.note}>
          <IconSend size={15} aria-hidden="true" />
          Each goes out exactly as you approved it, after ten seconds in which you can undo. Before it leaves,
          it is checked once more against the newest figures: one that no longer fits is kept back and says
          why.
        </p>
      </div>
    </Pane>
  );
}

function sumsOf(messages: readonly Message[]) {
  const currencies = [...new Set(messages.map(({ proposal }) => proposal.currency))];
  return currencies.map((currency: CurrencyCode) => ({
    currency,
    minor: addMinor(
      ...messages.flatMap(({ proposal }) =>
        proposal.currency === currency && proposal.draft ? [proposal.draft.amount] : [],
      ),
    ),
  }));
}
