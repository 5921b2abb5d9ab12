import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { WatchedDraft } from '../../db/queries/watched-drafts.ts';
import { type DraftSighting, lookForDrafts } from '../../mail/imap/look-for-drafts.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { noteSighting, savedDraft } from './draft-sightings.ts';
import { inMailbox } from './in-mailbox.ts';

export interface WatchOptions {
  readonly logger: Logger;
  readonly signal?: AbortSignal;
}

/** Drafts that were changed, deleted or sent by hand in their mailbox since the last look. */
export interface WatchReport {
  readonly changed: readonly DraftId[];
  readonly removed: readonly DraftId[];
  readonly sent: readonly DraftId[];
}

/**
 * Looks into every mailbox for the drafts that were saved there and writes down what people did with them: edited, deleted,
 * or sent from their own mail program (recognised in Sent by the Message-ID). Nothing in the mailbox is touched. A mailbox
 * that cannot be opened is passed over; the next look sees the same.
 */
export async function watchDrafts(workspace: OpenWorkspace, options: WatchOptions): Promise<WatchReport> {
  const report = { changed: [] as DraftId[], removed: [] as DraftId[], sent: [] as DraftId[] };
  for (const mailbox of await workspace.db.read('mailboxes', null)) {
    if (options.signal?.aborted === true) break;
    const drafts = await workspace.db.read('watchedDrafts', { mailboxId: mailbox.id });
    if (drafts.length === 0) continue;
    const sightings = await look(workspace, mailbox, drafts, options);
    for (const { id } of drafts) {
      const sighting = sightings.get(id);
      if (sighting === undefined) continue;
      const kind = await noteSighting(workspace, id, sighting);
      if (kind !== null) report[kind].push(id);
    }
  }
  return report;
}

async function look(
  workspace: OpenWorkspace,
  mailbox: MailboxRow,
  drafts: readonly WatchedDraft[],
  { logger, signal }: WatchOptions,
): Promise<ReadonlyMap<string, DraftSighting>> {
  try {
    const options = signal === undefined ? {} : { signal };
    return await inMailbox(workspace, mailbox, ({ account, secret }) =>
      lookForDrafts(account, secret, drafts.map(savedDraft), options),
    );
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') logger.error('drafts_watch_failed', error);
    return new Map();
  }
}
