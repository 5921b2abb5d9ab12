import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../../shared/domain/ids.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import type { PackPart } from '../../db/handoff/contents.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { People } from '../people/people.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { PackManifest } from './pack/manifest.ts';
import { sealPack } from './pack/write-pack.ts';

/** What makes a pack out of its parts. */
export interface SealRequest {
  readonly kind: PackManifest['kind'];
  readonly id: HandoffId;
  readonly handoff: HandoffId;
  readonly sender: PublicCard;
  readonly to: { readonly card: PublicCard } | { readonly passphrase: string };
  readonly window: { readonly from: PlainDate; readonly to: PlainDate };
  readonly expiresOn: PlainDate | null;
  readonly log: PackManifest['log'];
  readonly schemaVersion: number;
  readonly accounts: PackManifest['accounts'];
  readonly counts: Readonly<Record<string, number>>;
  readonly path: readonly HandoffId[];
  readonly parts: readonly PackPart[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** A finished pack, and what it says of itself. */
export interface SealedPack {
  readonly bytes: Uint8Array;
  /** Without the list of its files. */
  readonly manifest: PackManifest;
}

/** Signs and encrypts a pack of this workspace. Errors: those of `sealPack`, `no_key` (own keys out of reach). */
export async function sealContents(
  workspace: OpenWorkspace,
  people: People,
  request: SealRequest,
): Promise<SealedPack> {
  const { id, name, currency, timeZone } = workspace;
  const { to } = request;
  const manifest: PackManifest = {
    format: 1,
    kind: request.kind,
    id: request.id,
    handoff: request.handoff,
    createdAt: workspace.now(),
    expiresOn: request.expiresOn,
    workspace: { id, name, currency, timeZone },
    window: request.window,
    sender: request.sender,
    recipient: 'card' in to ? to.card : null,
    schemaVersion: request.schemaVersion,
    log: request.log,
    accounts: [...request.accounts],
    counts: Object.fromEntries(Object.entries(request.counts).map(([key, count]) => [camel(key), count])),
    path: [...request.path],
    files: [],
  };
  const bytes = await sealPack({
    manifest,
    files: request.parts,
    sign: (bytes) => people.sign(bytes),
    to: 'card' in to ? { recipient: to.card.ageRecipient } : { passphrase: to.passphrase },
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  });
  return { bytes, manifest };
}

/** The own person's card; throws `no_key`: a pack is signed. */
export function requireOwnPerson(people: People): PublicCard {
  const own = people.own();
  if (own !== null) return own;
  throw new EngineError(
    'no_key',
    'A pack is signed, and this profile has no person yet. Make one first: a name and a role, under People or with "person create".',
  );
}

function camel(name: string): string {
  return name.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
