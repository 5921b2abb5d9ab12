import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import classes from './outbox.module.css';
import { messageMoment, messageReason, messageState, type Surroundings } from './outbox-states.ts';

/** Columns of the outbox. The reason stands beside the state where there is room for it. */
export function outboxColumns(around: Surroundings): readonly Column<OutboxMessage>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      width: 136,
      minWidth: 100,
      grow: 0.4,
      fixed: true,
      cell: ({ account }) => <span title={`${account.name} · ${account.number}`}>{account.name}</span>,
      sheet: ({ account }) => account.name,
    },
    {
      id: 'amount',
      header: 'Amount',
      width: 88,
      align: 'right',
      cell: ({ amount, currency }) => <MoneyText minor={amount} currency={currency} precision="total" />,
      sheet: ({ amount, currency }) => ({ minor: amount, currency }),
    },
    {
      id: 'when',
      header: 'When',
      label: 'Expected, sent, or approved',
      width: 94,
      cell: (message) => {
        const { at, expected } = messageMoment(message);
        return (
          <span>
            {expected ? 'about ' : ''}
            <InstantText at={at} />
          </span>
        );
      },
      sheet: (message) => messageMoment(message).at,
    },
    {
      id: 'reason',
      header: 'Reason',
      width: 180,
      hiddenAtFirst: true,
      cell: (message) => <span title={messageReason(message)}>{messageReason(message)}</span>,
      sheet: messageReason,
    },
    {
      id: 'from',
      header: 'From',
      width: 150,
      hiddenAtFirst: true,
      cell: ({ from }) => <span title={from}>{from}</span>,
      sheet: ({ from }) => from,
    },
    {
      id: 'attempts',
      header: 'Tries',
      label: 'Attempts',
      width: 52,
      align: 'right',
      hiddenAtFirst: true,
      cell: ({ attempts }) => attempts,
      sheet: ({ attempts }) => attempts,
    },
    {
      id: 'subject',
      header: 'Subject',
      width: 220,
      hiddenAtFirst: true,
      cell: ({ subject }) => <span title={subject}>{subject}</span>,
      sheet: ({ subject }) => subject,
    },
    {
      id: 'state',
      header: 'State',
      width: 140,
      cell: (message) => {
        const state = messageState(message, around);
        const reason = messageReason(message);
        return (
          <span className={classes.state} title={reason || undefined}>
            <Tag tone={state.tone}>{state.text}</Tag>
            <span className={classes.reason}>{reason}</span>
          </span>
        );
      },
      sheet: (message) => messageState(message, around).text,
    },
  ];
}
