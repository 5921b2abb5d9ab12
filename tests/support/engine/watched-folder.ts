import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timing } from '../../../electron/engine/connectors/http/timing.ts';
import type { FolderFileRow } from '../../../electron/engine/db/queries/folder-files.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import {
  addConnection,
  requireConnection,
} from '../../../electron/engine/services/connections/connections-service.ts';
import { inspectFile } from '../../../electron/engine/services/imports/inspect-file.ts';
import type { SyncOutcome } from '../../../electron/engine/services/sync/run-sync.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import { temporaryFolder } from '../workspace.ts';
import { columnsOf, csvOf, type FileRow, mappingFor } from './ledger-files.ts';

export interface RunOptions {
  readonly mode?: 'full' | 'changes';
  readonly signal?: AbortSignal;
  /** What happens in the world between the two looks. */
  readonly meanwhile?: () => void;
  /** The workspace when it was opened again; absent: as it was opened first. */
  readonly workspace?: OpenWorkspace;
}

/** A real folder that a workspace reads as a connection. */
export interface WatchedFolder {
  readonly path: string;
  readonly id: ConnectionId;
  /** Saves a file with these rows at noon of a day, under its name at once. */
  put(name: string, rows: readonly FileRow[], day?: string): void;
  /** Saves any bytes. */
  write(name: string, bytes: string | Uint8Array, day?: string): void;
  /** Keeps the mapping of files with these rows, as the wizard does. */
  map(rows: readonly FileRow[], kind?: ImportMapping['kind']): Promise<void>;
  run(options?: RunOptions): Promise<SyncOutcome>;
  files(): Promise<readonly FolderFileRow[]>;
  /** The states of the files by name. */
  states(): Promise<Readonly<Record<string, FolderFileRow['state']>>>;
}

export async function watchedFolder(
  workspace: OpenWorkspace,
  settings: Readonly<Record<string, string>> = {},
): Promise<WatchedFolder> {
  const path = join(temporaryFolder(), 'exports');
  mkdirSync(path);
  const { id } = await addConnection(workspace, {
    name: `Exports ${path}`.slice(0, 100),
    kind: 'folder',
    settings: { path, ...settings },
    secrets: {},
  });
  const write = (name: string, bytes: string | Uint8Array, day = '2026-05-31') => {
    const unfinished = join(path, 'incoming');
    writeFileSync(unfinished, bytes);
    const saved = new Date(`${day}T12:00:00.000Z`);
    utimesSync(unfinished, saved, saved);
    renameSync(unfinished, join(path, name));
  };
  const files = () => workspace.db.read('folderFiles', { connectionId: id });
  return {
    path,
    id,
    write,
    put: (name, rows, day) => write(name, csvOf(rows, columnsOf(rows)), day),
    async map(rows, kind = 'invoices') {
      const columns = columnsOf(rows);
      const mapping = mappingFor(columns, kind);
      const file = { fileName: 'sample.csv', bytes: csvOf(rows, columns) };
      const { inspection } = await inspectFile(workspace, { ...file, sheet: null, preset: null, mapping });
      await workspace.db.write(
        'saveMapping',
        { shapeHash: inspection.shapeHash, kind, mappingJson: JSON.stringify(mapping) },
        workspace.context(),
      );
    },
    async run({
      mode = 'changes',
      signal = new AbortController().signal,
      meanwhile,
      workspace: opened,
    } = {}) {
      const timing: Timing = {
        now: () => 0,
        random: () => 0.5,
        sleep: async () => meanwhile?.(),
      };
      const reader = opened ?? workspace;
      const connection = await requireConnection(reader, id);
      return syncConnection(reader, connection, syncSurroundings(silentLogger, timing), { mode, signal });
    },
    files,
    states: async () => Object.fromEntries((await files()).map(({ name, state }) => [name, state])),
  };
}
