import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { isTimeZone } from '../../../../shared/domain/dates.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { currencyCode, MoneyError } from '../../../../shared/domain/money.ts';
import { newHeader, type WorkspaceHeader, writeHeader } from '../../db/header.ts';
import { createDatabase } from '../../db/open.ts';
import { workspacePaths } from '../../db/workspace-paths.ts';
import { shippedTemplates } from '../../mail/templates/shipped.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { KEYRING_SERVICE } from '../../secrets/keyring.ts';
import { newRawKey, type RawKey } from '../../secrets/raw-key.ts';
import { newRecoveryCode } from '../../secrets/recovery-code.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import { type UnlockWith, withKeyringSlot, withWrappedSlot } from '../../secrets/unlock.ts';
import type { Installation } from './installation.ts';
import { openWorkspace } from './open-workspace.ts';

/** How the key of a workspace is kept. `store` is the keyring, or a memory store for a demo that is thrown away. */
export type KeyKeeping =
  | { readonly kind: 'keyring'; readonly store: SecretStore }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

export interface NewWorkspaceOptions {
  readonly folder: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly keeping: KeyKeeping;
  readonly demo?: boolean;
  readonly actor: () => string;
}

export interface CreatedWorkspace {
  readonly id: WorkspaceId;
  readonly recoveryCode: string;
}

/**
 * Makes a workspace in a folder that is empty or not there yet: encrypted database, key slots, a recovery code that
 * is returned once and kept nowhere. Errors: `validation`, `conflict` (the folder has content), `no_key` (keyring
 * out of reach), `disk_full`. A failure leaves no half-made workspace.
 */
export async function createWorkspace(
  installation: Installation,
  options: NewWorkspaceOptions,
): Promise<CreatedWorkspace> {
  const currency = checkedCurrency(options.currency);
  if (options.name.trim() === '')
    throw new EngineError('validation', 'The workspace needs a name: the client it is for.');
  if (!isTimeZone(options.timeZone)) {
    throw new EngineError(
      'validation',
      `"${options.timeZone}" is no time zone. Use a name such as Europe/Berlin.`,
    );
  }
  const created = requireEmptyFolder(options.folder);
  const id = newId() as WorkspaceId;
  const key = newRawKey();
  try {
    const recoveryCode = newRecoveryCode();
    const header = await headerWithSlots(installation, id, key, options.keeping, recoveryCode);
    createDatabase(workspacePaths(options.folder).database, key);
    writeHeader(options.folder, header);
    const templates = await shippedTemplates('en', new URL('templates/', installation.resources));
    const workspace = await openWorkspace(
      { ...installation, workerEntry: null },
      { folder: options.folder, with: unlockWith(options.keeping), mode: 'write', actor: options.actor },
      {
        id,
        name: options.name.trim(),
        currency,
        timeZone: options.timeZone,
        demo: options.demo ?? false,
        templates,
      },
    );
    await workspace.close();
    return { id, recoveryCode };
  } catch (error) {
    removeUnfinished(options.folder, created);
    throw error;
  }
}

/** The way in that belongs to a way of keeping. */
export function unlockWith(keeping: KeyKeeping): UnlockWith {
  return keeping.kind === 'keyring'
    ? { kind: 'keyring', store: keeping.store }
    : { kind: 'passphrase', passphrase: keeping.passphrase };
}

/** Slots for one way of keeping and a recovery code, and nothing else. */
export async function slotsFor(
  header: WorkspaceHeader,
  key: RawKey,
  keeping: KeyKeeping,
  recoveryCode: string,
): Promise<WorkspaceHeader['slots']> {
  const bare = { ...header, slots: {} };
  const kept =
    keeping.kind === 'keyring'
      ? await withKeyringSlot(bare, key, keeping.store, {
          service: KEYRING_SERVICE,
          account: `workspace:${header.workspaceId}`,
        })
      : await withWrappedSlot(bare, key, 'passphrase', keeping.passphrase);
  return withWrappedSlot({ ...header, slots: kept }, key, 'recovery', recoveryCode);
}

async function headerWithSlots(
  installation: Installation,
  id: WorkspaceId,
  key: RawKey,
  keeping: KeyKeeping,
  recoveryCode: string,
): Promise<WorkspaceHeader> {
  const header = newHeader(id, installation.clock.now(), key);
  return { ...header, slots: await slotsFor(header, key, keeping, recoveryCode) };
}

function checkedCurrency(text: string): string {
  try {
    return currencyCode(text);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new EngineError('validation', `${error.message} Use a code such as EUR or USD.`, {
      field: 'currency',
    });
  }
}

/** True when the folder was made here. */
function requireEmptyFolder(folder: string): boolean {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  const content = readdirSync(folder);
  if (content.length === 0) return made !== undefined;
  throw new EngineError(
    'conflict',
    `${folder} is not empty. Choose a new or an empty folder for the workspace.`,
    {
      folder,
    },
  );
}

function removeUnfinished(folder: string, created: boolean): void {
  const paths = workspacePaths(folder);
  for (const file of [
    paths.header,
    paths.database,
    `${paths.database}-wal`,
    `${paths.database}-shm`,
    paths.lock,
  ]) {
    rmSync(file, { force: true });
  }
  if (created) rmSync(folder, { recursive: true, force: true });
}
