import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import { takeDraftAway } from '../../mail/imap/take-draft-away.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { noteSighting, savedDraft } from './draft-sightings.ts';
import { inMailbox } from './in-mailbox.ts';

/**
 * - `clear`: no copy is left that could be sent by hand by mistake, or its approver knows that an edited one is.
 * - `edited`: a person edited the copy since the approval; it was left alone.
 * - `sent`: the copy was sent by hand.
 */
export type CopyCheck = 'clear' | 'edited' | 'sent';

/**
 * Before a letter is sent from here: sees to it that its copy in the drafts folder of a mailbox is not sent by hand too.
 * The copy as it was saved is taken out; what a person edited is never touched. A mailbox that was removed from the
 * workspace is out of reach, and counts as clear.
 *
 * @throws EngineError when the mailbox cannot be opened: then nobody knows, and nothing should be sent.
 */
export async function clearMailboxCopy(
  workspace: OpenWorkspace,
  { draftId, approvedAt }: { readonly draftId: DraftId; readonly approvedAt: Instant },
  signal?: AbortSignal,
): Promise<CopyCheck> {
  const copy = await workspace.db.read('mailboxCopy', { id: draftId });
  if (copy === null) return 'clear';
  if (copy.seen === 'sent') return 'sent';
  const mailboxes = await workspace.db.read('mailboxes', null);
  const mailbox = mailboxes.find(({ id }) => id === copy.mailboxId);
  if (mailbox === undefined) return 'clear';
  const options = { isEdited: copy.seen === 'changed', ...(signal === undefined ? {} : { signal }) };
  const taken = await inMailbox(workspace, mailbox, ({ account, secret }) =>
    takeDraftAway(account, secret, savedDraft(copy), options),
  );
  if (taken.kind === 'taken_away') {
    await workspace.db.write('draftTakenFromMailbox', { id: draftId }, workspace.context());
    return 'clear';
  }
  await noteSighting(workspace, draftId, taken);
  if (taken.kind !== 'changed') return taken.kind === 'sent' ? 'sent' : 'clear';
  const known = copy.seen === 'changed' && copy.uid === taken.uid && wasSeenBefore(copy.seenAt, approvedAt);
  return known ? 'clear' : 'edited';
}

function wasSeenBefore(seenAt: Instant | null, approvedAt: Instant): boolean {
  return seenAt !== null && seenAt <= approvedAt;
}
