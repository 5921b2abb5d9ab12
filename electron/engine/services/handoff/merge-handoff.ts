import { z } from 'zod';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { readJson } from '../../db/handoff/json-lines.ts';
import type { MergeOutcome } from '../../db/handoff/merge-return.ts';
import { RETURN_PATH } from '../../db/handoff/pack-paths.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { decidePromises } from '../promises/decide-promises.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { partsOfPack, requireKind } from './open-handoff.ts';
import type { OpenedPack } from './pack/open-pack.ts';

const factsSchema = z.strictObject({
  final: z.boolean(),
  acceptedAt: z.string(),
  accounts: z.array(z.strictObject({ id: z.string(), state: z.enum(['accepted', 'declined']) })).max(100_000),
});

/**
 * Merges a return into the workspace that gave the handoff. Errors: `bad_pack` (no return, another signer than the one
 * it was handed to), `not_found` (given from another workspace), `newer_version`, `conflict` (their log has two histories).
 */
export async function mergeHandoff(workspace: OpenWorkspace, pack: OpenedPack): Promise<MergeOutcome> {
  requireKind(pack, 'return');
  const { manifest } = pack;
  const given = (await workspace.db.read('givenHandoffs', null)).find(({ id }) => id === manifest.handoff);
  if (given === undefined) {
    throw new EngineError(
      'not_found',
      `The handoff that ${manifest.sender.name} returns was not given from this workspace. Open the one that it came from.`,
    );
  }
  requireSignedBy(manifest.sender, given.recipientJson);
  const text = Buffer.from(await pack.bytes(RETURN_PATH)).toString('utf8');
  const { final, accounts } = readJson(RETURN_PATH, text, factsSchema);
  const { output } = await workspace.db.write(
    'mergeReturn',
    {
      handoff: manifest.handoff,
      logId: manifest.log.id,
      fromSeq: manifest.log.fromSeq,
      head: manifest.log.head,
      sender: { id: manifest.sender.id, name: manifest.sender.name },
      final,
      accounts: accounts.map(({ id, state }) => ({ id: id as AccountId, state })),
      parts: await partsOfPack(pack),
    },
    workspace.context(),
  );
  if (!output.known) await decidePromises(workspace);
  return output;
}

function requireSignedBy(sender: PublicCard, recipientJson: string | null): void {
  if (recipientJson === null) return;
  const { id, name } = JSON.parse(recipientJson) as PublicCard;
  if (id === sender.id) return;
  throw new EngineError(
    'bad_pack',
    `These accounts were handed to ${name}, but the return is signed by ${sender.name}. Nothing was merged. Ask ${name}.`,
  );
}
