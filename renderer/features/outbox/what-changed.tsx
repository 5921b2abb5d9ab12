import type { OutboxMessage, OutboxReview } from '../../../shared/contract/outbox.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { ChangedText } from '../../ui/changed-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { changedLines } from '../compose/changed-lines.ts';
import { GateEntries } from '../compose/gate-panel.tsx';
import type { Letter } from '../compose/letter.ts';
import classes from './outbox.module.css';
import { OwnWords } from './own-words.tsx';

/** What was approved against what the letter would be today: invoices, amount, recipients, wording. */
export function WhatChanged(props: {
  readonly message: OutboxMessage;
  readonly review: OutboxReview;
  /** The letter as it was approved; null while it is read. */
  readonly approved: Letter | null;
}) {
  const { message, review, approved } = props;
  const { now } = review;
  const dropped = new Set(review.dropped.map(({ number }) => number));
  const others = review.gate.filter(
    ({ invoices }) => invoices.length === 0 || invoices.some((number) => !dropped.has(number)),
  );
  const changes = now && approved ? changedLines(approved, { ...approved, ...now }) : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <section className={classes.compare} tabIndex={0} aria-label="What changed">
      {review.dropped.length > 0 ? (
        <Section title="Invoices">
          <DroppedInvoices dropped={review.dropped} currency={message.currency} />
        </Section>
      ) : null}
      <Section title="Amount">
        <p className={classes.change}>
          <del>
            <MoneyText minor={message.amount} currency={message.currency} />
          </del>
          <span aria-hidden="true">→</span>
          {now ? (
            <b>
              <MoneyText minor={now.amount} currency={message.currency} />
            </b>
          ) : (
            <b>nothing is left to ask for</b>
          )}
        </p>
      </Section>
      {review.gone.length > 0 ? (
        <Section title="Recipients">
          <ChangedRecipients review={review} />
        </Section>
      ) : null}
      {review.ownWords ? (
        <Section title="Your own words, which rebuilding would drop">
          <OwnWords words={review.ownWords} />
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title="What else the gate says now">
          <GateEntries gate={others} />
        </Section>
      ) : null}
      {changes.length > 0 ? (
        <Section title="Wording">
          <div className={classes.lines}>
            {changes.map((change) => (
              <ChangedText
                key={change.at}
                before={withoutColumns(change.before)}
                after={withoutColumns(change.after)}
              />
            ))}
          </div>
        </Section>
      ) : null}
    </section>
  );
}

/** Addresses that are no contact's any more, and whom the letter would go to now. */
function ChangedRecipients({ review }: { readonly review: OutboxReview }) {
  const now = [...(review.now?.to ?? []), ...(review.now?.cc ?? [])].map(({ address }) => address);
  return (
    <p className={classes.change}>
      <del>{review.gone.join(', ')}</del>
      <span aria-hidden="true">→</span>
      <b>{now.length > 0 ? now.join(', ') : 'nobody is left: enter an address'}</b>
    </p>
  );
}

function DroppedInvoices(props: {
  readonly dropped: OutboxReview['dropped'];
  readonly currency: CurrencyCode;
}) {
  return (
    <table className={classes.dropped}>
      <thead>
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col">Approved</th>
          <th scope="col">Now</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {props.dropped.map((invoice) => (
          <tr key={invoice.number}>
            <td>{invoice.number}</td>
            <td>
              <MoneyText minor={invoice.before} currency={props.currency} />
            </td>
            <td>
              <MoneyText minor={invoice.now} currency={props.currency} />
            </td>
            <td>{capital(invoice.why)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** The plain text of a letter sets its table in columns of spaces, which mean nothing in one line. */
function withoutColumns(line: string): string {
  return line.replace(/ {3,}/gu, '  ');
}
