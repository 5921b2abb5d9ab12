import { NativeSelect } from '@mantine/core';
import type { MailboxView } from '../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import classes from './letter.module.css';

/** Whose letter it is: the only mailbox, a choice of several, or the way to set one up. */
export function FromField(props: {
  readonly mailboxes: readonly MailboxView[];
  readonly chosen: MailboxView | null;
  readonly onChoose: (id: MailboxId) => void;
  readonly onSetUp: () => void;
}) {
  const { mailboxes, chosen } = props;
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
  const savesOnly =
    chosen.smtp === null ? (
      <span className={classes.from}>
        <span className={classes.none}>saves drafts only</span>
        <button type="button" className={classes.link} onClick={props.onSetUp}>
          Set sending up
        </button>
      </span>
    ) : null;
  if (mailboxes.length === 1) {
    return (
      <span className={classes.from}>
        {mailboxText(chosen)} {savesOnly}
      </span>
    );
  }
  return (
    <span className={classes.from}>
      <NativeSelect
        aria-label="From"
        w="fit-content"
        value={chosen.id}
        data={mailboxes.map((mailbox) => ({ value: mailbox.id, label: mailboxText(mailbox) }))}
        onChange={(event) => {
          const id = event.currentTarget.value;
          const mailbox = mailboxes.find((one) => one.id === id);
          if (mailbox) props.onChoose(mailbox.id);
        }}
      />
      {savesOnly}
    </span>
  );
}

export function mailboxText({ displayName, address }: Pick<MailboxView, 'displayName' | 'address'>): string {
  return displayName ? `${displayName} · ${address}` : address;
}
