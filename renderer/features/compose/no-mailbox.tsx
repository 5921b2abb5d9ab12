import { Button, Group, Modal } from '@mantine/core';

/** There is no mailbox to save to: what one is for, how to set it up, and the two ways that need none. */
export function NoMailbox(props: {
  readonly opened: boolean;
  readonly onSetUp: () => void;
  readonly onExport: () => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="No mailbox is set up">
      <p>
        With your mailbox set up, letters go straight into its drafts folder: you look them over there and
        send them yourself. Duebook sends nothing.
      </p>
      <p style={{ marginTop: 8 }}>
        Without one you can save the letter as a mail file and open it in your mail program, or copy its text.
        Either way the touch is logged.
      </p>
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
