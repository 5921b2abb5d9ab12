import { instant } from '../../../../shared/domain/dates.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { WaitingDraft } from '../../db/queries/drafts.ts';
import { appendDraftOnce } from '../../mail/imap/append-draft.ts';
import type { Logger } from '../../platform/logger.ts';
import { noteUnexpected } from '../../platform/unexpected.ts';
import { inMailbox } from '../mailboxes/in-mailbox.ts';
import { requireMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { recheckDraft } from './recheck-draft.ts';

export interface DeliveryReport {
  readonly saved: readonly DraftId[];
  readonly waiting: readonly DraftId[];
  readonly failed: readonly DraftId[];
}

/** Waits before the next attempts after the network failed, in milliseconds; the last one repeats. */
const BACKOFF_MS = [15_000, 60_000, 300_000, 900_000];
const AT_ONCE = 20;

/**
 * Saves every waiting draft whose time has come. The state `appending` is written before the mailbox is spoken to,
 * so that a crash at any point leaves a draft that is looked up in the folder first and never saved twice.
 * What the figures of now do not fit any more is not put there. A network failure waits and tries again; what a person has to mend is marked as failed. Never throws for a draft.
 */
export async function deliverWaitingDrafts(
  workspace: OpenWorkspace,
  options: {
    readonly logger: Logger;
    readonly signal?: AbortSignal;
    readonly onDraft?: (id: DraftId) => void;
  },
): Promise<DeliveryReport> {
  const report = { saved: [] as DraftId[], waiting: [] as DraftId[], failed: [] as DraftId[] };
  const waiting = await workspace.db.read('waitingDrafts', { now: workspace.now(), limit: AT_ONCE });
  for (const draft of waiting) {
    if (options.signal?.aborted === true) break;
    const outcome = await deliver(workspace, draft, options.logger, options.signal);
    report[outcome].push(draft.id);
    options.onDraft?.(draft.id);
  }
  return report;
}

async function deliver(
  workspace: OpenWorkspace,
  draft: WaitingDraft,
  logger: Logger,
  signal: AbortSignal | undefined,
): Promise<keyof DeliveryReport> {
  try {
    const row = await requireMailbox(workspace, draft.mailboxId);
    const { taken } = await workspace.db.maintain('draftAppending', { id: draft.id }, workspace.context());
    if (!taken) return 'waiting';
    const place = await inMailbox(workspace, row, ({ account, secret }) =>
      appendDraftOnce({
        ...{ account, secret, bytes: Buffer.from(draft.bytes), messageId: draft.messageId },
        mayAppend: () => recheckDraft(workspace, draft.id),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
    await workspace.db.write(
      'recordDraftSaved',
      { id: draft.id, folder: place.folder, uid: place.uid, uidValidity: place.uidValidity },
      workspace.context(),
    );
    return 'saved';
  } catch (error) {
    return recordFailure(workspace, draft, error, logger);
  }
}

async function recordFailure(
  workspace: OpenWorkspace,
  draft: WaitingDraft,
  error: unknown,
  logger: Logger,
): Promise<'waiting' | 'failed'> {
  const known = noteUnexpected(error, logger, 'append_failed', 'drafts');
  const again = known.code === 'network' || known.code === 'cancelled';
  const wait = BACKOFF_MS[Math.min(draft.attempts, BACKOFF_MS.length - 1)] ?? 0;
  const retryAt = again ? instant(new Date(Date.parse(workspace.now()) + wait).toISOString()) : null;
  await workspace.db.maintain(
    'draftAppendFailed',
    { id: draft.id, code: known.code, message: known.message, retryAt },
    workspace.context(),
  );
  return again ? 'waiting' : 'failed';
}
