import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../../shared/domain/dates.ts';
import type { DraftId, MailboxId, OutboxMessageId } from '../../../shared/domain/ids.ts';
import type { DraftRecord } from '../../engine/db/queries/drafts.ts';
import type { LookupScope } from '../../engine/db/queries/outbox.ts';
import { isEngineError } from '../../engine/platform/engine-error.ts';
import { keepSentCopies } from '../../engine/services/outbox/keep-sent-copies.ts';
import { approveDraft, listOutbox, sendMessage } from '../../engine/services/outbox/outbox-service.ts';
import { sendDueMessages } from '../../engine/services/outbox/send-due-messages.ts';
import { settleUnknown } from '../../engine/services/outbox/settle-unknown.ts';
import type { OpenWorkspace } from '../../engine/services/workspace/open-workspace.ts';
import type { CommandContext } from './context.ts';
import { installationOf } from './installation.ts';

/** A slot that the limits of a mailbox give is waited for so long, in milliseconds. */
const LONGEST_SLOT = 2 * 60_000;
/** So long the copy in Sent, and the first looks for an unknown message, are waited for. */
const LONGEST_LOOK = 30_000;

/** What is approved or queued, from one mailbox or from all. */
export async function messagesToSend(
  workspace: OpenWorkspace,
  mailboxId: MailboxId | undefined,
): Promise<readonly OutboxMessageId[]> {
  const messages = await listed(workspace, ['approved', 'queued']);
  return messages
    .filter((message) => mailboxId === undefined || message.mailboxId === mailboxId)
    .map(({ id }) => id)
    .toReversed();
}

/** The messages that drafts became; those that are no message yet are approved. */
export async function messagesOfDrafts(
  workspace: OpenWorkspace,
  drafts: readonly DraftId[],
  mailboxId: MailboxId | undefined,
): Promise<readonly OutboxMessageId[]> {
  const waiting = await listed(workspace, ['approved', 'queued']);
  const ids: OutboxMessageId[] = [];
  for (const draftId of new Set(drafts)) {
    const known = waiting.find((message) => message.draftId === draftId);
    ids.push(known?.id ?? (await approveDraft(workspace, draftId, mailboxId)));
  }
  return ids;
}

/** A letter that cannot be sent as it is: a gap, no recipient, no mailbox. It stays a draft. */
export interface RefusedDraft {
  readonly draft: DraftRecord;
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * Approves what was written on the command line and went nowhere yet, for one mailbox or for all.
 *
 * @returns the letters that cannot be sent as they are.
 */
export async function approveCommandLineDrafts(
  workspace: OpenWorkspace,
  mailboxId: MailboxId | undefined,
): Promise<readonly RefusedDraft[]> {
  const refused: RefusedDraft[] = [];
  for (const draft of await workspace.db.read('commandLineDrafts', null)) {
    if (mailboxId !== undefined && draft.mailboxId !== null && draft.mailboxId !== mailboxId) continue;
    try {
      await approveDraft(workspace, draft.id, draft.mailboxId === null ? mailboxId : undefined);
    } catch (error) {
      if (!isEngineError(error) || error.code === 'internal') throw error;
      refused.push({ draft, error: { code: error.code, message: error.message } });
    }
  }
  return refused;
}

/** Sends the messages now and goes on until each is settled, kept back, or has to wait for longer than a person would. */
export async function sendNow(
  context: CommandContext,
  workspace: OpenWorkspace,
  ids: readonly OutboxMessageId[],
): Promise<void> {
  const { logger } = installationOf(context);
  const signal = context.cancellation();
  for (const id of ids) {
    const { state } = await workspace.db.read('outboxRecord', { id });
    if (state === 'approved') await sendMessage(workspace, id, 0);
    else await workspace.db.maintain('messageRetryNow', { id }, workspace.context());
  }
  let left = ids.length;
  while (left > 0 && !signal.aborted) {
    context.narrator.progress('Sending', ids.length - left, ids.length);
    const { steps, nextAt } = await sendDueMessages(workspace, { logger, signal });
    const queued = await listed(workspace, ['queued']);
    left = queued.filter(({ id }) => ids.includes(id)).length;
    if ([...steps.values()].includes('waiting') || nextAt === null) break;
    if (left > 0 && !(await waitUntil(workspace, nextAt, LONGEST_SLOT, signal))) break;
  }
  context.narrator.clear();
  await seeToSent(context, workspace);
}

/** Looks for unknown messages in Sent, and sees to the copies there, as long as something comes of it soon. */
async function seeToSent(context: CommandContext, workspace: OpenWorkspace): Promise<void> {
  const { logger } = installationOf(context);
  const signal = context.cancellation();
  for (let scope: LookupScope = 'at_sync'; ; scope = 'due') {
    const began = workspace.now();
    await settleUnknown(workspace, { logger, signal, scope });
    await keepSentCopies(workspace, { logger, signal });
    const nextAt = await workspace.db.read('nextLook', { now: began });
    if (nextAt === null || !(await waitUntil(workspace, nextAt, LONGEST_LOOK, signal))) return;
  }
}

/** False when it would take too long, or the person ends it. */
async function waitUntil(
  workspace: OpenWorkspace,
  at: Instant,
  longest: number,
  signal: AbortSignal,
): Promise<boolean> {
  const wait = Math.max(0, Date.parse(at) - Date.parse(workspace.now()));
  if (wait > longest) return false;
  return sleep(wait + 50, true, { signal }).catch(() => false);
}

async function listed(workspace: OpenWorkspace, states: readonly ('approved' | 'queued')[]) {
  const query = { states, accountId: null, settledSince: null, limit: 500, cursor: null };
  return (await listOutbox(workspace, query)).messages;
}
