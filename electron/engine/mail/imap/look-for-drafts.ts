import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { isEngineError } from '../../platform/engine-error.ts';
import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import { REFERENCE_HEADER } from '../compose/compose-message.ts';
import { findMessage, type MessageMarks } from './find-message.ts';
import { findSpecialFolder } from './special-folder.ts';
import { withImap } from './with-imap.ts';

/** A draft as it was saved: where, and what it can be recognised by. */
export interface SavedDraft {
  readonly id: string;
  readonly marks: MessageMarks;
  readonly folder: string;
  readonly uid: number | null;
  readonly uidValidity: string | null;
  /** SHA-256 of the bytes that were saved, in hex. */
  readonly sha256: string;
}

/**
 * What became of a draft. A message of IMAP never changes under its UID, so another one with our marks and other bytes
 * was edited by hand. `removed`: it is neither among the drafts nor in Sent.
 */
export type DraftSighting = DraftInFolder | { readonly kind: 'sent' | 'removed' };

/** A draft that is in its folder, and where: `moved` lies there as it was saved, under another number. */
export interface DraftInFolder {
  readonly kind: 'as_saved' | 'moved' | 'changed';
  readonly uid: number;
  readonly uidValidity: string;
}

/**
 * Looks for drafts in the mailbox: in their folder, then in Sent. Only reads.
 *
 * @returns sightings by the drafts' ids; a draft whose folder cannot be opened has none.
 * @throws EngineError as `withImap`.
 */
export function lookForDrafts(
  account: MailAccount,
  secret: MailSecret,
  drafts: readonly SavedDraft[],
  options: MailOptions = {},
): Promise<ReadonlyMap<string, DraftSighting>> {
  return withImap(account, secret, options, async (client) => {
    const sightings = new Map<string, DraftSighting>();
    const missing: SavedDraft[] = [];
    for (const [folder, group] of Map.groupBy(drafts, (draft) => draft.folder)) {
      if (!(await openFolder(client, folder, 'read'))) continue;
      for (const draft of group) {
        const sighting = await sightingInFolder(client, draft, 'the saved one first');
        if (sighting === null) missing.push(draft);
        else sightings.set(draft.id, sighting);
      }
    }
    if (missing.length === 0) return sightings;
    const sent = await openSent(client, account);
    for (const draft of missing) {
      const isSent = sent && (await findMessage(client, draft.marks)) !== null;
      sightings.set(draft.id, { kind: isSent ? 'sent' : 'removed' });
    }
    return sightings;
  });
}

/** False when the mailbox has no such folder. */
export async function openFolder(client: ImapFlow, folder: string, to: 'read' | 'write'): Promise<boolean> {
  const there = (await client.list()).some(({ path }) => path === folder);
  if (there) await client.mailboxOpen(folder, { readOnly: to === 'read' });
  return there;
}

/** Whether the draft was sent: it lies in Sent. Leaves that folder open. */
export async function isAmongSent(
  client: ImapFlow,
  account: MailAccount,
  { marks }: SavedDraft,
): Promise<boolean> {
  return (await openSent(client, account)) && (await findMessage(client, marks)) !== null;
}

async function openSent(client: ImapFlow, { sentFolder }: MailAccount): Promise<boolean> {
  try {
    const { path } = await findSpecialFolder(client, 'sent', sentFolder);
    await client.mailboxOpen(path, { readOnly: true });
    return true;
  } catch (error) {
    if (isEngineError(error) && error.code === 'not_found') return false;
    throw error;
  }
}

/**
 * The draft in the open folder; null when it is not there. With `every version` one that was edited counts even while
 * the one that was saved lies beside it.
 */
export async function sightingInFolder(
  client: ImapFlow,
  draft: SavedDraft,
  look: 'the saved one first' | 'every version',
): Promise<DraftInFolder | null> {
  const uidValidity = client.mailbox ? String(client.mailbox.uidValidity) : '';
  const saved = await savedUid(client, draft, uidValidity);
  const asSaved = saved === null ? null : ({ kind: 'as_saved', uid: saved, uidValidity } as const);
  if (asSaved !== null && look === 'the saved one first') return asSaved;
  const uid = await newestVersion(client, draft.marks);
  if (uid === null || uid === saved) return asSaved;
  const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
  const source = message === false ? undefined : message?.source;
  const same = source !== undefined && createHash('sha256').update(source).digest('hex') === draft.sha256;
  return { kind: same ? 'moved' : 'changed', uid, uidValidity };
}

/** The number under which it was seen last, while it still lies there. */
async function savedUid(client: ImapFlow, draft: SavedDraft, uidValidity: string): Promise<number | null> {
  if (draft.uid === null || draft.uidValidity !== uidValidity) return null;
  const kept = await search(client, { uid: String(draft.uid), deleted: false });
  return kept.length > 0 ? draft.uid : null;
}

/** A mail program saves an edited draft as a new message and flags the one before as deleted, if it does not remove it. */
async function newestVersion(
  client: ImapFlow,
  { messageId, reference }: MessageMarks,
): Promise<number | null> {
  const headers = [
    ['Message-ID', `<${messageId}>`],
    ...(reference === null ? [] : [[REFERENCE_HEADER, reference]]),
  ];
  const found = new Set<number>();
  for (const [name = '', value = ''] of headers) {
    for (const uid of await search(client, { header: { [name]: value }, deleted: false })) found.add(uid);
  }
  if (found.size > 0) return Math.max(...found);
  // Servers that index late answer nothing at first: then the newest messages are read one by one.
  const late = await findMessage(client, { messageId, reference });
  if (late === null) return null;
  return (await search(client, { uid: String(late), deleted: false })).length > 0 ? late : null;
}

async function search(
  client: ImapFlow,
  query: { readonly uid?: string; readonly header?: Record<string, string>; readonly deleted: false },
): Promise<readonly number[]> {
  const found = await client.search(query, { uid: true });
  return Array.isArray(found) ? found : [];
}
