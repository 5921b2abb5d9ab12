import type { HandoffId } from '../../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { RETURN_PATH } from '../../db/handoff/pack-paths.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { People } from '../people/people.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { HandoffWork } from './create-handoff.ts';
import { type PackManifest, parseManifest } from './pack/manifest.ts';
import type { Publication } from './publication.ts';
import { requireOwnPerson, sealContents } from './seal-contents.ts';

/**
 * Makes the pack that goes back to whom the handoff came from: everything that happened since the acceptance. With
 * `final`, nothing goes out from here any more. Errors: `conflict` (a workspace of one's own), `no_key`, `cancelled`,
 * `bad_file`, `disk_full`.
 */
export async function makeReturn(
  workspace: OpenWorkspace,
  people: People,
  { final }: { readonly final: boolean },
  publication: Publication,
  work: HandoffWork = {},
): Promise<PackManifest> {
  const sender = requireOwnPerson(people);
  const received = await workspace.db.read('receivedHandoff', null);
  if (received === null) {
    throw new EngineError(
      'conflict',
      'This workspace did not come from a handoff: there is nobody to return it to.',
    );
  }
  requireRecipientIs(sender, received.recipientJson);
  await workspace.db.write('returnHandoff', { final }, workspace.context());
  const contents = await workspace.db.read('returnContents', null);
  const manifest = parseManifest(Buffer.from(received.manifestJson, 'utf8'));
  const id = newId() as HandoffId;
  const ended = (await workspace.db.read('receivedHandoff', null))?.returnedAt !== null;
  const facts = {
    final: ended,
    acceptedAt: received.acceptedAt,
    accounts: contents.accounts.map(({ id: account, state }) => ({ id: account, state })),
  };
  const { bytes, manifest: made } = await sealContents(workspace, people, {
    kind: 'return',
    id,
    handoff: received.id,
    sender,
    to: { card: manifest.sender },
    window: manifest.window,
    expiresOn: null,
    log: { id: contents.logId, fromSeq: contents.fromSeq, toSeq: contents.head.seq, head: contents.head },
    schemaVersion: contents.schemaVersion,
    accounts: contents.accounts.map(({ id: account, name, number }) => ({ id: account, name, number })),
    counts: contents.counts,
    path: manifest.path,
    parts: [...contents.parts, { path: RETURN_PATH, bytes: Buffer.from(JSON.stringify(facts), 'utf8') }],
    signal: work.signal,
    onProgress: work.onProgress,
  });
  await publication.stage(bytes);
  await publication.publish();
  return made;
}

/** Only the one to whom the accounts were handed can return them. */
function requireRecipientIs(sender: PublicCard, recipientJson: string | null): void {
  if (recipientJson === null) return;
  const { id, name } = JSON.parse(recipientJson) as PublicCard;
  if (id === sender.id) return;
  throw new EngineError(
    'wrong_recipient',
    `These accounts were handed to ${name}, and this profile is ${sender.name}'s. Make the return in the profile of ${name}.`,
  );
}
