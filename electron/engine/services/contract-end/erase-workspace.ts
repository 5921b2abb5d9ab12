import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { digestFile } from '../../db/backup-format.ts';
import { type EraseFacts, readEraseFacts } from '../../db/contract-end/erase-facts.ts';
import { workspaceFiles } from '../../db/contract-end/workspace-files.ts';
import { readHeader, type WorkspaceHeader } from '../../db/header.ts';
import { acquireLock } from '../../db/lock.ts';
import { openConnection } from '../../db/open.ts';
import { workspacePaths } from '../../db/workspace-paths.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { forgetDerivedKeys } from '../../secrets/passphrase.ts';
import type { RawKey } from '../../secrets/raw-key.ts';
import { requireAbility } from '../people/require-ability.ts';
import type { Profile } from '../profile/profile.ts';
import type { Installation } from '../workspace/installation.ts';
import {
  dropJournal,
  type EraseJournal,
  findJournal,
  finishJournal,
  foldersOf,
  stemOf,
  writeJournal,
} from './certificate-store.ts';
import { type EraseCertificate, type EraseCertificateFacts, signCertificate } from './erase-certificate.ts';
import { eraseSteps } from './erase-steps.ts';
import { beyondWords, howWords, warningWords } from './erase-words.ts';
import { requireName } from './require-name.ts';
import type { Signer } from './signer.ts';

export interface EraseRequest {
  readonly folder: string;
  /** What the person typed: the name of the workspace, to the letter. */
  readonly confirm: string;
  /** Finds the key by the header; not asked when an interrupted erase is finished. */
  readonly findKey: (header: WorkspaceHeader) => Promise<RawKey>;
  readonly signer: Signer;
  /** Name of the acting person. */
  readonly actor: string;
  /** The person of the profile; null without one. */
  readonly person: () => PublicCard | null;
  readonly profile: Pick<Profile, 'forget'>;
  /** Told before each step. */
  readonly onStep?: (step: string) => void;
}

export interface EraseReceipt {
  readonly certificate: EraseCertificate;
  /** Where it is kept. */
  readonly file: string;
}

type Surroundings = Pick<Installation, 'home' | 'version' | 'clock' | 'keyring'>;

/**
 * Destroys a workspace for good and certifies it. The certificate is on the disk as begun before anything is touched; then
 * goes what opens the workspace, then the files. Asked again after an interruption it finishes, without the key.
 * Errors: `policy_blocked` (the role), `locked` (somebody has it open), `validation` (not its name), `not_found`, and those
 * of unlocking; nothing is changed then. `no_key` later, when the keyring went away: ask again.
 */
export async function eraseWorkspace(
  installation: Surroundings,
  request: EraseRequest,
): Promise<EraseReceipt> {
  requireAbility(request, 'erase');
  const folder = resolve(request.folder);
  const onStep = request.onStep ?? (() => {});
  const interrupted = findJournal(installation.home, folder);
  const header = headerUnlessBegun(folder, interrupted);
  const lock = existsSync(folder) ? acquireLock(folder) : { release: () => {} };
  try {
    const journal =
      header === null && interrupted !== null
        ? confirmed(interrupted, request.confirm)
        : await begin(installation, { ...request, folder }, readHeader(folder), interrupted);
    const files = await eraseSteps({
      folder,
      workspaceId: journal.certificate.workspace.id,
      keyring: installation.keyring,
      entries: journal.keyring,
      onStep,
      release: () => lock.release(),
    });
    forgetDerivedKeys();
    onStep('profile');
    request.profile.forget(journal.certificate.workspace.id);
    onStep('certificate');
    const removed = [...files.header, ...files.backups, ...files.database, ...files.locks];
    const certificate = await completed(installation, request.signer, journal, header === null, removed);
    return { certificate, file: finishJournal(installation.home, certificate) };
  } finally {
    lock.release();
  }
}

/** The header; null when an erase that was begun has destroyed it. */
function headerUnlessBegun(folder: string, interrupted: EraseJournal | null): WorkspaceHeader | null {
  try {
    return readHeader(folder);
  } catch (error) {
    if (interrupted !== null && (isEngineError(error, 'not_found') || isEngineError(error, 'damaged')))
      return null;
    throw error;
  }
}

function confirmed(journal: EraseJournal, confirm: string): EraseJournal {
  requireName(journal.certificate.workspace.name, confirm);
  return journal;
}

/** Everything that has to be known and checked first; the journal is on the disk afterwards. */
async function begin(
  { home, version, clock, keyring }: Surroundings,
  request: EraseRequest,
  header: WorkspaceHeader,
  interrupted: EraseJournal | null,
): Promise<EraseJournal> {
  const { folder, confirm, signer } = request;
  const key = await request.findKey(header);
  const begunAt = clock.now();
  const facts = factsOf(folder, key, begunAt, confirm);
  const { slots, workspaceId } = header;
  const entries = slots.keyring === undefined ? [] : [slots.keyring.account, ...facts.secretNames];
  // A keyring that cannot be reached is noticed before anything is gone.
  const [first] = entries;
  if (first !== undefined) await keyring.get(first);
  const stated = certificateFacts(facts, await digestFile(workspacePaths(folder).database), {
    protection: slots.keyring === undefined ? 'passphrase' : 'keyring',
    begunAt,
    by: request.actor,
    duebook: version,
  });
  const files = await workspaceFiles(folder, workspaceId);
  const outcome = {
    state: 'begun',
    erasedAt: null,
    resumed: false,
    removed: [...files.header, ...files.backups, ...files.database, ...files.locks],
    how: howWords(stated.workspace.protection),
    notErased: beyondWords(facts, files.strangers),
  } as const;
  const certificate = await signCertificate(stated, { ...outcome, removed: [...outcome.removed] }, signer);
  const journal: EraseJournal = { folders: [...foldersOf(folder)], keyring: entries, certificate };
  writeJournal(home, journal);
  if (interrupted !== null && stemOf(interrupted.certificate) !== stemOf(certificate))
    dropJournal(home, interrupted);
  return journal;
}

/** Reads them and leaves a database file that holds everything, with nothing beside it. */
function factsOf(folder: string, key: RawKey, now: Instant, confirm: string): EraseFacts {
  const connection = openConnection(workspacePaths(folder).database, key, 'writer');
  try {
    const facts = readEraseFacts(connection, now);
    requireName(facts.workspace.name, confirm);
    connection.pragma('wal_checkpoint(TRUNCATE)');
    return facts;
  } finally {
    connection.close();
  }
}

function certificateFacts(
  facts: EraseFacts,
  database: { readonly sha256: string; readonly size: number },
  about: {
    readonly protection: 'keyring' | 'passphrase';
    readonly begunAt: Instant;
    readonly by: string;
    readonly duebook: string;
  },
): EraseCertificateFacts {
  const { id, name, currency, timeZone, createdAt } = facts.workspace;
  const { protection, ...rest } = about;
  return {
    workspace: { id, name, currency, timeZone, createdAt, protection, schemaVersion: facts.schemaVersion },
    log: { entries: facts.counts.entries ?? 0, head: { seq: facts.head.seq, hash: facts.head.hash } },
    counts: { ...facts.counts },
    database,
    ...rest,
    warnings: warningWords(facts),
  };
}

async function completed(
  { clock }: Surroundings,
  signer: Signer,
  { certificate, keyring }: EraseJournal,
  resumed: boolean,
  removed: readonly string[],
): Promise<EraseCertificate> {
  const { format, formatVersion, signature, signingKey, signedBy, ...rest } = certificate;
  const { state, erasedAt, resumed: before, removed: planned, how, notErased, ...facts } = rest;
  const entries = keyring.length === 0 ? [] : [`${keyring.length} entries of the system keyring`];
  const outcome = {
    state: 'erased',
    erasedAt: clock.now(),
    resumed,
    removed: [...new Set([...planned, ...removed, ...entries])],
    how,
    notErased,
  } as const;
  return signCertificate(facts, { ...outcome, removed: [...outcome.removed] }, signer);
}
