import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { DateText } from '../../ui/date-text.tsx';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { useHoldActions } from './use-hold-actions.ts';

/** Marks by hand that the customer wrote and waits for an answer; where it does already, that it has its answer. */
export function WaitsDialog({
  account,
  onClose,
  onDone,
}: Pick<AccountDialogProps, 'account' | 'onClose' | 'onDone'>) {
  const actions = useHoldActions();
  const [about, setAbout] = useState('');
  const waiting = account.standing.unansweredReply;
  return (
    <ActionDialog
      title={`${account.name} waits for an answer`}
      action={waiting === null ? 'Mark' : 'It has its answer'}
      ready
      onClose={onClose}
      onSubmit={async () => {
        if (waiting === null) await actions.waits(account.name, account.id, about.trim());
        else await actions.answered(account.name, account.id, waiting.about);
        onClose();
        onDone();
      }}
    >
      {waiting === null ? (
        <TextInput
          label="About"
          description="No reminder goes out before it has one."
          maxLength={200}
          data-autofocus
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
      ) : (
        <p className={classes.remark}>
          Since <DateText date={waiting.since} />
          {waiting.about === '' ? '' : `: ${waiting.about}`}. No reminder goes out before it has its answer.
        </p>
      )}
    </ActionDialog>
  );
}
