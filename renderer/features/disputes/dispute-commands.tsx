import { useState } from 'react';
import type { DisputeRow } from '../../../shared/contract/disputes.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { ChangeDisputeDialog } from './change-dispute-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useDisputeActions } from './use-dispute-actions.ts';

/** What can be done with the dispute that the keyboard is on. */
export function DisputeCommands({ dispute }: { readonly dispute: DisputeRow | null }) {
  const actions = useDisputeActions();
  const feedback = useFeedback();
  const [form, setForm] = useState<{ kind: 'resolve' | 'change'; dispute: DisputeRow } | null>(null);
  const isOpen = dispute?.state === 'open';
  useCommands([
    {
      id: 'dispute.settle',
      title: isOpen ? 'Resolve the dispute' : 'Open the dispute again',
      group: 'Edit',
      keys: ['r'],
      when: () => dispute !== null,
      run: () => {
        if (dispute === null) return;
        if (isOpen) setForm({ kind: 'resolve', dispute });
        else actions.reopen(dispute).catch(feedback.failed);
      },
    },
    {
      id: 'dispute.change',
      title: 'Change the dispute',
      group: 'Edit',
      keys: ['shift+d'],
      when: () => isOpen,
      run: () => {
        if (dispute) setForm({ kind: 'change', dispute });
      },
    },
  ]);
  if (form === null) return null;
  const close = () => setForm(null);
  return form.kind === 'resolve' ? (
    <ResolveDialog dispute={form.dispute} onClose={close} />
  ) : (
    <ChangeDisputeDialog dispute={form.dispute} onClose={close} />
  );
}
