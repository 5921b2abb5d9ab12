import type { HandoffId } from '../../../../shared/domain/ids.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { parseManifest } from './pack/manifest.ts';

/** The handoffs above one that is given from here, outermost first: none in a workspace of one's own. */
export async function handoffPath(workspace: OpenWorkspace): Promise<readonly HandoffId[]> {
  const received = await workspace.db.read('receivedHandoff', null);
  if (received === null) return [];
  const { path, id } = parseManifest(Buffer.from(received.manifestJson, 'utf8'));
  return [...path, id];
}
