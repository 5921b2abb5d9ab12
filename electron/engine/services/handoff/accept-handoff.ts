import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { flushFolder } from '../../db/durable-file.ts';
import type { OfferedAccount } from '../../db/handoff/accept-handoff.ts';
import { readJson } from '../../db/handoff/json-lines.ts';
import { WORDS_PATH } from '../../db/handoff/pack-paths.ts';
import { requireSchema } from '../../db/handoff/schema-version.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { createWorkspace, type KeyKeeping, unlockWith } from '../workspace/create-workspace.ts';
import type { Installation } from '../workspace/installation.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { acceptedPacks } from './accepted-packs.ts';
import { partsOfPack, requireKind } from './open-handoff.ts';
import type { OpenedPack } from './pack/open-pack.ts';

export interface Acceptance {
  /** A pack that was opened for its recipient, with the day it is accepted on checked. */
  readonly pack: OpenedPack;
  /** A folder that is empty or not there yet. */
  readonly folder: string;
  readonly keeping: KeyKeeping;
  /** Which accounts are taken; the others are declined. */
  readonly accounts: readonly AccountId[] | 'all';
  readonly actor: () => string;
}

export interface AcceptedWorkspace {
  readonly folder: string;
  readonly recoveryCode: string;
  readonly accepted: readonly OfferedAccount[];
  readonly declined: readonly OfferedAccount[];
}

const wordsSchema = z.strictObject({
  words: z.string().max(100_000),
  accounts: z.record(z.string(), z.string().max(100_000)),
});

/**
 * Makes a workspace of a handoff. It is filled under another name and takes its own when it is whole: what is interrupted
 * leaves no workspace, and the pack can be accepted again. Errors: `bad_pack`, `newer_version`, `conflict` (the folder is
 * in use, or the pack was accepted before), `not_found` (an account that the pack does not have), `disk_full`, `no_key`.
 */
export async function acceptHandoff(
  installation: Installation,
  acceptance: Acceptance,
): Promise<AcceptedWorkspace> {
  const { pack, folder, keeping, actor } = acceptance;
  const { manifest } = pack;
  requireKind(pack, 'handoff');
  requireSchema(manifest.schemaVersion, installation.migrations);
  const accepted = acceptedPacks(installation.home);
  accepted.requireNew(manifest.id);
  requireFree(folder);
  const { words, offered } = await offeredBy(pack, acceptance.accounts);
  const part = join(dirname(folder), `.${basename(folder)}.accepting`);
  rmSync(part, { recursive: true, force: true });
  try {
    const created = await createWorkspace(installation, {
      folder: part,
      name: manifest.workspace.name,
      currency: manifest.workspace.currency,
      timeZone: manifest.workspace.timeZone,
      keeping,
      actor,
    });
    const workspace = await openWorkspace(
      { ...installation, workerEntry: null },
      { folder: part, with: unlockWith(keeping), mode: 'write', actor },
    );
    try {
      await workspace.db.write(
        'acceptHandoff',
        {
          id: manifest.id,
          senderJson: JSON.stringify(manifest.sender),
          senderName: manifest.sender.name,
          recipientJson: manifest.recipient === null ? null : JSON.stringify(manifest.recipient),
          workspaceId: manifest.workspace.id,
          startsOn: manifest.window.from,
          endsOn: manifest.window.to,
          originHead: manifest.log.head,
          words,
          manifestJson: Buffer.from(pack.manifestBytes).toString('utf8'),
          signature: Buffer.from(pack.signature).toString('base64'),
          accounts: offered,
          parts: await partsOfPack(pack),
        },
        workspace.context(),
      );
      await workspace.db.write('decidePromises', null, workspace.context());
    } finally {
      await workspace.close();
    }
    // First: a pack whose workspace is there is one that is known to be taken, whatever happens in between.
    accepted.remember({ id: manifest.id, folder, at: installation.clock.now() });
    takeName(part, folder);
    return {
      folder,
      recoveryCode: created.recoveryCode,
      accepted: offered.filter(({ state }) => state === 'accepted'),
      declined: offered.filter(({ state }) => state === 'declined'),
    };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}

async function offeredBy(
  pack: OpenedPack,
  chosen: Acceptance['accounts'],
): Promise<{ readonly words: string; readonly offered: readonly OfferedAccount[] }> {
  const text = Buffer.from(await pack.bytes(WORDS_PATH)).toString('utf8');
  const { words, accounts } = readJson(WORDS_PATH, text, wordsSchema);
  const known = new Set<string>(pack.manifest.accounts.map(({ id }) => id));
  const strange = chosen === 'all' ? undefined : chosen.find((id) => !known.has(id));
  if (strange !== undefined) {
    throw new EngineError(
      'not_found',
      `The pack does not hand over an account "${strange}". Look into it first.`,
    );
  }
  if (chosen !== 'all' && chosen.length === 0) {
    throw new EngineError(
      'validation',
      'No account is chosen. Accept at least one, or tell the sender that you decline.',
    );
  }
  const offered = pack.manifest.accounts.map(({ id, name, number }): OfferedAccount => {
    const state = chosen === 'all' || chosen.includes(id) ? 'accepted' : 'declined';
    return { id, name, number, state, words: accounts[id] ?? '' };
  });
  return { words, offered };
}

function requireFree(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new EngineError(
    'conflict',
    `${folder} is not empty. Choose a new or an empty folder for the handed accounts.`,
    {
      folder,
    },
  );
}

function takeName(part: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(part, folder);
  flushFolder(dirname(folder));
}
