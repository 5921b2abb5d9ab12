import { Button, Group, Modal } from '@mantine/core';
import { useCoverage } from '../takeover/use-coverage.ts';

/** No mailbox can do what was wanted: what one is for, how to set it up, and the ways that need none. */
export function NoMailbox(props: {
  /** What the person wanted to do; null: nothing is to be said. */
  readonly wanted: 'save' | 'send' | null;
  /** There is a mailbox, but without a server for sending. */
  readonly savesDrafts: boolean;
  readonly onSetUp: () => void;
  readonly onSave: () => void;
  readonly onExport: () => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}) {
  const coverage = useCoverage();
  const opened = props.wanted !== null;
  if (props.savesDrafts) {
    return (
      <Modal opened={opened} onClose={props.onClose} title="This mailbox cannot send yet">
        <p>
          It has no sending server, so letters can only be put into its drafts folder. Enter the server under
          Mailboxes, and letters go out from here: each once, checked against the newest figures before it
          leaves.
        </p>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button onClick={props.onSave}>Save to drafts</Button>
          <Button variant="filled" onClick={props.onSetUp} data-autofocus>
            Set sending up
          </Button>
        </Group>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={props.onClose} title="No mailbox is set up">
      <p>
        With your mailbox set up, letters go out from your own address when you say so, or into its drafts
        folder, where you look them over and send them yourself.
      </p>
      <p style={{ marginTop: 8 }}>
        Without one you can save the letter as a mail file and open it in your mail program, or copy its text.
        Either way the touch is logged.
      </p>
      {coverage === null ? null : (
        <p style={{ marginTop: 8 }}>
          You cover for {coverage.sender}: letters go out from your own mailbox, never from theirs. Kept as
          drafts they go back with your return, and {coverage.sender} sends them.
        </p>
      )}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button onClick={props.onCopy}>Copy the letter</Button>
        <Button onClick={props.onExport}>Save as .eml</Button>
        <Button variant="filled" onClick={props.onSetUp} data-autofocus>
          Set up a mailbox
        </Button>
      </Group>
    </Modal>
  );
}
