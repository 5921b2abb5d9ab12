import { createHash } from 'node:crypto';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { WatchedDraft } from '../../db/queries/watched-drafts.ts';
import type { DraftSighting, SavedDraft } from '../../mail/imap/look-for-drafts.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** What somebody did with a draft in its mailbox. */
export type DraftNews = 'changed' | 'removed' | 'sent';

/** A kept draft as the mail code looks for it. */
export function savedDraft({ id, messageId, folder, uid, uidValidity, bytes }: WatchedDraft): SavedDraft {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id, marks: { messageId, reference: id }, folder, uid, uidValidity, sha256 };
}

/**
 * Writes down what became of a draft in its mailbox.
 *
 * @returns what is new and stands in the log now; null for nothing new, and for a draft that left the mailbox's hands
 *   meanwhile.
 */
export async function noteSighting(
  workspace: OpenWorkspace,
  id: DraftId,
  sighting: DraftSighting,
): Promise<DraftNews | null> {
  try {
    return await write(workspace, id, sighting);
  } catch (error) {
    if (isEngineError(error) && error.code === 'conflict') return null;
    throw error;
  }
}

async function write(
  { db, context }: OpenWorkspace,
  id: DraftId,
  sighting: DraftSighting,
): Promise<DraftNews | null> {
  switch (sighting.kind) {
    case 'as_saved':
      return null;
    case 'moved': {
      const { uid, uidValidity } = sighting;
      await db.maintain('draftMovedInMailbox', { id, uid, uidValidity }, context());
      return null;
    }
    case 'changed': {
      const { uid, uidValidity } = sighting;
      const { entries } = await db.write('draftChangedInMailbox', { id, uid, uidValidity }, context());
      return entries.length > 0 ? 'changed' : null;
    }
    case 'removed': {
      const { entries } = await db.write('draftRemovedInMailbox', { id }, context());
      return entries.length > 0 ? 'removed' : null;
    }
    case 'sent': {
      const { entries } = await db.write('draftSentInMailbox', { id }, context());
      return entries.length > 0 ? 'sent' : null;
    }
  }
}
