import type { OutboxMessage } from '../../../../shared/contract/outbox.ts';
import type { DraftId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { MESSAGE_STATES } from '../../../../shared/domain/outbox/message-states.ts';
import type { DraftRecord } from '../../../engine/db/queries/drafts.ts';
import { requireMailbox } from '../../../engine/services/mailboxes/mailboxes-service.ts';
import { getMessage, listOutbox } from '../../../engine/services/outbox/outbox-service.ts';
import { recoverOutbox } from '../../../engine/services/outbox/recover.ts';
import { recipients } from '../../../engine/services/outreach/draft-view.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import {
  approveCommandLineDrafts,
  messagesOfDrafts,
  messagesToSend,
  type RefusedDraft,
  sendNow,
} from '../send-outbox.ts';
import { choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const PAGE = 500;
/** A letter of the command line is listed before it is a message. */
const LISTED_STATES = ['draft', ...MESSAGE_STATES] as const;

/** Letters of the command line that are no message yet, then every message, newest first, settled ones too. */
export const outboxList: Command = defineCommand({
  parameters: {},
  flags: { state: 'optional', account: 'optional' },
  run: (context, flags) => {
    const states = flags.state === null ? LISTED_STATES : [choiceValue('state', flags.state, LISTED_STATES)];
    return withWorkspace(context, 'read', async (workspace) => {
      const account =
        flags.account === null ? null : await workspace.db.read('findAccount', { key: flags.account });
      const letters = states.includes('draft') ? await workspace.db.read('commandLineDrafts', null) : [];
      const drafts = letters.filter(({ accountId }) => account === null || accountId === account.id);
      const messages = await everyMessage(workspace, {
        states: MESSAGE_STATES.filter((state) => states.includes(state)),
        accountId: account?.id ?? null,
        settledSince: null,
        limit: PAGE,
      });
      return {
        json: { messages: [...drafts.map((draft) => printedDraft(draft)), ...messages.map(printed)] },
        text: () => listText(drafts, messages),
      };
    });
  },
});

async function everyMessage(
  workspace: OpenWorkspace,
  query: Omit<Parameters<typeof listOutbox>[1], 'cursor'>,
): Promise<readonly OutboxMessage[]> {
  const messages: OutboxMessage[] = [];
  let cursor: string | null = null;
  do {
    const page = await listOutbox(workspace, { ...query, cursor });
    messages.push(...page.messages);
    cursor = page.next;
  } while (cursor !== null);
  return messages;
}

/**
 * Sends what is approved or queued and what was written on the command line, or only the drafts that are named, without
 * time to undo, and waits for what comes of it. A letter that was begun in the window is sent only when it is named. Ends
 * with status 1 when a message could not be tried; it stays in the queue, or a draft. One that waits for the hours at the
 * customer's place is none of these.
 */
export const outboxSend: Command = defineCommand({
  parameters: { DRAFT: 'optional' },
  flags: { draft: 'repeated', mailbox: 'optional' },
  run: (context, flags, { DRAFT }) =>
    withWorkspace(context, 'write', async (workspace) => {
      await recoverOutbox(workspace);
      const drafts = [...(DRAFT === null ? [] : [DRAFT]), ...flags.draft] as DraftId[];
      const mailbox = flags.mailbox === null ? undefined : await requireMailbox(workspace, flags.mailbox);
      const refused = drafts.length === 0 ? await approveCommandLineDrafts(workspace, mailbox?.id) : [];
      const ids =
        drafts.length === 0
          ? await messagesToSend(workspace, mailbox?.id)
          : await messagesOfDrafts(workspace, drafts, mailbox?.id);
      await sendNow(context, workspace, ids);
      const messages = await Promise.all(ids.map((id) => getMessage(workspace, id)));
      const stuck = messages.find((message) => message.state === 'queued' && !waitsForHours(message));
      const error = stuck === undefined ? refused[0]?.error : await whyNot(workspace, stuck);
      return {
        json: {
          messages: [...refused.map(printedRefusal), ...messages.map(printed)],
          ...(error === undefined ? {} : { error }),
        },
        text: () => sentText(refused, messages),
        status: error === undefined ? 0 : 1,
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

/** It goes out by itself when the customer's day begins: nothing is wrong with it. */
function waitsForHours({ lastError }: OutboxMessage): boolean {
  return lastError?.code === 'contact_hours';
}

async function whyNot(workspace: OpenWorkspace, message: OutboxMessage) {
  if (message.lastError !== null) return { code: message.lastError.code, message: message.lastError.message };
  const { pauseReason } = await requireMailbox(workspace, message.mailboxId);
  const reason = pauseReason ?? 'The limit of the mailbox is reached.';
  return { code: 'rate_limited', message: `${reason} The message waits in the queue.` };
}

function printed(message: OutboxMessage) {
  const { id, draftId, account, state, messageId, attempts, subject, from, recipients } = message;
  const { review, answer, resolvedAs, foundLaterAt, expectedAt, sha256, sentCopy } = message;
  return {
    ...{ id, account, state, messageId, attempts },
    gate: review?.gate ?? message.gate,
    ...errorOf(message),
    ...(review === null ? {} : { reason: review.reason }),
    ...(answer === null ? {} : { answer }),
    ...(resolvedAs === null ? {} : { resolvedAs }),
    ...(foundLaterAt === null ? {} : { foundLaterAt }),
    ...(expectedAt === null ? {} : { expectedAt }),
    ...{ draft: draftId, subject, from, to: recipients, sha256, sentCopy },
  };
}

/** What went wrong last: with the way to the server, or what the server refused. */
function errorOf({ state, lastError, answer }: OutboxMessage) {
  if (lastError !== null) return { lastError };
  return state === 'rejected' ? { lastError: { code: 'mail_rejected', message: answer ?? '' } } : {};
}

function printedDraft({ id, accountId, accountNumber, accountName, ...draft }: DraftRecord) {
  return {
    id,
    account: { id: accountId, number: accountNumber, name: accountName },
    state: 'draft' as const,
    messageId: draft.messageId,
    attempts: 0,
    gate: JSON.parse(draft.gateJson) as unknown,
    ...{ draft: id, subject: draft.subject, from: draft.senderAddress },
    to: recipients(draft.toJson).map(({ address }) => address),
  };
}

function printedRefusal({ draft, error }: RefusedDraft) {
  return { ...printedDraft(draft), lastError: error };
}

function sentText(refused: readonly RefusedDraft[], messages: readonly OutboxMessage[]): string {
  return underLines(
    refused.map(({ draft, error }) => `${oneLine(draft.accountName)}: ${oneLine(error.message)}`),
    messages,
  );
}

function listText(drafts: readonly DraftRecord[], messages: readonly OutboxMessage[]): string {
  return underLines(
    drafts.map(
      ({ accountName, subject }) =>
        `${oneLine(accountName)}: "${oneLine(subject)}" is a draft; "outbox send" sends it.`,
    ),
    messages,
  );
}

/** The table of the messages below lines about drafts; without any message the lines alone. */
function underLines(lines: readonly string[], messages: readonly OutboxMessage[]): string {
  const table = messages.length === 0 && lines.length > 0 ? [] : [messagesText(messages)];
  return [...lines, ...table].join('\n');
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
