import type { ImapFlow } from 'imapflow';
import { EngineError } from '../../platform/engine-error.ts';

/** A folder for drafts and how it was found: chosen by the user, marked by the server, or known by its name. */
export interface DraftsFolder {
  readonly path: string;
  readonly foundBy: 'choice' | 'special_use' | 'name';
}

/**
 * Finds the folder for drafts: the user's choice, then the one that the server marks as drafts (RFC 6154), then a
 * name that mail programs give it in some language ("Drafts", "Entwürfe", "Brouillons" …).
 *
 * @throws EngineError `not_found` with `details.folders` to choose from, when there is none or the chosen one is gone.
 */
export async function findDraftsFolder(client: ImapFlow, chosen: string | null): Promise<DraftsFolder> {
  const folders = (await client.list()).filter(
    ({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
  );
  const paths = folders.map(({ path }) => path);
  if (chosen !== null) {
    if (paths.includes(chosen)) return { path: chosen, foundBy: 'choice' };
    throw unknownFolder(
      'The chosen folder for drafts is no longer in the mailbox. Choose another one.',
      paths,
    );
  }
  const drafts = folders.filter(({ specialUse }) => specialUse === '\\Drafts');
  const marked = drafts.find(({ specialUseSource }) => specialUseSource === 'extension');
  if (marked) return { path: marked.path, foundBy: 'special_use' };
  const [named] = drafts;
  if (named) return { path: named.path, foundBy: 'name' };
  throw unknownFolder('The mailbox has no folder that is known for drafts. Choose one.', paths);
}

function unknownFolder(message: string, folders: readonly string[]): EngineError {
  return new EngineError('not_found', message, { step: 'folder', folders });
}
