import type { DisputeView } from '../../../shared/contract/disputes.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import type { DisputeDetails } from './dispute-form.ts';

/** What can be done with a dispute, each with its way back. They throw what the engine refuses. */
export function useDisputeActions() {
  const client = useClient();
  const feedback = useFeedback();
  return {
    change: async (dispute: DisputeView, details: DisputeDetails) => {
      const { id } = dispute;
      await client.disputes.change({ id, details });
      feedback.done({
        title: `Dispute on ${dispute.number} changed`,
        undo: async () => void (await client.disputes.change({ id, details: detailsIn(dispute) })),
      });
    },
    resolve: async (dispute: DisputeView, outcome: string) => {
      const { id } = dispute;
      await client.disputes.resolve({ id, outcome });
      feedback.done({
        title: `Dispute on ${dispute.number} resolved`,
        text: outcome,
        undo: async () => void (await client.disputes.reopen({ id, reason: 'Taken back at once' })),
      });
    },
    reopen: async (dispute: DisputeView) => {
      const { id, outcome } = dispute;
      await client.disputes.reopen({ id, reason: '' });
      feedback.done({
        title: `Dispute on ${dispute.number} opened again`,
        undo: async () => void (await client.disputes.resolve({ id, outcome: outcome ?? 'Resolved' })),
      });
    },
  };
}

/** What was known about a dispute, as the engine takes it back. */
function detailsIn(dispute: DisputeView): DisputeDetails {
  const { reason, amountMinor, text, owner, nextAction, nextDate, papers } = dispute;
  return { reason, amountMinor, text, owner, nextAction, nextDate, papers };
}
