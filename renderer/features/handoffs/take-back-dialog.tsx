import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { GivenHandoff } from '../../../shared/contract/handoffs.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { ActionDialog } from '../account/action-dialog.tsx';
import classes from './handoffs.module.css';

/** Ends a handoff before its last day. What it means is said before: it cannot be undone. */
export function TakeBackDialog(props: {
  readonly handoff: Pick<GivenHandoff, 'id' | 'to' | 'accounts'>;
  readonly onClose: () => void;
}) {
  const { handoff } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [why, setWhy] = useState('');
  return (
    <ActionDialog
      title={`Take back from ${handoff.to}`}
      action="Take back"
      ready={why.trim() !== ''}
      onClose={props.onClose}
      onSubmit={async () => {
        await client.handoffs.close({ id: handoff.id, why: why.trim() });
        feedback.say(`Taken back from ${handoff.to}`);
        props.onClose();
      }}
    >
      <p className={classes.hint}>
        {count(handoff.accounts, 'account is', 'accounts are', locale)} yours again at once, and letters go
        out from here. {handoff.to} is not told by this: tell them to stop, or both of you write. It cannot be
        undone; their return can still be merged.
      </p>
      <Textarea
        label="Why"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
