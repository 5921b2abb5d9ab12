import { IconCopy } from '@tabler/icons-react';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { IconButton } from '../../ui/command-button.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { GateEntries } from '../compose/gate-panel.tsx';
import classes from './message-facts.module.css';
import { MessageHistory } from './message-history.tsx';
import type { OutboxActions } from './use-outbox-actions.ts';

const SENT_COPY: Readonly<Record<OutboxMessage['sentCopy'], string | null>> = {
  none: null,
  wanted: 'not yet, it is being seen to',
  kept: 'one copy',
  given_up: 'none: the folder did not take it',
};

/** Beside the letter: what it asks for, the envelope that the server is told, and what happened so far. */
export function MessageFacts(props: { readonly message: OutboxMessage; readonly actions: OutboxActions }) {
  const { message, actions } = props;
  const sentCopy = SENT_COPY[message.sentCopy];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <aside className={classes.facts} aria-label="Facts" tabIndex={0}>
      <Section title="What happened">
        <MessageHistory message={message} />
      </Section>
      <Section
        title="What it asks for"
        aside={<MoneyText minor={message.amount} currency={message.currency} />}
      >
        <ul className={classes.invoices}>
          {message.invoices.map((invoice) => (
            <li key={invoice.id}>
              <span className={classes.number}>{invoice.number}</span>
              <MoneyText minor={invoice.open} currency={message.currency} />
            </li>
          ))}
        </ul>
        {message.figures ? (
          <p className={classes.stamp}>
            <FiguresStamp figures={message.figures} />
          </p>
        ) : null}
      </Section>
      <Section title="Envelope">
        <dl className={classes.envelope}>
          <dt>From</dt>
          <dd>{message.envelopeFrom}</dd>
          <dt>To</dt>
          <dd>
            {message.recipients.map((recipient) => (
              <div key={recipient}>{recipient}</div>
            ))}
          </dd>
          <dt>Message-ID</dt>
          <Copyable
            shown={message.messageId}
            label="Copy the Message-ID"
            onCopy={() => void actions.copy('Message-ID', message.messageId)}
          />
          <dt>SHA-256</dt>
          <Copyable
            shown={shortHash(message.sha256)}
            title={message.sha256}
            label="Copy the SHA-256 of the message"
            onCopy={() => void actions.copy('SHA-256', message.sha256)}
          />
          {sentCopy === null ? null : (
            <>
              <dt>In Sent</dt>
              <dd>{sentCopy}</dd>
            </>
          )}
        </dl>
      </Section>
      <Section title="When it was approved">
        <GateEntries gate={message.gate} />
      </Section>
    </aside>
  );
}

function Copyable(props: {
  readonly shown: string;
  readonly title?: string;
  readonly label: string;
  readonly onCopy: () => void;
}) {
  return (
    <dd className={classes.copyable}>
      <code title={props.title ?? props.shown}>{props.shown}</code>
      <IconButton
        label={props.label}
        icon={<IconCopy size={14} aria-hidden="true" />}
        onClick={props.onCopy}
      />
    </dd>
  );
}

/** Enough of a hash to compare it by eye; the whole of it is in the tooltip and copied. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 10)}…${hash.slice(-6)}`;
}
