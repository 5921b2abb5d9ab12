import { useState } from 'react';
import type { StandingHold } from '../../../shared/contract/holds.ts';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { HoldTerms } from './hold-terms.tsx';
import { EVERYTHING } from './hold-words.ts';
import { useHoldActions } from './use-hold-actions.ts';

/** Puts the whole workspace on hold, or changes why and until when it rests. Undo gives back what was before. */
export function HoldEverythingDialog(props: {
  readonly hold: StandingHold | null;
  readonly onClose: () => void;
}) {
  const { hold } = props;
  const actions = useHoldActions();
  const { today } = useFormat();
  const [reason, setReason] = useState(hold?.reason ?? '');
  const [until, setUntil] = useState<PlainDate | null>(hold?.until ?? null);
  return (
    <ActionDialog
      title={hold === null ? 'Put everything on hold' : 'Change the hold on everything'}
      action={hold === null ? 'Put everything on hold' : 'Change the hold'}
      ready={reason.trim() !== '' && (until === null || until > today)}
      onClose={props.onClose}
      onSubmit={async () => {
        await actions.set(EVERYTHING, [{ scope: 'workspace' }], { reason: reason.trim(), until });
        props.onClose();
      }}
    >
      <p className={classes.remark}>
        Nobody is asked for anything: no reminder goes out, also none that is approved already. Holds on
        accounts and invoices stay as they are.
      </p>
      <HoldTerms
        reason={reason}
        until={until}
        focus
        earliest={addDays(today, 1)}
        onReason={setReason}
        onUntil={setUntil}
      />
    </ActionDialog>
  );
}
