import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { commands } from '../../db/commands/index.ts';
import { maintenance } from '../../db/commands/maintenance.ts';
import type { NewWorkspace } from '../../db/commands/workspace.ts';
import type { ContextData, Executor } from '../../db/executor.ts';
import { readHeader, type WorkspaceHeader } from '../../db/header.ts';
import { createInlineExecutor } from '../../db/inline-executor.ts';
import { acquireLock, type WriteLock } from '../../db/lock.ts';
import { migrateWorkspace, readMigrations, requireKnownVersion } from '../../db/migrate.ts';
import { openConnection } from '../../db/open.ts';
import { queries } from '../../db/queries/index.ts';
import { migrateInThread } from '../../db/storage-task.ts';
import { createThreadExecutor } from '../../db/thread-executor.ts';
import { typedExecutor } from '../../db/typed-executor.ts';
import { workspacePaths } from '../../db/workspace-paths.ts';
import { queueNotes } from '../../db/write-back/queue-notes.ts';
import type { EngineError } from '../../platform/engine-error.ts';
import type { RawKey } from '../../secrets/raw-key.ts';
import { type SecretStore, workspaceSecretStore } from '../../secrets/secret-store.ts';
import { type UnlockWith, unlock } from '../../secrets/unlock.ts';
import { guardedExecutor } from '../people/guarded-executor.ts';
import { ownPersonReader } from '../people/people-file.ts';
import type { Installation } from './installation.ts';
import { watchDamage } from './watch-damage.ts';

const registries = { queries, commands, maintenance, afterEntries: queueNotes };

/** A workspace that is unlocked and open: what every use case works on. */
export interface OpenWorkspace {
  readonly folder: string;
  readonly header: WorkspaceHeader;
  readonly key: RawKey;
  readonly id: WorkspaceId;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
  readonly demo: boolean;
  /** Writes that the role of `person` may not do are refused with `policy_blocked`. */
  readonly db: Executor;
  /** The person of the profile that works here; null when it has none, and in the demo, where everybody may try everything. */
  person(): PublicCard | null;
  /** Passwords of mailboxes: in the keyring, or inside the workspace when a passphrase decides. */
  readonly secrets: SecretStore;
  /** False when another process has the write lock: reads only. */
  readonly canWrite: boolean;
  now(): Instant;
  today(): PlainDate;
  /** Time and actor for a write. */
  context(): ContextData;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly folder: string;
  readonly with: UnlockWith;
  /** `write` takes the lock (`locked` when it is taken); `read` never does. */
  readonly mode: 'read' | 'write';
  /** Name of the acting person for the log, asked at each write. */
  readonly actor: () => string;
  readonly onMigrating?: () => void;
  /** A database thread was lost, or the database turned out to be damaged: the workspace has to be closed. */
  readonly onLost?: (error: EngineError) => void;
}

/**
 * Unlocks and opens a workspace, bringing its schema up to date first. Errors: `not_found`, `wrong_key`, `no_key`,
 * `damaged`, `newer_version`, `locked`, `disk_full`. `firstRows` is for a database that was just created.
 */
export async function openWorkspace(
  installation: Installation,
  options: OpenOptions,
  firstRows: NewWorkspace | null = null,
): Promise<OpenWorkspace> {
  const header = readHeader(options.folder);
  const key = await unlock(header, options.with);
  const lock = options.mode === 'write' ? acquireLock(options.folder) : null;
  let db: Executor | null = null;
  try {
    await prepareSchema(installation, options, key, lock);
    db = await startExecutor(installation, options, key, lock);
    if (firstRows !== null) await writeFirstRows(installation, options, db, firstRows);
    return await handleOf(installation, options, header, key, db, lock);
  } catch (error) {
    await db?.close();
    lock?.release();
    throw error;
  }
}

/** The schema of a new workspace is there, its rows are not. */
async function writeFirstRows(
  { clock }: Installation,
  { actor }: OpenOptions,
  db: Executor,
  rows: NewWorkspace,
): Promise<void> {
  const now = clock.now();
  await db.write('createWorkspace', rows, { now, today: dateInZone(now, rows.timeZone), actor: actor() });
}

/** A reader cannot migrate: an older schema waits for the first opening that may write. */
async function prepareSchema(
  installation: Installation,
  options: OpenOptions,
  key: RawKey,
  lock: WriteLock | null,
): Promise<void> {
  const migrations = readMigrations(installation.migrations);
  if (lock !== null) {
    const given = { folder: options.folder, key, migrations, onState: () => options.onMigrating?.() };
    if (installation.workerEntry === null) migrateWorkspace(given);
    else await migrateInThread(given);
    return;
  }
  const connection = openConnection(workspacePaths(options.folder).database, key, 'reader');
  try {
    requireKnownVersion(connection, migrations);
  } finally {
    connection.close();
  }
}

async function startExecutor(
  { workerEntry }: Installation,
  options: OpenOptions,
  key: RawKey,
  lock: WriteLock | null,
): Promise<Executor> {
  const file = workspacePaths(options.folder).database;
  const canWrite = lock !== null;
  if (workerEntry === null) {
    const connection = openConnection(file, key, canWrite ? 'writer' : 'reader');
    return typedExecutor(createInlineExecutor({ connection, registries, canWrite }));
  }
  const { onLost = () => {} } = options;
  const threads = await createThreadExecutor({
    workerUrl: workerEntry,
    file,
    key,
    canWrite,
    readers: 2,
    onLost,
  });
  return typedExecutor(watchDamage(threads, onLost));
}

async function handleOf(
  installation: Installation,
  options: OpenOptions,
  header: WorkspaceHeader,
  key: RawKey,
  db: Executor,
  lock: WriteLock | null,
): Promise<OpenWorkspace> {
  const row = await db.read('workspace', null);
  const now = () => installation.clock.now();
  const today = () => dateInZone(now(), row.timeZone);
  const context = (): ContextData => ({ now: now(), today: today(), actor: options.actor() });
  if (lock !== null) {
    await db.maintain('dropStaleStages', null, context());
    await db.maintain('ageSummaries', { force: false }, context());
    await db.write('decidePromises', null, context());
  }
  const ownPerson = ownPersonReader(installation.home);
  const person = () => (row.demo ? null : ownPerson());
  const guarded = guardedExecutor(db, { person });
  return {
    folder: options.folder,
    header,
    key,
    id: header.workspaceId,
    name: row.name,
    currency: currencyCode(row.currency),
    timeZone: row.timeZone,
    demo: row.demo,
    db: guarded,
    person,
    secrets: header.slots.keyring === undefined ? ownSecrets(guarded, context) : installation.keyring,
    canWrite: lock !== null,
    now,
    today,
    context,
    close: async () => {
      await db.close();
      lock?.release();
    },
  };
}

function ownSecrets(db: Executor, context: () => ContextData): SecretStore {
  return workspaceSecretStore({
    read: (key) => db.read('secretValue', { key }),
    write: async (key, value) => {
      await db.maintain('setSecret', { key, value }, context());
    },
    remove: async (key) => (await db.maintain('removeSecret', { key }, context())).removed,
  });
}
