import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { acceptHandoff } from '../../../electron/engine/services/handoff/accept-handoff.ts';
import { createHandoff } from '../../../electron/engine/services/handoff/create-handoff.ts';
import type { HandoffOrder } from '../../../electron/engine/services/handoff/handoff-order.ts';
import { mergeHandoff } from '../../../electron/engine/services/handoff/merge-handoff.ts';
import { openHandoffPack } from '../../../electron/engine/services/handoff/open-handoff.ts';
import type { Publication } from '../../../electron/engine/services/handoff/publication.ts';
import { makeReturn } from '../../../electron/engine/services/handoff/return-handoff.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import type { Installation } from '../../../electron/engine/services/workspace/installation.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { PersonRole } from '../../../shared/domain/people/types.ts';
import type { EngineTest } from '../engine/engine-test.ts';
import { temporaryFolder } from '../workspace.ts';

/** A person at a computer of their own: profile, keys, and a place for workspaces. */
export interface Side {
  readonly installation: Installation;
  readonly people: People;
  readonly folder: string;
}

/** Gives the owner of a workspace a person. */
export async function sideOf(
  { installation }: Pick<EngineTest, 'installation'>,
  name = 'Ines Okafor',
  role: PersonRole = 'specialist',
): Promise<Side> {
  const people = openPeople(installation, { kind: 'keyring', store: installation.keyring });
  await people.create({ name, role });
  return { installation, people, folder: temporaryFolder() };
}

/** Somebody else, on another computer with the same clock. */
export function otherSide(
  { installation }: Pick<EngineTest, 'installation'>,
  name = 'Ben Adler',
  role: PersonRole = 'backup',
): Promise<Side> {
  const folder = temporaryFolder();
  const other = { ...installation, home: join(folder, 'home'), keyring: memorySecretStore() };
  return sideOf({ installation: other }, name, role);
}

/** Both trust the other's card. */
export async function introduce(one: Side, other: Side): Promise<void> {
  await one.people.trust(other.people.card());
  await other.people.trust(one.people.card());
}

/** A pack in memory. */
export function inMemory(): Publication & { readonly bytes: () => Uint8Array } {
  let staged: Uint8Array | null = null;
  let published: Uint8Array | null = null;
  return {
    async stage(bytes) {
      staged = bytes;
    },
    async publish() {
      published = staged;
    },
    async discard() {
      staged = null;
    },
    bytes: () => {
      if (published === null) throw new Error('Nothing was published.');
      return published;
    },
  };
}

/** Hands accounts from one side to the other for seven days from today. */
export async function handTo(
  workspace: OpenWorkspace,
  from: Side,
  to: Side,
  more: Partial<HandoffOrder> & { readonly days?: number } = {},
): Promise<Uint8Array> {
  const publication = inMemory();
  const recipient = to.people.own();
  if (recipient === null) throw new Error('The other side has no person.');
  const today = workspace.today();
  const last = new Date(Date.parse(today) + (more.days ?? 7) * 86_400_000).toISOString().slice(0, 10);
  await createHandoff(
    workspace,
    from.people,
    {
      accounts: 'all',
      from: today,
      to: last as HandoffOrder['to'],
      recipient: { kind: 'person', card: recipient },
      words: 'Be kind to Aurora.',
      wordsOf: new Map(),
      ...more,
    },
    publication,
  );
  return publication.bytes();
}

/** Accepts a pack into a workspace that is closed with the test. */
export async function accept(
  side: Side,
  bytes: Uint8Array,
  accounts: readonly AccountId[] | 'all' = 'all',
): Promise<OpenWorkspace> {
  const pack = await openHandoffPack(side.people, { bytes, passphrase: null });
  const name = () => side.people.own()?.name ?? '';
  const keeping = { kind: 'keyring', store: side.installation.keyring } as const;
  const { folder } = await acceptHandoff(side.installation, {
    pack,
    folder: join(side.folder, `handed-${pack.manifest.id}`),
    keeping,
    accounts,
    actor: name,
  });
  const workspace = await openWorkspace(side.installation, {
    folder,
    with: keeping,
    mode: 'write',
    actor: name,
  });
  onTestFinished(() => workspace.close());
  return workspace;
}

/** The pack that goes back. */
export async function giveBack(workspace: OpenWorkspace, side: Side, final = true): Promise<Uint8Array> {
  const publication = inMemory();
  await makeReturn(workspace, side.people, { final }, publication);
  return publication.bytes();
}

/** Merges a return. */
export async function merge(workspace: OpenWorkspace, side: Side, bytes: Uint8Array) {
  const pack = await openHandoffPack(side.people, { bytes, passphrase: null });
  return mergeHandoff(workspace, pack);
}
