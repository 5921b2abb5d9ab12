import type { ImapFlow } from 'imapflow';
import { EngineError } from '../../platform/engine-error.ts';

/** A folder of the mailbox with a purpose, and how it was found. */
export interface SpecialFolder {
  readonly path: string;
  readonly foundBy: 'choice' | 'special_use' | 'name';
}

export type FolderPurpose = 'drafts' | 'sent';

const SPECIAL_USE = { drafts: '\\Drafts', sent: '\\Sent' } as const;
const CHOSEN_GONE = {
  drafts: 'The chosen folder for drafts is no longer in the mailbox. Choose another one.',
  sent: 'The chosen folder for sent mail is no longer in the mailbox. Choose another one.',
} as const;
const NONE_KNOWN = {
  drafts: 'The mailbox has no folder that is known for drafts. Choose one.',
  sent: 'The mailbox has no folder that is known for sent mail. Choose one.',
} as const;

/**
 * Finds a folder by its purpose: the user's choice, then the one that the server marks (RFC 6154), then a name that
 * mail programs give it in some language ("Drafts", "Entwürfe", "Sent Items", "Gesendet" …).
 *
 * @throws EngineError `not_found` with `details.folders` to choose from, when there is none or the chosen one is gone.
 */
export async function findSpecialFolder(
  client: ImapFlow,
  purpose: FolderPurpose,
  chosen: string | null,
): Promise<SpecialFolder> {
  const folders = (await client.list()).filter(
    ({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
  );
  const paths = folders.map(({ path }) => path);
  if (chosen !== null) {
    if (paths.includes(chosen)) return { path: chosen, foundBy: 'choice' };
    throw unknownFolder(CHOSEN_GONE[purpose], purpose, paths);
  }
  const fitting = folders.filter(({ specialUse }) => specialUse === SPECIAL_USE[purpose]);
  const marked = fitting.find(({ specialUseSource }) => specialUseSource === 'extension');
  if (marked) return { path: marked.path, foundBy: 'special_use' };
  const [named] = fitting;
  if (named) return { path: named.path, foundBy: 'name' };
  throw unknownFolder(NONE_KNOWN[purpose], purpose, paths);
}

function unknownFolder(message: string, purpose: FolderPurpose, folders: readonly string[]): EngineError {
  return new EngineError('not_found', message, { step: 'folder', purpose, folders });
}
