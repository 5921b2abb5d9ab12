import { exportedFiles, FILE_FOLDERS } from '../../db/contract-end/export-rows.ts';
import { openSnapshot, type Snapshot } from '../../db/contract-end/snapshot.ts';
import { EXPORTED_TABLES } from '../../db/contract-end/tables.ts';
import { readWorkspace } from '../../db/queries/workspace.ts';
import { readHead } from '../../db/touchpoint-log/append.ts';
import type { LogHead } from '../../db/touchpoint-log/entry-hash.ts';
import type { JobProgress } from '../../jobs/job-board.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireAbility } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type ArchivedFile, type ExportArchive, openArchive } from './export-archive.ts';
import { exportParts } from './export-parts.ts';
import { type ExportTarget, exportError } from './export-targets.ts';
import { readmeText } from './readme.ts';

export interface WorkspaceExportOptions {
  readonly target: ExportTarget;
  /** Version of Duebook, for the README. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

export interface WorkspaceExport {
  /** How many files the archive holds. */
  readonly files: number;
  /** SHA-256 of the archive, in hex. */
  readonly sha256: string;
  /** Last entry of the log that is in it; the one after it tells of this export. */
  readonly head: LogHead;
}

/**
 * Writes everything of a workspace as open formats into one zip archive, as it is at one moment. The log has an entry
 * before the archive takes its name. Errors: `policy_blocked` (the role), `cancelled`, `disk_full`, `bad_file`, `locked` without the write lock.
 */
export async function exportWorkspace(
  workspace: OpenWorkspace,
  { target, version, signal, onProgress }: WorkspaceExportOptions,
): Promise<WorkspaceExport> {
  requireAbility(workspace, 'erase');
  if (!workspace.canWrite) {
    throw new EngineError(
      'locked',
      'Another Duebook has this workspace open. Close it there, and export then.',
    );
  }
  const { now, actor } = workspace.context();
  const snapshot = openSnapshot(workspace.folder, workspace.key);
  try {
    const head = snapshot.read(readHead, undefined);
    const archive = openArchive(target.open(), new Date(now), signal);
    await addParts(archive, snapshot, head, { signal, onProgress });
    const { name, currency, timeZone } = snapshot.read(readWorkspace, undefined);
    const facts = { name, currency, timeZone, today: workspace.today(), exportedAt: now, by: actor };
    await archive.add('README.txt', [Buffer.from(readmeText({ ...facts, version, head }), 'utf8')]);
    await archive.add('SHA256SUMS', [sumsOf(archive.files())]);
    const sha256 = await archive.finish();
    const receipt = { files: archive.files().length, sha256, head };
    await workspace.db.write('recordWorkspaceExport', receipt, workspace.context());
    target.publish();
    return receipt;
  } catch (error) {
    throw exportError(error, signal);
  } finally {
    snapshot.close();
    await target.discard();
  }
}

async function addParts(
  archive: ExportArchive,
  snapshot: Snapshot,
  head: LogHead,
  { signal, onProgress }: Pick<WorkspaceExportOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  const total = amountOf(snapshot);
  let done = 0;
  for (const { path, pieces } of exportParts(snapshot, head)) {
    signal.throwIfAborted();
    onProgress({ phase: 'Writing', done, total, remark: path });
    await archive.add(path, pieces());
    done += 1;
  }
}

/** How many files there will be, without the two that tell of the others. */
function amountOf(snapshot: Snapshot): number {
  const tables = EXPORTED_TABLES.length;
  const files = FILE_FOLDERS.map((folder) => snapshot.read(exportedFiles, { folder }).length);
  return tables + 3 + files.reduce((sum, count) => sum + count, 0);
}

/** In the form that `sha256sum -c` reads. */
function sumsOf(files: readonly ArchivedFile[]): Uint8Array {
  return Buffer.from(files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(''), 'utf8');
}
