import { SYNC_ENTITIES, type SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import {
  type FolderSettings,
  folderSettings,
} from '../../../../shared/domain/connections/folder-settings.ts';
import type { ReadProgress } from '../../../../shared/domain/connections/read-progress.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { SyncRunId } from '../../../../shared/domain/ids.ts';
import { isUnchanged, lookIntoFolder, type SeenFile } from '../../connectors/folder/look-into-folder.ts';
import { readFolderFile } from '../../connectors/folder/read-folder-file.ts';
import type { Timing } from '../../connectors/http/timing.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { FolderFileRow } from '../../db/queries/folder-files.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type FileOutcome, importFolderFile } from './folder-import.ts';
import { CANCELLED, type SyncOutcome, told } from './run-sync.ts';

/** Between the two looks that must agree before a file counts as complete. */
export const SETTLE_MS = 5_000;

export interface FolderRequest {
  readonly connection: ConnectionRow;
  /** `full` tries again what was refused. */
  readonly mode: 'full' | 'changes';
  readonly signal: AbortSignal;
  readonly timing: Timing;
  readonly logger: Logger;
  readonly nextRunAt: (failed: boolean) => Instant | null;
  readonly onProgress?: (progress: ReadProgress) => void;
}

interface Run {
  readonly runId: SyncRunId;
  readonly settings: FolderSettings;
  readonly known: ReadonlyMap<string, FolderFileRow>;
}

/**
 * Takes in the exports that were dropped into a folder: each once it is complete, in the order in which they were saved,
 * by the import that a person would use. Nothing in the folder is ever changed. A failure ends the run and is told, never
 * thrown; files that were taken in before it stay.
 */
export async function watchFolder(workspace: OpenWorkspace, request: FolderRequest): Promise<SyncOutcome> {
  const { connection, signal, mode, logger } = request;
  const connectionId = connection.id;
  const runId = newId() as SyncRunId;
  await workspace.db.maintain('startSyncRun', { connectionId, runId, mode }, workspace.context());
  const rows = await workspace.db.read('folderFiles', { connectionId });
  const run: Run = {
    runId,
    settings: folderSettings(JSON.parse(connection.settingsJson) as Record<string, string>),
    known: new Map(rows.map((row) => [row.name, row])),
  };
  let error: SyncOutcome['error'] = null;
  try {
    await takeIn(workspace, request, run);
  } catch (caught) {
    error = signal.aborted ? CANCELLED : told(caught, logger);
  }
  const state = error === null ? 'done' : error.code === 'cancelled' ? 'cancelled' : 'failed';
  await workspace.db.maintain(
    'settleFolderRun',
    {
      connectionId,
      runId,
      state,
      error: state === 'failed' ? error : null,
      nextRunAt: request.nextRunAt(state === 'failed'),
    },
    workspace.context(),
  );
  return { runId, state, changed: await countsOf(workspace, request), differences: [], missing: [], error };
}

async function takeIn(workspace: OpenWorkspace, request: FolderRequest, run: Run): Promise<void> {
  const { signal, timing, onProgress } = request;
  const { path } = run.settings;
  const first = await lookIntoFolder(path, signal);
  await workspace.db.maintain(
    'forgetFolderFiles',
    { connectionId: request.connection.id, there: first.map(({ name }) => name) },
    workspace.context(),
  );
  const open: SeenFile[] = [];
  for (const file of first) {
    if (await isOpen(workspace, request, run.known.get(file.name), file)) open.push(file);
  }
  if (open.length === 0) return;
  await timing.sleep(SETTLE_MS, signal);
  const second = new Map((await lookIntoFolder(path, signal)).map((file) => [file.name, file]));
  let done = 0;
  for (const before of open) {
    signal.throwIfAborted();
    const file = second.get(before.name);
    if (file !== undefined) await dealWith(workspace, request, run, { before, file });
    done += 1;
    onProgress?.({
      stage: 'files',
      entity: 'invoice',
      done,
      total: open.length,
      told: 'system',
      left: null,
    });
  }
}

/** Whether there is something to do about a file: it is new, it was changed, or what it waited for may be there. */
async function isOpen(
  workspace: OpenWorkspace,
  { mode }: FolderRequest,
  known: FolderFileRow | undefined,
  file: SeenFile,
): Promise<boolean> {
  if (known === undefined || known.size !== file.size || known.modifiedMs !== file.modifiedMs) return true;
  switch (known.state) {
    case 'waiting':
      return true;
    case 'taken':
    case 'same':
      return false;
    case 'refused':
      return mode === 'full';
    case 'needs_mapping': {
      const { shapeHash, sha256 } = known;
      if (shapeHash === null || sha256 === null || mode === 'full') return true;
      if ((await workspace.db.read('savedMapping', { shapeHash })) !== null) return true;
      return (await workspace.db.read('importedContent', { sha256 })) !== null;
    }
  }
}

async function dealWith(
  workspace: OpenWorkspace,
  request: FolderRequest,
  { runId, settings, known }: Run,
  { before, file }: { readonly before: SeenFile; readonly file: SeenFile },
): Promise<void> {
  const { signal, connection } = request;
  const keep = (outcome: Omit<FileOutcome, 'sha256'> & { readonly sha256: string | null }, read: number) =>
    workspace.db.maintain(
      'recordFolderFile',
      {
        connectionId: connection.id,
        runId,
        name: file.name,
        size: file.size,
        modifiedMs: file.modifiedMs,
        ...outcome,
        read,
      },
      workspace.context(),
    );
  if (file.tooLarge) return void (await keep({ ...UNREAD, state: 'refused', text: TOO_LARGE }, 0));
  if (file.unfinished || !isUnchanged(before, file)) return void (await keep(WAITING, 0));
  const bytes = await readFolderFile(settings.path, file, signal);
  if (bytes === null) return void (await keep(WAITING, 0));
  const outcome = await importFolderFile(workspace, {
    file,
    bytes,
    settings,
    known: known.get(file.name) ?? null,
    signal,
  });
  await keep(outcome, bytes.length);
}

const UNREAD = { sha256: null, shapeHash: null, batchId: null, asOf: null } as const;
const TOO_LARGE =
  'It is larger than 200 MB. Export a shorter period, or only the open items, and put that here.';
const WAITING = {
  ...UNREAD,
  state: 'waiting',
  text: 'It is empty, is still being written, or another program holds it. It is taken in once it is complete.',
} as const;

async function countsOf(
  workspace: OpenWorkspace,
  { connection }: FolderRequest,
): Promise<ReadonlyMap<SyncEntity, number>> {
  const [run] = await workspace.db.read('syncRuns', { connectionId: connection.id, limit: 1 });
  const counts = JSON.parse(run?.countsJson ?? '{}') as Partial<Record<SyncEntity, number>>;
  return new Map(
    SYNC_ENTITIES.flatMap((entity) => {
      const number = counts[entity];
      return number === undefined ? [] : [[entity, number] as const];
    }),
  );
}
