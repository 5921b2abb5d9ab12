import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './confirm.module.css';

/**
 * A last look before something leaves the house (send, export, erase): the children show exactly what will happen.
 * Anything else is done at once and can be undone.
 */
export function Confirm(props: {
  readonly opened: boolean;
  readonly title: string;
  /** What the button does, e.g. "Save 12 drafts". */
  readonly action: string;
  readonly busy?: boolean;
  /** There is nothing to confirm yet. */
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <div className={classes.body}>{props.children}</div>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button
          variant="filled"
          loading={props.busy ?? false}
          disabled={props.disabled ?? false}
          onClick={props.onConfirm}
          data-autofocus
        >
          {props.action}
        </Button>
      </Group>
    </Modal>
  );
}
