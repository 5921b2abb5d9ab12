import type { Instant } from '../../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { SENT_LOOKUPS } from '../../../../shared/domain/outbox/delivery.ts';
import type { LookupScope, OutboxRecord } from '../../db/queries/outbox.ts';
import { isInSent } from '../../mail/imap/sent-folder.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { inMailbox } from '../mailboxes/in-mailbox.ts';
import { requireMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { after } from './later.ts';
import { marksOf } from './message-marks.ts';

/** Wait before the next look when the mailbox could not be asked, in milliseconds. */
const WITHOUT_MAILBOX = 5 * 60_000;

/**
 * Looks into Sent for messages whose fate nobody knows. One that is there was sent; one that is not proves nothing:
 * it is looked for again, at last with every sync of the mailboxes, until a person decides.
 *
 * @param options.scope which of them; `due` when it is absent, `all` after a start and a reconnect.
 * @returns the messages that were looked for.
 */
export async function settleUnknown(
  workspace: OpenWorkspace,
  options: { readonly logger: Logger; readonly signal?: AbortSignal; readonly scope?: LookupScope },
): Promise<readonly OutboxRecord[]> {
  const { scope = 'due' } = options;
  const due = await workspace.db.read('lookupsDue', { now: workspace.now(), scope });
  for (const message of due) {
    if (options.signal?.aborted === true) break;
    const { id } = message;
    const found = await lookIntoSent(workspace, message, options);
    if (found === true) {
      await settleAsSent(workspace, id);
      continue;
    }
    const looked = found !== null;
    const nextAt =
      looked || isUsedUp(message) ? nextLook(workspace, message) : after(workspace, WITHOUT_MAILBOX);
    await workspace.db.maintain('lookedIntoSent', { id, looked, nextAt }, workspace.context());
  }
  return due;
}

/** A person may have settled it while Sent was being looked into: what a person decided stays. */
async function settleAsSent(workspace: OpenWorkspace, id: OutboxMessageId): Promise<void> {
  try {
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
