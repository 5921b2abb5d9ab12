import type { Draft } from '../../../shared/contract/drafts.ts';
import type { SenderKey } from '../../../shared/domain/drafts/senders.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useSending } from '../../app/sending/sending-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { count } from '../../ui/format/count.ts';
import { editsInput, type Letter, type LetterEdits } from '../compose/letter.ts';
import { canDiscard, canSave, canSend } from './draft-states.ts';

/** What can be done with kept drafts. Each says what happened, and how to take it back where that is possible. */
export function useDraftActions() {
  const client = useClient();
  const feedback = useFeedback();
  const sending = useSending();
  /** Says whether it was done. */
  const attempt = async (run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      feedback.failed(error);
      return false;
    }
  };

  return {
    saveToMailbox: (drafts: readonly Draft[]) =>
      attempt(async () => {
        const fit = drafts.filter(canSave);
        const left = drafts.length - fit.length;
        if (fit.length > 0) await client.drafts.saveToMailbox({ ids: fit.map(({ id }) => id) });
        const saved = fit.length > 0 ? `${count(fit.length, 'draft')} on the way to the drafts folder` : '';
        const kept = left > 0 ? `${count(left, 'draft')} left: not complete, or on the way already` : '';
        feedback.say([saved, kept].filter(Boolean).join('. '));
      }),
    /** Approves the complete ones as they stand and sends them off; undo stops them for ten seconds. */
    send: (drafts: readonly Draft[], options: { readonly despiteEdits?: boolean } = {}) =>
      attempt(async () => {
        const fit = drafts.filter(canSend);
        const left = drafts.length - fit.length;
        if (fit.length > 0) {
          const approved = await client.outbox.approve({
            draftIds: fit.map(({ id }) => id),
            ...options,
          });
          await sending.sendOff(approved.map(({ id }) => id));
        }
        if (left > 0) feedback.say(`${count(left, 'draft')} left: not complete, or on the way already`);
      }),
    discard: (drafts: readonly Draft[]) =>
      attempt(async () => {
        const fit = drafts.filter(canDiscard);
        for (const { id } of fit) await client.drafts.discard({ id });
        const [only] = fit;
        if (!only) return;
        feedback.done({
          title:
            fit.length === 1 ? `Draft to ${only.accountName} discarded` : `${fit.length} drafts discarded`,
          undo: async () => {
            for (const { id } of fit) await client.drafts.restore({ id });
            for (const { id } of fit.filter(({ state }) => state === 'queued')) {
              await client.drafts.saveToMailbox({ ids: [id] });
            }
          },
        });
      }),
    restore: (draft: Draft) =>
      attempt(async () => {
        await client.drafts.restore({ id: draft.id });
        feedback.say(`Draft to ${draft.accountName} taken back`);
      }),
    retry: (draft: Draft) =>
      attempt(async () => {
        await client.drafts.retry({ id: draft.id });
        feedback.say(`Draft to ${draft.accountName}: trying again`);
      }),
    exportEml: (draft: Draft) =>
      attempt(async () => {
        await saveDownload(await client.drafts.exportEml({ id: draft.id }));
      }),
    copy: (draft: Draft) =>
      attempt(async () => {
        await copyText({ text: draft.text, html: draft.html });
        await client.drafts.copied({ id: draft.id });
        feedback.say(`The letter to ${draft.accountName} is on the clipboard`);
      }),
    /** Lets it go out from somebody else; undo puts the sender back that it had. */
    changeSender: (draft: Draft, { mailboxId, address }: SenderKey) =>
      attempt(async () => {
        const { from, senderProblem } = draft;
        const before =
          draft.mailboxId === null ? null : { mailboxId: draft.mailboxId, address: from?.address ?? '' };
        await client.drafts.change({ id: draft.id, sender: { mailboxId, address } });
        const title = `Draft to ${draft.accountName} goes out from ${address}`;
        if (before === null || senderProblem !== null) feedback.say(title);
        else {
          const undo = async () => void (await client.drafts.change({ id: draft.id, sender: before }));
          feedback.done({ title, undo });
        }
      }),
    /** Keeps changed wording; undo puts back what stood there before. */
    change: (draft: Draft, before: Letter, edits: LetterEdits) =>
      attempt(async () => {
        await client.drafts.change({ id: draft.id, ...editsInput(edits) });
        feedback.done({
          title: `Draft to ${draft.accountName} changed`,
          undo: async () => void (await client.drafts.change({ id: draft.id, ...editsInput(before) })),
        });
      }),
  };
}

export type DraftActions = ReturnType<typeof useDraftActions>;
