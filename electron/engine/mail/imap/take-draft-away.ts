import type { ImapFlow } from 'imapflow';
import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import {
  type DraftInFolder,
  isAmongSent,
  openFolder,
  type SavedDraft,
  sightingInFolder,
} from './look-for-drafts.ts';
import { withImap } from './with-imap.ts';

export interface TakeOptions extends MailOptions {
  /** The version that was seen last, under the draft's number, is one that a person edited. */
  readonly isEdited?: boolean;
}

/** What became of the draft; `taken_away`: it lay in its folder as it was saved, and was taken out just now. */
export type DraftTaken =
  | { readonly kind: 'taken_away' }
  | { readonly kind: 'removed' | 'sent' }
  | { readonly kind: 'changed'; readonly uid: number; readonly uidValidity: string };

/**
 * Takes a draft that nobody edited out of its folder, so that nobody sends it by hand too: to the mailbox's trash, or
 * deleted where there is none. What a person edited stays. An attempt that was cut off can be repeated.
 *
 * @throws EngineError as `withImap`.
 */
export function takeDraftAway(
  account: MailAccount,
  secret: MailSecret,
  draft: SavedDraft,
  options: TakeOptions = {},
): Promise<DraftTaken> {
  return withImap(account, secret, options, async (client) => {
    // Sent and still among the drafts, as some programs leave it: it must not go out once more.
    if (await isAmongSent(client, account, draft)) return { kind: 'sent' };
    if (!(await openFolder(client, draft.folder, 'write'))) return { kind: 'removed' };
    const found = await sightingInFolder(client, draft, 'every version');
    if (found === null) return { kind: 'removed' };
    const { uid, uidValidity } = found;
    const edited = found.kind === 'changed' || (found.kind === 'as_saved' && options.isEdited === true);
    if (edited) return { kind: 'changed', uid, uidValidity };
    await remove(client, copiesOf(draft, found));
    return { kind: 'taken_away' };
  });
}

/** Found under another number, it may lie under the one before as well. */
function copiesOf({ uid, uidValidity }: SavedDraft, found: DraftInFolder): string {
  const before = uid !== null && uidValidity === found.uidValidity ? [uid] : [];
  return [...new Set([...before, found.uid])].join(',');
}

async function remove(client: ImapFlow, uids: string): Promise<void> {
  const trash = (await client.list()).find(({ specialUse }) => specialUse === '\\Trash');
  if (trash !== undefined && client.capabilities.has('MOVE')) {
    await client.messageMove(uids, trash.path, { uid: true });
  } else if (client.capabilities.has('UIDPLUS')) {
    await client.messageDelete(uids, { uid: true });
  } else {
    // Without UIDPLUS, removing takes along whatever else is flagged in the folder: the flag has to do.
    await client.messageFlagsAdd(uids, ['\\Deleted'], { uid: true });
  }
}
