import { useRef } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useSending } from '../../app/sending/sending-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { approvedOf, type Message } from './review-messages.ts';
import type { Review } from './use-review.ts';

/** Approving messages one by one and sending off what was approved. `keep` keeps a message as a draft. */
export function useSendingActions(review: Review, keep: (message: Message) => Promise<Draft>) {
  const client = useClient();
  const feedback = useFeedback();
  const sending = useSending();
  /** Approvals that the engine has not answered yet. */
  const approving = useRef(new Map<string, Promise<void>>());

  /** Counts as approved at once; the engine fixes it meanwhile, and a refusal opens the message again with its reason. */
  const approve = (message: Message): Promise<void> => {
    review.patch(message.key, { outcome: 'approved', busy: true, error: null });
    const run = async () => {
      try {
        const draft = await keep(message);
        const [approved] = await client.outbox.approve({ draftIds: [draft.id] });
        review.patch(message.key, { busy: false, outboxId: approved?.id ?? null });
      } catch (error) {
        review.patch(message.key, { busy: false, outcome: 'open', error });
      } finally {
        approving.current.delete(message.key);
      }
    };
    const running = run();
    approving.current.set(message.key, running);
    return running;
  };

  /** Takes the approval back: the message can be changed again. */
  const takeBack = async (message: Message) => {
    await approving.current.get(message.key);
    const outboxId = review.latest.current.find((one) => one.key === message.key)?.outboxId ?? null;
    if (outboxId === null) return;
    try {
      const [draft] = await client.outbox.withdraw({ ids: [outboxId] });
      review.patch(message.key, { outcome: 'open', outboxId: null, ...(draft ? { draft } : {}) });
    } catch (error) {
      review.patch(message.key, { error });
    }
  };

  /** Sends off everything that was approved; says whether it did. */
  const sendApproved = async (): Promise<boolean> => {
    await Promise.all(approving.current.values());
    const ready = approvedOf(review.latest.current).flatMap(({ key, outboxId }) =>
      outboxId === null ? [] : [{ key, outboxId }],
    );
    if (ready.length === 0) return false;
    try {
      await sending.sendOff(ready.map(({ outboxId }): OutboxMessageId => outboxId));
      for (const { key } of ready) review.patch(key, { outcome: 'sent' });
      return true;
    } catch (error) {
      feedback.failed(error);
      return false;
    }
  };

  return { approve, takeBack, sendApproved };
}
