import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import type { PackPart } from '../../db/handoff/contents.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { People } from '../people/people.ts';
import type { HandoffWork } from './create-handoff.ts';
import type { PackManifest } from './pack/manifest.ts';
import { type OpenedPack, openPack } from './pack/open-pack.ts';

export interface PackToOpen extends HandoffWork {
  readonly bytes: Uint8Array;
  /** Opens a pack that was made for a passphrase; null: the own person's key does. */
  readonly passphrase: string | null;
}

/**
 * Opens a pack that was made for the profile's own person, or for a passphrase, and proves who made it. The sender's card
 * has to be trusted; of a pack for a passphrase, knowing the passphrase says who it is from. Errors: `no_key`,
 * `wrong_recipient`, `newer_version`, `bad_pack`, `cancelled`.
 */
export async function openHandoffPack(people: People, request: PackToOpen): Promise<OpenedPack> {
  const { bytes, passphrase, signal, onProgress } = request;
  return openPack(bytes, {
    with: passphrase === null ? { identity: await people.ageIdentity() } : { passphrase },
    signer: (sender) => trustedCard(people, sender) ?? (passphrase === null ? null : sender),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** The card that is trusted of a sender; null for a stranger. */
export function trustedCard(people: People, { id }: PublicCard): PublicCard | null {
  return people.list().find((person) => person.id === id) ?? null;
}

/** The parts of a pack that a workspace takes; the brief stays in the pack. */
export async function partsOfPack(pack: OpenedPack): Promise<readonly PackPart[]> {
  const parts: PackPart[] = [];
  for (const { path } of pack.manifest.files) {
    if (!path.startsWith('brief/')) parts.push({ path, bytes: await pack.bytes(path) });
  }
  return parts;
}

/** Throws `bad_pack` for a return where a handoff belongs, and the other way round. */
export function requireKind({ manifest }: OpenedPack, kind: 'handoff' | 'return'): void {
  if (manifest.kind === kind) return;
  throw new EngineError(
    'bad_pack',
    kind === 'handoff'
      ? `This is what ${manifest.sender.name} returned, not a handoff. Merge it in the workspace that it came from.`
      : 'This is a handoff, not a return. Accept it into a workspace of its own.',
  );
}

/** Throws `bad_pack` when the last day on which a pack may be accepted is over; `today` in the time zone of its workspace. */
export function requireInTime({ expiresOn, sender }: PackManifest, today: PlainDate): void {
  if (expiresOn === null || today <= expiresOn) return;
  throw new EngineError(
    'bad_pack',
    `This pack could be accepted until ${expiresOn}. Ask ${sender.name} for a new one.`,
    { expiresOn },
  );
}
