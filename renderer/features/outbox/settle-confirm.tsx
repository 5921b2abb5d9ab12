import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { Confirm } from '../../ui/confirm.tsx';
import classes from './outbox.module.css';

const WORDS = {
  sent: {
    title: 'It was sent?',
    action: 'Log it as sent',
    text: 'Say so when the customer has it, or when you see it in the mailbox it went out from. It is logged as sent, with your name, and is never sent again.',
  },
  not_sent: {
    title: 'It was not sent?',
    action: 'Log it as not sent',
    text: 'Say so only when you know it, for instance from the provider. That is logged with your name, and the letter is a draft again: sent once more, the customer may get it twice if you are wrong.',
  },
} as const;

/** A person settles what nobody knows: what follows from each answer. */
export function SettleConfirm(props: {
  readonly message: OutboxMessage;
  readonly as: 'sent' | 'not_sent' | null;
  readonly onConfirm: (as: 'sent' | 'not_sent') => void;
  readonly onClose: () => void;
}) {
  const { as, message } = props;
  const words = WORDS[as ?? 'sent'];
  return (
    <Confirm
      opened={as !== null}
      title={words.title}
      action={words.action}
      onConfirm={() => as !== null && props.onConfirm(as)}
      onClose={props.onClose}
    >
      <p>
        “{message.subject}” to {message.recipients.join(', ')}
      </p>
      <p className={classes.settleText}>{words.text}</p>
    </Confirm>
  );
}
