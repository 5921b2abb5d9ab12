import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../../shared/domain/ids.ts';
import { fingerprintOfCard } from '../people/card.ts';
import type { People } from '../people/people.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { openHandoffPack, requireKind } from './open-handoff.ts';

/** A return before it is merged. */
export interface ReturnLook {
  readonly handoffId: HandoffId;
  readonly sender: string;
  readonly fingerprint: string;
  readonly client: string;
  readonly madeAt: Instant;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly accounts: number;
  readonly entries: number;
  readonly changes: number;
  /** Given from the open workspace. */
  readonly ours: boolean;
  /** All of it was merged before. */
  readonly known: boolean;
}

/** Opens a return for the own person and says what is in it; nothing changes. Errors: those of `openHandoffPack`. */
export async function lookAtReturn(
  workspace: OpenWorkspace,
  people: People,
  bytes: Uint8Array,
): Promise<ReturnLook> {
  const pack = await openHandoffPack(people, { bytes, passphrase: null });
  requireKind(pack, 'return');
  const { manifest } = pack;
  const given = (await workspace.db.read('givenHandoffs', null)).find(({ id }) => id === manifest.handoff);
  const merged = await workspace.db.read('mergedUpTo', { id: manifest.handoff });
  return {
    handoffId: manifest.handoff,
    sender: manifest.sender.name,
    fingerprint: fingerprintOfCard(manifest.sender),
    client: manifest.workspace.name,
    madeAt: manifest.createdAt,
    startsOn: manifest.window.from,
    endsOn: manifest.window.to,
    accounts: manifest.counts.accounts ?? manifest.accounts.length,
    entries: manifest.counts.entries ?? 0,
    changes: manifest.counts.changes ?? 0,
    ours: given !== undefined,
    known: merged !== null && manifest.log.head.seq <= merged,
  };
}
