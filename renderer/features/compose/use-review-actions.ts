import type { Draft } from '../../../shared/contract/drafts.ts';
import { isSameSender, type Sender } from '../../../shared/domain/drafts/senders.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { count } from '../../ui/format/count.ts';
import { editsBetween, editsInput, isEdited, letterOf } from './letter.ts';
import { type Message, type Outcome, shownLetter, unkept } from './review-messages.ts';
import { copyIds } from './use-copies.ts';
import { LETTER_LANGUAGE, type Review, targetInput } from './use-review.ts';

/**
 * How a message leaves the review. Each keeps it as a draft first, with the sender that is shown, so that nothing is lost
 * on the way.
 */
export function useReviewActions(
  review: Review,
  goOn: (from: string) => void,
  senderOf: (message: Message) => Sender | null,
) {
  const client = useClient();
  const feedback = useFeedback();

  const keep = async (message: Message): Promise<Draft> => {
    const letter = shownLetter(message);
    const sender = senderInput(senderOf(message));
    if (message.draft && letter) {
      const edits = editsBetween(letterOf(message.draft), letter);
      const moved = message.sender !== null && !isSameSender(keptSender(message.draft), message.sender);
      const files = copyIds(message.copies);
      const attached = message.draft.files.map(({ fileId }) => fileId);
      const refiled = files.join() !== attached.join();
      if (!isEdited(edits) && !moved && !refiled) return message.draft;
      const changed = await client.drafts.change({
        id: message.draft.id,
        ...editsInput(edits),
        ...(moved ? sender : {}),
        ...(refiled ? { files } : {}),
      });
      review.patch(message.key, { draft: changed });
      return changed;
    }
    const draft = await client.drafts.create({
      target: targetInput(message.target),
      stage: message.proposal.stage,
      language: LETTER_LANGUAGE,
      edits: { ...editsInput(message.edits), ...sender, ...filesInput(message) },
    });
    review.patch(message.key, { draft });
    return draft;
  };

  /** Keeps each message; those that could not be kept say why and stay. */
  const keepEach = async (messages: readonly Message[]) => {
    const kept: { readonly message: Message; readonly draft: Draft }[] = [];
    for (const message of messages) {
      review.patch(message.key, { busy: true, error: null });
      try {
        kept.push({ message, draft: await keep(message) });
      } catch (error) {
        review.patch(message.key, { busy: false, error });
      }
    }
    return kept;
  };

  const saveToMailbox = async (messages: readonly Message[]) => {
    const kept = await keepEach(messages);
    if (kept.length === 0) return;
    try {
      const saved = await client.drafts.saveToMailbox({ ids: kept.map(({ draft }) => draft.id) });
      for (const { message, draft } of kept) {
        const now = saved.find((one) => one.id === draft.id) ?? draft;
        review.patch(message.key, { draft: now, busy: false, outcome: 'saved' });
      }
      const first = kept[0]?.message.proposal.accountName ?? '';
      feedback.say(
        kept.length === 1
          ? `${first}: on its way to the drafts folder`
          : `${count(kept.length, 'message')} on their way to the drafts folder`,
      );
      goOn(kept.at(-1)?.message.key ?? '');
    } catch (error) {
      for (const { message } of kept) review.patch(message.key, { busy: false, error });
    }
  };

  /** Runs one way out of the review for one message; `take` says whether it happened. */
  const leave = async (message: Message, outcome: Outcome, take: (draft: Draft) => Promise<boolean>) => {
    const [kept] = await keepEach([message]);
    if (!kept) return;
    try {
      const left = await take(kept.draft);
      review.patch(message.key, { busy: false, ...(left ? { outcome } : {}) });
      if (left) goOn(message.key);
    } catch (error) {
      review.patch(message.key, { busy: false, error });
    }
  };

  const exportEml = (message: Message) =>
    leave(message, 'exported', async ({ id }) => saveDownload(await client.drafts.exportEml({ id })));

  const copy = (message: Message) =>
    leave(message, 'copied', async (draft) => {
      await copyText({ text: draft.text, html: draft.html });
      await client.drafts.copied({ id: draft.id });
      feedback.say(`${message.proposal.accountName}: the letter is on the clipboard`);
      return true;
    });

  /** When the review ends early, wording that a person changed stays as drafts. */
  const keepEdited = async () => {
    const kept = await keepEach(unkept(review.latest.current));
    if (kept.length === 0) return;
    const ids = kept.map(({ draft }) => draft.id);
    feedback.done({
      title: `${count(kept.length, 'edited message')} kept as ${kept.length === 1 ? 'a draft' : 'drafts'}`,
      undo: () => discardAll(ids),
    });
  };

  const discardAll = async (ids: readonly DraftId[]) => {
    for (const id of ids) await client.drafts.discard({ id });
  };

  return { keep, saveToMailbox, exportEml, copy, keepEdited };
}

function senderInput(sender: Sender | null) {
  return sender === null ? {} : { sender: { mailboxId: sender.mailboxId, address: sender.address } };
}

function filesInput({ copies }: Message) {
  return copies === null ? {} : { files: copyIds(copies) };
}

function keptSender({ mailboxId, from }: Draft) {
  return mailboxId === null || from === null ? null : { mailboxId, address: from.address };
}
