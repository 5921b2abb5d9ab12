import { createHash } from 'node:crypto';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { WatchedDraft } from '../../db/queries/watched-drafts.ts';
import { type DraftSighting, lookForDrafts } from '../../mail/imap/look-for-drafts.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
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
      const kind = await note(workspace, id, sighting);
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
    const saved = drafts.map((draft) => ({
      id: draft.id,
      marks: { messageId: draft.messageId, reference: draft.id },
      folder: draft.folder,
      uid: draft.uid,
      uidValidity: draft.uidValidity,
      sha256: createHash('sha256').update(draft.bytes).digest('hex'),
    }));
    return await inMailbox(workspace, mailbox, ({ account, secret }) =>
      lookForDrafts(account, secret, saved, signal === undefined ? {} : { signal }),
    );
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') logger.error('drafts_watch_failed', error);
    return new Map();
  }
}

/** What was written to the log; null for nothing new. A draft that left the mailbox's hands meanwhile is let be. */
async function note(
  workspace: OpenWorkspace,
  id: DraftId,
  sighting: DraftSighting,
): Promise<keyof WatchReport | null> {
  const context = workspace.context();
  try {
    switch (sighting.kind) {
      case 'as_saved':
        return null;
      case 'moved':
        await workspace.db.maintain('draftMovedInMailbox', { id, ...placeOf(sighting) }, context);
        return null;
      case 'changed': {
        const input = { id, ...placeOf(sighting) };
        const { entries } = await workspace.db.write('draftChangedInMailbox', input, context);
        return entries.length > 0 ? 'changed' : null;
      }
      case 'removed': {
        const { entries } = await workspace.db.write('draftRemovedInMailbox', { id }, context);
        return entries.length > 0 ? 'removed' : null;
      }
      case 'sent':
        await workspace.db.write('draftSentInMailbox', { id }, context);
        return 'sent';
    }
  } catch (error) {
    if (isEngineError(error) && error.code === 'conflict') return null;
    throw error;
  }
}

function placeOf({ uid, uidValidity }: Extract<DraftSighting, { readonly uid: number }>) {
  return { uid, uidValidity };
}
