import type { SharedFolderView } from '../../../shared/contract/handoff-folder.ts';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import type { Download } from '../../../shared/contract/primitives.ts';
import { EngineError } from '../platform/engine-error.ts';
import type { Publication } from '../services/handoff/publication.ts';
import { publishToDownload } from '../services/handoff/publish-to-download.ts';
import type { EngineContext } from './context.ts';

/** Where a new pack goes. */
export interface PackTarget {
  readonly publication: Publication;
  readonly fileName: string;
  /** Once it is published: what the window saves; null when it lies in the shared folder. */
  download(mime: string): Download | null;
}

/** A target of packs: the window, or the shared folder. Throws `not_found` when no folder is set. */
export function packTarget(
  { files, sharedFolder }: EngineContext,
  name: string,
  target: 'download' | 'shared',
): PackTarget {
  if (target === 'shared') {
    const fileName = sharedFolder.freeName(name);
    return { fileName, publication: sharedFolder.publication(fileName), download: () => null };
  }
  const publication = publishToDownload(files, name);
  return {
    fileName: name,
    publication,
    download: (mime) => ({ fileName: name, mime, ...publication.published() }),
  };
}

/** The bytes of a pack that was picked, dropped, or lies in the shared folder. Throws `bad_file`. */
export async function packBytes(
  { files, sharedFolder }: EngineContext,
  source: PackSource,
): Promise<Uint8Array> {
  const { bytes } =
    'grant' in source ? await files.readGrant(source.grant) : await sharedFolder.read(source.shared);
  return bytes;
}

/** The shared folder with what lies in it. A drive that is not there is told, and no error. */
export async function readSharedFolder({ sharedFolder }: EngineContext): Promise<SharedFolderView> {
  const path = sharedFolder.path();
  if (path === null) return { path, packs: [], problem: null };
  try {
    return { path, packs: [...(await sharedFolder.list())], problem: null };
  } catch (error) {
    if (error instanceof EngineError) return { path, packs: [], problem: error.message };
    throw error;
  }
}

/** Sets the folder behind a grant, or takes the setting away. Throws `bad_file`. */
export async function setSharedFolder(
  context: EngineContext,
  grant: string | null,
): Promise<SharedFolderView> {
  const path = grant === null ? null : context.files.pathOf(grant);
  if (grant !== null && path === null) {
    throw new EngineError('bad_file', 'The folder is no longer at hand. Choose it again.');
  }
  context.sharedFolder.set(path);
  context.hub.changed('handoffs');
  return readSharedFolder(context);
}
