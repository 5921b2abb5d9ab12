import type { Draft } from '../../../shared/contract/drafts.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { count } from '../../ui/format/count.ts';

/** A last look before letters go out that somebody edited in the mailbox: their edits are not in what is sent. */
export function SendKeptWording(props: {
  /** What is to be sent; null for nothing. */
  readonly drafts: readonly Draft[] | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const drafts = props.drafts ?? [];
  const edited = drafts.filter(({ mailboxCopy }) => mailboxCopy?.state === 'edited');
  const [only] = edited;
  return (
    <Confirm
      opened={props.drafts !== null}
      title="Send the wording that is kept here?"
      action={drafts.length === 1 ? 'Send it as it is here' : `Send ${count(drafts.length, 'draft')}`}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <p>
        {edited.length === 1 && only
          ? `The letter to ${only.accountName} was edited in the mailbox.`
          : `${count(edited.length, 'letter')} were edited in the mailbox.`}{' '}
        Those edits are not part of what is sent from here.
      </p>
      <p>
        The edited version stays in the drafts folder. Delete it there, or the customer may get both. To send
        the edited version instead, cancel, and send it from your mail program.
      </p>
    </Confirm>
  );
}
