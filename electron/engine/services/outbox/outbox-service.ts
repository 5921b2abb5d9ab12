import type { OutboxMessage } from '../../../../shared/contract/outbox.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, DraftId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { MessageState } from '../../../../shared/domain/outbox/message-states.ts';
import { plannedTimes } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { pauseOf } from '../mailboxes/demo-mail.ts';
import { messageFiles } from '../outreach/draft-files.ts';
import { letterOrigin } from '../outreach/letter-sender.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { approvalFacts } from './approval-facts.ts';
import { finalMessage } from './final-message.ts';
import { after } from './later.ts';
import { outboxView } from './outbox-view.ts';

/** For so long after a message was sent off, nothing goes out, in milliseconds: time to think again. */
export const UNDO_TIME = 10_000;
const DAY = 24 * 60 * 60_000;

/**
 * Approves a draft for sending from its sender, or from the given mailbox. Errors: `validation` (a gap, no recipient),
 * `not_ready` (no server for sending), `not_found` (no mailbox, or its sender is gone), `conflict`.
 */
export async function approveDraft(
  workspace: OpenWorkspace,
  draftId: DraftId,
  mailboxId?: MailboxId,
  options: { readonly despiteEdits?: boolean } = {},
): Promise<OutboxMessageId> {
  const draft = await workspace.db.read('draftRecord', { id: draftId });
  const origin = await letterOrigin(workspace, draft, mailboxId);
  const facts = await approvalFacts(workspace, draft);
  const context = workspace.context();
  const id = newId() as OutboxMessageId;
  const message = await finalMessage(id, draft, origin, context.now, await messageFiles(workspace, draft));
  await workspace.db.write('approveMessage', { id, draftId, ...message, ...facts, ...options }, context);
  return id;
}

/** Takes a message back; its draft can be changed again. Errors: `conflict` when it is too late, `not_found`. */
export async function withdrawMessage(workspace: OpenWorkspace, id: OutboxMessageId): Promise<DraftId> {
  const { draftId } = await workspace.db.read('outboxRecord', { id });
  await workspace.db.write('withdrawApproval', { id }, workspace.context());
  return draftId;
}

/** Sends an approved message off, after `UNDO_TIME` or at once. */
export async function sendMessage(
  workspace: OpenWorkspace,
  id: OutboxMessageId,
  wait: number = UNDO_TIME,
): Promise<void> {
  const context = workspace.context();
  const runAt = after({ now: () => context.now }, wait);
  await workspace.db.write('queueMessage', { id, runAt }, context);
}

/** Stops a message that is not on the wire yet; false when it is too late. */
export async function undoSending(workspace: OpenWorkspace, id: OutboxMessageId): Promise<boolean> {
  try {
    await workspace.db.write('undoSend', { id }, workspace.context());
    return true;
  } catch (error) {
    if (isEngineError(error) && error.code === 'conflict') return false;
    throw error;
  }
}

export interface OutboxPage {
  readonly messages: OutboxMessage[];
  readonly total: number;
  readonly next: string | null;
  readonly pauses: { mailboxId: MailboxId; address: string; reason: string; until: Instant | null }[];
}

/** Messages in the given states with the time at which each is expected to go out, and what holds mailboxes up. */
export async function listOutbox(
  workspace: OpenWorkspace,
  query: {
    readonly states: readonly MessageState[];
    readonly accountId: AccountId | null;
    readonly settledSince: Instant | null;
    readonly limit: number;
    readonly cursor: string | null;
  },
): Promise<OutboxPage> {
  const page = await workspace.db.read('outboxList', query);
  const mailboxes = await workspace.db.read('mailboxes', null);
  const expected = await expectedTimesFor(workspace, page.messages);
  return {
    messages: page.messages.map((record) => outboxView(record, timesOf(workspace, record, expected))),
    total: page.total,
    next: page.next,
    pauses: mailboxes.flatMap((row) => {
      const pause = pauseOf(workspace, row);
      return pause === null ? [] : [{ mailboxId: row.id, address: row.address, ...pause }];
    }),
  };
}

/** One message; throws `not_found`. */
export async function getMessage(workspace: OpenWorkspace, id: OutboxMessageId): Promise<OutboxMessage> {
  const record = await workspace.db.read('outboxRecord', { id });
  return outboxView(record, timesOf(workspace, record, await expectedTimesFor(workspace, [record])));
}

/** Messages in the order in which they are asked for; throws `not_found`. */
export async function getMessages(
  workspace: OpenWorkspace,
  ids: readonly OutboxMessageId[],
): Promise<OutboxMessage[]> {
  const records = await Promise.all(ids.map((id) => workspace.db.read('outboxRecord', { id })));
  const expected = await expectedTimesFor(workspace, records);
  return records.map((record) => outboxView(record, timesOf(workspace, record, expected)));
}

/** The whole queue decides when one of its messages goes out; it is not looked at for messages that wait for nothing. */
async function expectedTimesFor(
  workspace: OpenWorkspace,
  records: readonly OutboxRecord[],
): Promise<ReadonlyMap<OutboxMessageId, Instant>> {
  if (!records.some(({ state }) => state === 'queued')) return new Map();
  return expectedTimes(workspace, await workspace.db.read('mailboxes', null));
}

function timesOf(
  workspace: OpenWorkspace,
  record: OutboxRecord,
  expected: ReadonlyMap<OutboxMessageId, Instant>,
): { readonly expectedAt: Instant | null; readonly undoUntil: Instant | null } {
  const waits = record.state === 'queued' && record.attempts === 0 && record.runAt !== null;
  return {
    expectedAt: expected.get(record.id) ?? null,
    undoUntil: waits && record.runAt !== null && record.runAt > workspace.now() ? record.runAt : null,
  };
}

/** When each queued message is expected to go out, by the limits and pauses of its mailbox; none for a stopped one. */
async function expectedTimes(
  workspace: OpenWorkspace,
  mailboxes: readonly MailboxRow[],
): Promise<ReadonlyMap<OutboxMessageId, Instant>> {
  const expected = new Map<OutboxMessageId, Instant>();
  const queued = await workspace.db.read('queuedMessages', null);
  const now = workspace.now();
  for (const mailbox of mailboxes) {
    const waiting = queued.filter(({ mailboxId }) => mailboxId === mailbox.id);
    const pause = pauseOf(workspace, mailbox);
    if (waiting.length === 0 || (pause !== null && pause.until === null)) continue;
    const from = laterOf(mailbox.pausedUntil, now);
    const since = after(workspace, -DAY);
    const attempts = await workspace.db.read('attemptsSince', { mailboxId: mailbox.id, since });
    const own = waiting.map(({ runAt }) => runAt);
    const times = plannedTimes(attempts, mailbox, from, own);
    waiting.forEach(({ id }, index) => {
      expected.set(id, times[index] ?? from);
    });
  }
  return expected;
}

function laterOf(one: Instant | null, other: Instant): Instant {
  return one !== null && one > other ? one : other;
}
