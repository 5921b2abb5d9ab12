import { useState } from 'react';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { type ActionTarget, targetIds, targetNames } from '../account/account-actions.tsx';
import { ActionDialog } from '../account/action-dialog.tsx';
import { HoldTerms } from './hold-terms.tsx';
import { useHoldActions } from './use-hold-actions.ts';

/** Puts several accounts on hold with one reason. Undo lifts it again. */
export function HoldSeveralDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const actions = useHoldActions();
  const { today } = useFormat();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<PlainDate | null>(null);
  const names = targetNames(props.targets);
  return (
    <ActionDialog
      title={`Hold: ${names}`}
      action="Put on hold"
      ready={reason.trim() !== '' && (until === null || until > today)}
      onClose={props.onClose}
      onSubmit={async () => {
        const targets = targetIds(props.targets).map((accountId) => ({
          scope: 'account' as const,
          accountId,
        }));
        await actions.set(names, targets, { reason: reason.trim(), until });
        props.onClose();
        props.onDone();
      }}
    >
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
