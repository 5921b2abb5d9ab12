import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { useClient } from '../../api/engine-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { edited, editsBetween, type LetterEdits, letterOf } from './letter.ts';
import { type Message, messageKey, messagesOf, nextOpen } from './review-messages.ts';

/** The language of the letters; the shipped wording is English. */
export const LETTER_LANGUAGE = 'en';

/** The messages of a review: proposed once by the engine, then changed by the person. */
export function useReview(targets: readonly ComposeTarget[]) {
  const client = useClient();
  const feedback = useFeedback();
  const [messages, setMessages] = useState<readonly Message[] | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  /** The same as `messages`, also between a change and the next render. */
  const latest = useRef<readonly Message[]>([]);

  const proposals = useQuery({
    queryKey: [['window', 'review'], targets],
    queryFn: ({ signal }) =>
      client.drafts.propose({ targets: targets.map(targetInput), language: LETTER_LANGUAGE }, { signal }),
    gcTime: 0,
  });
  useEffect(() => {
    if (!proposals.data) return;
    const made = messagesOf(targets, proposals.data);
    latest.current = made;
    setMessages(made);
    setCurrent(nextOpen(made, '') ?? made[0]?.key ?? null);
  }, [proposals.data, targets]);

  const patch = useCallback((key: string, part: Partial<Message>) => {
    latest.current = latest.current.map((one) => (one.key === key ? { ...one, ...part } : one));
    setMessages(latest.current);
  }, []);

  const change = (key: string, edits: LetterEdits) => {
    const message = latest.current.find((one) => one.key === key);
    if (!message?.proposal.draft) return;
    const proposed = letterOf(message.proposal.draft);
    const letter = edited(edited(proposed, message.edits), edits);
    patch(key, { edits: editsBetween(proposed, letter), error: null });
  };

  /** Writes the message anew with the wording of another stage. Recipients stay; changed wording can be taken back. */
  const changeStage = async (key: string, stage: TemplateStage) => {
    const before = latest.current.find((one) => one.key === key);
    if (!before || before.proposal.stage === stage || before.draft) return;
    patch(key, { busy: true });
    try {
      const again = await client.drafts.propose({
        targets: [targetInput(before.target)],
        stage,
        language: LETTER_LANGUAGE,
      });
      const proposal = again.find((one) => messageKey(one) === key);
      if (!proposal) return;
      const { to, cc } = before.edits;
      patch(key, { proposal, edits: { ...(to && { to }), ...(cc && { cc }) }, copies: null, error: null });
      if (before.edits.text !== undefined || before.edits.subject !== undefined) {
        feedback.done({
          title: `${before.proposal.accountName}: your wording was replaced`,
          undo: async () => patch(key, { proposal: before.proposal, edits: before.edits }),
        });
      }
    } catch (error) {
      feedback.failed(error);
    } finally {
      patch(key, { busy: false });
    }
  };

  return {
    messages,
    latest,
    message: messages?.find((one) => one.key === current) ?? null,
    error: proposals.error,
    retry: () => void proposals.refetch(),
    show: setCurrent,
    patch,
    change,
    changeStage,
  };
}

export type Review = ReturnType<typeof useReview>;

export function targetInput({ accountId, currency, documentIds }: ComposeTarget) {
  return { accountId, currency, ...(documentIds ? { documentIds: [...documentIds] } : {}) };
}
