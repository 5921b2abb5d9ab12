import type { Instant } from '../../../../shared/domain/dates.ts';
import { SENT_LOOKUPS } from '../../../../shared/domain/outbox/delivery.ts';
import type { LookupScope, OutboxRecord } from '../../db/queries/outbox.ts';
import { isInSent } from '../../mail/imap/sent-folder.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { inMailbox } from '../mailboxes/in-mailbox.ts';
import { requireMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepBackNext } from './keep-back.ts';
import { after } from './later.ts';
import { marksOf } from './message-marks.ts';

/** Wait before the next look when the mailbox could not be asked, in milliseconds. */
const WITHOUT_MAILBOX = 5 * 60_000;
/** For so long a message that a person settled as not sent is looked for wherever Sent is looked into, in milliseconds. */
const SETTLED_LOOKS = 7 * 24 * 60 * 60_000;

/**
 * Looks into Sent for messages whose fate nobody knows. One that is there was sent; one that is not proves nothing:
 * it is looked for again, at last with every sync of the mailboxes, until a person decides. One that a person settled as
 * not sent may turn up all the same: it is looked for with the syncs of some days, and whenever a person asks.
 *
 * @param options.scope which of them; `due` when it is absent, `all` after a start and a reconnect.
 * @returns the messages that were looked for.
 */
export async function settleUnknown(
  workspace: OpenWorkspace,
  options: { readonly logger: Logger; readonly signal?: AbortSignal; readonly scope?: LookupScope },
): Promise<readonly OutboxRecord[]> {
  const { scope = 'due' } = options;
  const settledSince = after(workspace, -SETTLED_LOOKS);
  const due = await workspace.db.read('lookupsDue', { now: workspace.now(), scope, settledSince });
  for (const message of due) {
    if (options.signal?.aborted === true) break;
    const { id } = message;
    const found = await lookIntoSent(workspace, message, options);
    if (found === true) {
      await settleAsSent(workspace, message);
      continue;
    }
    const looked = found !== null;
    const nextAt = nextTime(workspace, message, looked);
    await workspace.db.maintain('lookedIntoSent', { id, looked, nextAt }, workspace.context());
  }
  return due;
}

/** A person may have settled it while Sent was being looked into: what a person decided stays. */
async function settleAsSent(workspace: OpenWorkspace, message: OutboxRecord): Promise<void> {
  const { id } = message;
  try {
    if (message.state === 'resolved') {
      await workspace.db.write('foundInSentLater', { id }, workspace.context());
      await keepBackNext(workspace, message);
      return;
    }
    await workspace.db.write('resolveMessage', { id, as: 'sent', by: 'sent_copy' }, workspace.context());
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'conflict') throw error;
  }
}

/** Whether the message is in Sent; null when the mailbox could not be asked. */
async function lookIntoSent(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  { logger, signal }: { readonly logger: Logger; readonly signal?: AbortSignal },
): Promise<boolean | null> {
  try {
    const row = await requireMailbox(workspace, message.mailboxId);
    const more = { marks: marksOf(message), ...(signal === undefined ? {} : { signal }) };
    return await inMailbox(workspace, row, ({ account, secret }) => isInSent({ account, secret, ...more }));
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') logger.error('sent_lookup_failed', error);
    return null;
  }
}

/** One that was settled has no looks of its own. */
function nextTime(workspace: OpenWorkspace, message: OutboxRecord, looked: boolean): Instant | null {
  if (message.state === 'resolved') return null;
  return looked || isUsedUp(message) ? nextLook(workspace, message) : after(workspace, WITHOUT_MAILBOX);
}

/** All looks that have a time of their own were had: only a sync looks again. */
function isUsedUp({ lookups }: OutboxRecord): boolean {
  return lookups >= SENT_LOOKUPS.length;
}

/** Counted from the first look; after the last one, the next sync looks again. */
function nextLook(workspace: OpenWorkspace, message: OutboxRecord): Instant | null {
  const next = SENT_LOOKUPS[message.lookups + 1];
  const before = SENT_LOOKUPS[message.lookups];
  return next === undefined || before === undefined ? null : after(workspace, next - before);
}
