import { createHandoff } from '../../../electron/engine/services/handoff/create-handoff.ts';
import type { HandoffOrder } from '../../../electron/engine/services/handoff/handoff-order.ts';
import { publishToDownload } from '../../../electron/engine/services/handoff/publish-to-download.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type LinkedEngine, linkedEngine } from '../engine/linked-engine.ts';

export const KEYS_PASSPHRASE = 'keys of a person';
export const WORKSPACE_PASSPHRASE = 'a handed workspace';
export const PACK_PASSPHRASE = 'told by phone, word by word';

/** An engine with a person of its own, whose keys are open. */
export async function engineOf(
  name: string,
  options: { readonly demo?: boolean; readonly role?: 'specialist' | 'backup' } = {},
): Promise<LinkedEngine> {
  const desk = await linkedEngine({ demo: options.demo ?? false });
  await desk.client.people.create({
    name,
    role: options.role ?? 'specialist',
    protection: { kind: 'passphrase', passphrase: KEYS_PASSPHRASE },
  });
  return desk;
}

/** Both trust each other's card. */
export async function introduce(one: LinkedEngine, other: LinkedEngine): Promise<void> {
  await one.client.people.trust({ text: (await other.client.people.card()).text });
  await other.client.people.trust({ text: (await one.client.people.card()).text });
}

export interface HandedAccounts {
  readonly accounts: readonly AccountId[];
  readonly wordsOf: AccountId;
}

/** The accounts at the top of the worklist. */
export async function topAccounts({ client }: LinkedEngine, count: number): Promise<readonly AccountId[]> {
  const filter = { scope: 'overdue', held: 'any' } as const;
  const { items } = await client.worklist.page({
    filter,
    sort: { key: 'priority', descending: true },
    limit: count * 2,
  } as never);
  return [...new Set(items.map(({ accountId }) => accountId))].slice(0, count);
}

/** Makes a real pack out of the open workspace of `owner`, from today for a week; null: for a passphrase. */
export async function packFor(
  owner: LinkedEngine,
  to: LinkedEngine | null,
  accounts: readonly AccountId[],
  change: Partial<HandoffOrder> = {},
): Promise<Uint8Array> {
  const { session, people, files } = owner.engine.context;
  const workspace = session.workspace();
  const today = workspace.today();
  const card = to?.engine.context.people.own() ?? null;
  const publication = publishToDownload(files, 'pack.duebook-handoff');
  await createHandoff(
    workspace,
    people,
    {
      accounts,
      from: today,
      to: addDays(today, 6),
      recipient:
        card === null
          ? { kind: 'passphrase', passphrase: PACK_PASSPHRASE, name: 'Ben Okafor' }
          : { kind: 'person', card },
      words: 'Northwind pays on the 28th. Ring Mia before anybody else.',
      wordsOf: new Map(accounts.slice(0, 1).map((id) => [id, 'Always ask for Mia.'])),
      ...change,
    },
    publication,
  );
  const { bytes } = files.takeDownload(publication.published().downloadId) ?? {};
  if (bytes === undefined) throw new Error('The pack was not published.');
  return bytes;
}

/** A pack as it was picked on the other side. */
export function picked({ engine }: LinkedEngine, bytes: Uint8Array) {
  return { grant: engine.files.offerBytes('pack.duebook-handoff', bytes) };
}
