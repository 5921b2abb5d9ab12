import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useSending } from '../../app/sending/sending-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { count } from '../../ui/format/count.ts';
import { canLookNow, canSendOff, canStop, canTakeBack } from './outbox-states.ts';

/** What can be done with messages of the outbox. Each says what happened. */
export function useOutboxActions() {
  const client = useClient();
  const feedback = useFeedback();
  const sending = useSending();
  const attempt = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (error) {
      feedback.failed(error);
    }
  };
  const named = (messages: readonly OutboxMessage[]) =>
    messages.length === 1 && messages[0]
      ? `Mail to ${messages[0].account.name}`
      : count(messages.length, 'message');

  return {
    send: (messages: readonly OutboxMessage[]) =>
      attempt(() => sending.sendOff(messages.filter(canSendOff).map(({ id }) => id))),
    stop: (messages: readonly OutboxMessage[]) =>
      attempt(async () => {
        const fit = messages.filter(canStop);
        const ids = fit.map(({ id }) => id);
        const { stopped, tooLate } = await client.outbox.undo({ ids });
        sending.forget(stopped.map(({ id }) => id));
        const late = tooLate.length > 0 ? ` ${count(tooLate.length, 'message')} had left already.` : '';
        const words = stopped.length === fit.length ? named(fit) : count(stopped.length, 'message');
        feedback.say(`${words} stopped: approved, and not sent.${late}`);
      }),
    /** One is opened as a draft at once; of several it is only said where they are. */
    takeBack: (messages: readonly OutboxMessage[]) =>
      attempt(async () => {
        const fit = messages.filter(canTakeBack);
        const ids = fit.map(({ id }) => id);
        const [draft] = await client.outbox.withdraw({ ids });
        sending.forget(ids);
        feedback.say(`${named(fit)} taken back: ${fit.length === 1 ? 'a draft' : 'drafts'} again`);
        if (fit.length === 1 && draft) navigate({ screen: 'drafts', id: draft.id });
      }),
    /** The letter of today takes its place and is shown before anything is sent. */
    rebuild: (message: OutboxMessage, words: { readonly dropOwnWords?: boolean } = {}) =>
      attempt(async () => {
        const { id } = await client.outbox.rebuild({ id: message.id, ...words });
        feedback.say(
          `Mail to ${message.account.name} rebuilt with the figures of now. Look it over and send it`,
        );
        navigate({ screen: 'outbox', id, params: { show: 'waiting' } });
      }),
    /** The person's own words stay: a draft again, which asks for what is open now. */
    rework: (message: OutboxMessage) =>
      attempt(async () => {
        const draft = await client.outbox.rework({ id: message.id });
        sending.forget([message.id]);
        feedback.say(
          `Mail to ${message.account.name} is a draft again, with your words and what is open now. Put its figures right`,
        );
        navigate({ screen: 'drafts', id: draft.id });
      }),
    settle: (message: OutboxMessage, as: 'sent' | 'not_sent') =>
      attempt(async () => {
        await client.outbox.resolve({ id: message.id, as });
        const how = as === 'sent' ? 'logged as sent' : 'logged as not sent, and a draft again';
        feedback.say(`Mail to ${message.account.name}: ${how}`);
      }),
    tryNow: (message: OutboxMessage) =>
      attempt(async () => {
        await client.outbox.retry({ id: message.id });
        const what = canLookNow(message) ? 'looking into Sent' : 'trying again';
        feedback.say(`Mail to ${message.account.name}: ${what}`);
      }),
    resume: (mailboxId: MailboxId, address: string) =>
      attempt(async () => {
        await client.outbox.resume({ mailboxId });
        feedback.say(`Sending from ${address} goes on`);
      }),
    exportEml: (message: OutboxMessage) =>
      attempt(async () => {
        await saveDownload(await client.outbox.exportEml({ id: message.id }));
      }),
    copy: (what: string, text: string) =>
      attempt(async () => {
        await copyText({ text });
        feedback.say(`${what} copied`);
      }),
  };
}

export type OutboxActions = ReturnType<typeof useOutboxActions>;
