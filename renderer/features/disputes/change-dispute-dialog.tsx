import { useState } from 'react';
import type { DisputeView } from '../../../shared/contract/disputes.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { ActionDialog } from '../account/action-dialog.tsx';
import { DisputeFields } from './dispute-fields.tsx';
import { amountProblem, detailsOf, draftOf } from './dispute-form.ts';
import { useDisputeActions } from './use-dispute-actions.ts';

/** Changes what is known about an open dispute. */
export function ChangeDisputeDialog(props: { readonly dispute: DisputeView; readonly onClose: () => void }) {
  const { dispute } = props;
  const actions = useDisputeActions();
  const [draft, setDraft] = useState(() => draftOf(dispute, dispute.currency));
  const details = detailsOf(draft, dispute.currency);
  // An amount that was more than is open by now may stay as it is.
  const most = minorUnits(Math.max(dispute.openMinor, dispute.amountMinor ?? 0));
  return (
    <ActionDialog
      title={`Dispute on ${dispute.number}`}
      action="Save"
      ready={details !== null && amountProblem(draft, dispute.currency, most) === null}
      wide
      onClose={props.onClose}
      onSubmit={async () => {
        if (details === null) return;
        await actions.change(dispute, details);
        props.onClose();
      }}
    >
      <DisputeFields
        draft={draft}
        currency={dispute.currency}
        mostMinor={most}
        focusReason
        onChange={setDraft}
      />
    </ActionDialog>
  );
}
