import { NativeSelect } from '@mantine/core';
import type { Sender } from '../../../shared/domain/drafts/senders.ts';
import classes from './letter.module.css';
import { senderOfValue, senderOptions, senderText, senderValue } from './sender-words.ts';
import type { Senders } from './use-senders.ts';

/** Who the letter is from: the only sender, a choice of several, or the way to set a mailbox up. */
export function FromField(props: {
  readonly senders: Senders;
  /** Null while no mailbox is set up. */
  readonly chosen: Sender | null;
  /** What is to be known about it; null for nothing. */
  readonly remark: string | null;
  /** Absent: it is only shown. */
  readonly onChoose?: (sender: Sender) => void;
  readonly onSetUp: () => void;
}) {
  const { senders, chosen, onChoose } = props;
  if (chosen === null) {
    return (
      <span className={classes.from}>
        <span className={classes.none}>no mailbox yet</span>
        <button type="button" className={classes.link} onClick={props.onSetUp}>
          Set one up
        </button>
      </span>
    );
  }
  const gone = senders.known && senders.find(chosen) === null;
  const several = senders.all.length > 1 || (gone && senders.all.length > 0);
  return (
    <>
      <span className={classes.from}>
        {several && onChoose ? (
          <NativeSelect
            aria-label="From"
            className={classes.sender}
            value={senderValue(chosen)}
            data={[
              ...(gone
                ? [{ value: senderValue(chosen), label: `${chosen.address} (no longer set up)` }]
                : []),
              ...senderOptions(senders.all),
            ]}
            onChange={(event) => {
              const sender = senderOfValue(senders.all, event.currentTarget.value);
              if (sender) onChoose(sender);
            }}
          />
        ) : (
          <span>{senderText(chosen)}</span>
        )}
        {gone || !senders.known || senders.canSend(chosen) ? null : (
          <>
            <span className={classes.none}>saves drafts only</span>
            <button type="button" className={classes.link} onClick={props.onSetUp}>
              Set sending up
            </button>
          </>
        )}
      </span>
      {props.remark === null ? null : (
        <p className={classes.remark} role="status">
          {props.remark}
        </p>
      )}
    </>
  );
}
