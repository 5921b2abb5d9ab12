import { instant } from '../../../../shared/domain/dates.ts';
import { SENT_LOOKUPS } from '../../../../shared/domain/outbox/delivery.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { isInSent } from '../../mail/imap/sent-folder.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { openableMailbox, requireMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * Looks into Sent for messages whose fate nobody knows. One that is there was sent; one that is not proves nothing:
 * it is looked for again, and in the end a person decides.
 *
 * @param options.all also those whose next look is not due: after a reconnect, and when a person asks.
 * @returns the messages that were looked for.
 */
export async function settleUnknown(
  workspace: OpenWorkspace,
  options: { readonly logger: Logger; readonly signal?: AbortSignal; readonly all?: boolean },
): Promise<readonly OutboxRecord[]> {
  const due = await workspace.db.read('lookupsDue', { now: workspace.now(), all: options.all === true });
  for (const message of due) {
    if (options.signal?.aborted === true) break;
    if (await wasSent(workspace, message, options)) {
      await workspace.db.write(
        'resolveMessage',
        { id: message.id, as: 'sent', by: 'sent_copy' },
        workspace.context(),
      );
    } else {
      await workspace.db.maintain(
        'lookedIntoSent',
        { id: message.id, nextAt: nextLook(workspace, message) },
        workspace.context(),
      );
    }
  }
  return due;
}

async function wasSent(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  { logger, signal }: { readonly logger: Logger; readonly signal?: AbortSignal },
): Promise<boolean> {
  try {
    const row = await requireMailbox(workspace, message.mailboxId);
    const { account, secret } = await openableMailbox(workspace, row);
    return await isInSent({
      account,
      secret,
      marks: { messageId: message.messageId, reference: message.draftId },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') logger.error('sent_lookup_failed', error);
    return false;
  }
}

/** Counted from the first look; after the last one, the next sync looks again. */
function nextLook(workspace: OpenWorkspace, message: OutboxRecord) {
  const next = SENT_LOOKUPS[message.lookups + 1];
  const before = SENT_LOOKUPS[message.lookups];
  if (next === undefined || before === undefined) return null;
  return instant(new Date(Date.parse(workspace.now()) + next - before).toISOString());
}
