import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { MoneyText } from '../../ui/money-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import classes from './review-list.module.css';
import { gateState, isHandled, isOpen, type Message, neighbour } from './review-messages.ts';

/** All messages of the review, with what the gate says to each. */
export function ReviewList(props: {
  readonly messages: readonly Message[];
  readonly current: string;
  readonly onShow: (key: string) => void;
}) {
  const { messages, current, onShow } = props;
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const idOf = (key: string) => `${prefix}-${messages.findIndex((message) => message.key === key)}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  const press = (event: KeyboardEvent) => {
    const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as 'ArrowDown' | 'ArrowUp'];
    if (by === undefined) return;
    event.preventDefault();
    onShow(neighbour(messages, current, by));
  };
  return (
    <>
      <div className={classes.head} aria-hidden="true">
        <span />
        <span>Account</span>
        <span className={classes.amount}>Amount</span>
        <span>Gate</span>
      </div>
      <div
        ref={list}
        className={classes.list}
        role="listbox"
        aria-label="Messages"
        aria-activedescendant={idOf(current)}
        tabIndex={0}
        onKeyDown={press}
      >
        {messages.map((message) => {
          const gate = gateState(message);
          const { proposal } = message;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
            <div
              key={message.key}
              id={idOf(message.key)}
              role="option"
              aria-selected={message.key === current}
              className={classes.row}
              data-done={!isOpen(message) || undefined}
              onClick={() => onShow(message.key)}
            >
              <span className={classes.mark}>
                {message.outcome === 'approved' || isHandled(message) ? (
                  <IconCheck size={14} aria-hidden="true" />
                ) : null}
              </span>
              <span className={classes.name} title={proposal.accountName}>
                {proposal.accountName}
              </span>
              <span className={classes.amount}>
                {proposal.draft ? (
                  <MoneyText minor={proposal.draft.amount} currency={proposal.currency} precision="total" />
                ) : (
                  proposal.currency
                )}
              </span>
              <span className={classes.gate}>
                <Tag tone={gate.tone}>{gate.text}</Tag>
              </span>
            </div>
          );
        })}
      </div>
    </>
  );
}
