import type { OutboxMessage } from '../../../../shared/contract/outbox.ts';
import type { DraftId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { MESSAGE_STATES } from '../../../../shared/domain/outbox/message-states.ts';
import { requireMailbox } from '../../../engine/services/mailboxes/mailboxes-service.ts';
import { getMessage, listOutbox } from '../../../engine/services/outbox/outbox-service.ts';
import { recoverOutbox } from '../../../engine/services/outbox/recover.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { messagesOfDrafts, messagesToSend, sendNow } from '../send-outbox.ts';
import { choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const PAGE = 500;

/** Every message of the outbox, newest first, settled ones too. */
export const outboxList: Command = defineCommand({
  parameters: {},
  flags: { state: 'optional', account: 'optional' },
  run: (context, flags) => {
    const states =
      flags.state === null ? MESSAGE_STATES : [choiceValue('state', flags.state, MESSAGE_STATES)];
    return withWorkspace(context, 'read', async (workspace) => {
      const account =
        flags.account === null ? null : await workspace.db.read('findAccount', { key: flags.account });
      const query = { states, accountId: account?.id ?? null, settledSince: null, limit: PAGE };
      const messages: OutboxMessage[] = [];
      for (let cursor: string | null = null; ; ) {
        const page = await listOutbox(workspace, { ...query, cursor });
        messages.push(...page.messages);
        cursor = page.next;
        if (cursor === null) break;
      }
      return { json: { messages: messages.map(printed) }, text: () => messagesText(messages) };
    });
  },
});

/**
 * Sends what is approved or queued, or the drafts that are named, without time to undo, and waits for what comes of
 * it. Ends with status 1 when a message could not be tried; it stays in the queue.
 */
export const outboxSend: Command = defineCommand({
  parameters: { DRAFT: 'optional' },
  flags: { draft: 'repeated', mailbox: 'optional' },
  run: (context, flags, { DRAFT }) =>
    withWorkspace(context, 'write', async (workspace) => {
      await recoverOutbox(workspace);
      const drafts = [...(DRAFT === null ? [] : [DRAFT]), ...flags.draft] as DraftId[];
      const mailbox = flags.mailbox === null ? undefined : await requireMailbox(workspace, flags.mailbox);
      const ids =
        drafts.length === 0
          ? await messagesToSend(workspace, mailbox?.id)
          : await messagesOfDrafts(workspace, drafts, mailbox?.id);
      await sendNow(context, workspace, ids);
      const messages = await Promise.all(ids.map((id) => getMessage(workspace, id)));
      const stuck = messages.find(({ state }) => state === 'queued');
      const error = stuck === undefined ? {} : { error: await whyNot(workspace, stuck) };
      return {
        json: { messages: messages.map(printed), ...error },
        text: () => messagesText(messages),
        status: stuck === undefined ? 0 : 1,
      };
    }),
});

/** A person settles a message whose fate nobody knows. */
export const outboxResolve: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { as: 'required' },
  run: (context, flags, { ID }) => {
    const as = choiceValue('as', flags.as, ['sent', 'not_sent'] as const);
    return withWorkspace(context, 'write', async (workspace) => {
      await recoverOutbox(workspace);
      const id = ID as OutboxMessageId;
      await workspace.db.write('resolveMessage', { id, as, by: 'person' }, workspace.context());
      const message = await getMessage(workspace, id);
      return { json: { messages: [printed(message)] }, text: () => messagesText([message]) };
    });
  },
});

async function whyNot(workspace: OpenWorkspace, message: OutboxMessage) {
  if (message.lastError !== null) return { code: message.lastError.code, message: message.lastError.message };
  const { pauseReason } = await requireMailbox(workspace, message.mailboxId);
  const reason = pauseReason ?? 'The limit of the mailbox is reached.';
  return { code: 'rate_limited', message: `${reason} The message waits in the queue.` };
}

function printed(message: OutboxMessage) {
  const { id, draftId, account, state, messageId, attempts, subject, from, recipients } = message;
  const { review, lastError, answer, resolvedAs, expectedAt, sha256, sentCopy } = message;
  return {
    ...{ id, account, state, messageId, attempts },
    gate: review?.gate ?? message.gate,
    ...(lastError === null ? {} : { lastError }),
    ...(review === null ? {} : { reason: review.reason }),
    ...(answer === null ? {} : { answer }),
    ...(resolvedAs === null ? {} : { resolvedAs }),
    ...(expectedAt === null ? {} : { expectedAt }),
    ...{ draft: draftId, subject, from, to: recipients, sha256, sentCopy },
  };
}

function messagesText(messages: readonly OutboxMessage[]): string {
  if (messages.length === 0) return 'Nothing is in the outbox.';
  const why = ({ review, lastError, answer }: OutboxMessage) =>
    oneLine(review?.reason ?? lastError?.message ?? answer ?? '');
  return textTable<OutboxMessage>(
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Account', value: (row) => row.account.name },
      { header: 'To', value: (row) => row.recipients.join(', ') },
      { header: 'State', value: (row) => row.state },
      { header: 'Tries', align: 'right', value: (row) => String(row.attempts) },
      { header: 'Why', whole: true, value: why },
    ],
    messages,
  );
}
