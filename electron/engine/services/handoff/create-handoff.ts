import { createHash } from 'node:crypto';
import type { HandoffId } from '../../../../shared/domain/ids.ts';
import type { PackPart } from '../../db/handoff/contents.ts';
import type { ListedAccount } from '../../db/handoff/offered-accounts.ts';
import { WORDS_PATH } from '../../db/handoff/pack-paths.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { People } from '../people/people.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { briefParts } from './brief-parts.ts';
import { completenessOf, type HandoffWarning } from './completeness.ts';
import { type HandoffOrder, recipientName, requireWindow } from './handoff-order.ts';
import { handoffPath } from './handoff-path.ts';
import type { PackManifest } from './pack/manifest.ts';
import type { Publication } from './publication.ts';
import { requireOwnPerson, sealContents } from './seal-contents.ts';

export interface HandoffWork {
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface CreatedHandoff {
  readonly manifest: PackManifest;
  readonly warnings: readonly HandoffWarning[];
  readonly bytes: number;
}

/** How often the pack is read again when somebody works on the accounts meanwhile. */
const MOST_ATTEMPTS = 3;

/**
 * Hands accounts over: reads all that they are at one moment, writes the brief, signs and encrypts the pack, and from then
 * on holds the accounts here while the window runs. Errors: `validation` (window, no account), `not_found`, `no_key`
 * (no person), `conflict` (handed out already), `cancelled`, `bad_file`, `disk_full`.
 */
export async function createHandoff(
  workspace: OpenWorkspace,
  people: People,
  order: HandoffOrder,
  publication: Publication,
  work: HandoffWork = {},
): Promise<CreatedHandoff> {
  requireWindow(order, workspace.today());
  const sender = requireOwnPerson(people);
  const accounts = await workspace.db.read('offeredAccounts', { accounts: order.accounts });
  requireAccounts(accounts, order);
  const ids = accounts.map(({ id }) => id);
  const warnings = await completenessOf(workspace, { accounts: ids, from: order.from });
  for (let attempt = 1; ; attempt++) {
    const id = newId() as HandoffId;
    const { parts, head, schemaVersion, counts } = await workspace.db.read('handoffContents', {
      accounts: ids,
    });
    const brief = await briefParts(workspace, { ...order, accounts: ids, senderName: sender.name }, work);
    const path = await handoffPath(workspace);
    const { bytes: pack, manifest } = await sealContents(workspace, people, {
      kind: 'handoff',
      id,
      handoff: id,
      sender,
      to:
        order.recipient.kind === 'person'
          ? { card: order.recipient.card }
          : { passphrase: order.recipient.passphrase },
      window: { from: order.from, to: order.to },
      expiresOn: order.to,
      log: { id: workspace.id, fromSeq: head.seq === 0 ? 0 : 1, toSeq: head.seq, head },
      schemaVersion,
      accounts,
      counts,
      path,
      parts: [...parts, wordsPart(order), ...brief],
      signal: work.signal,
      onProgress: (fraction) => work.onProgress?.(0.5 + fraction / 2),
    });
    await publication.stage(pack);
    try {
      requireGoingOn(work.signal);
      await workspace.db.write(
        'giveHandoff',
        {
          id,
          recipientJson: order.recipient.kind === 'person' ? JSON.stringify(order.recipient.card) : null,
          recipientName: recipientName(order.recipient),
          startsOn: order.from,
          endsOn: order.to,
          head,
          words: order.words,
          accounts: accounts.map(({ id: account, name }) => ({ id: account, name })),
          sha256: createHash('sha256').update(pack).digest('hex'),
          path,
        },
        workspace.context(),
      );
    } catch (error) {
      await publication.discard();
      if (error instanceof EngineError && error.details.stale === true && attempt < MOST_ATTEMPTS) continue;
      throw error;
    }
    await publication.publish();
    return { manifest, warnings, bytes: pack.length };
  }
}

function requireAccounts(accounts: readonly ListedAccount[], order: HandoffOrder): void {
  if (accounts.length === 0) {
    throw new EngineError('validation', 'There is no account to hand over. Choose at least one.', {
      field: 'accounts',
    });
  }
  if (order.accounts === 'all' || order.accounts.length === accounts.length) return;
  throw new EngineError('not_found', 'One of the accounts is not in this workspace any more. Choose again.');
}

function requireGoingOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new EngineError('cancelled', 'The handoff was cancelled. Nothing was handed over.');
}

/** What the specialist wrote, for the backup's window; the brief has it too. */
function wordsPart({ words, wordsOf }: HandoffOrder): PackPart {
  const text = JSON.stringify({ words, accounts: Object.fromEntries(wordsOf) });
  return { path: WORDS_PATH, bytes: Buffer.from(text, 'utf8') };
}
