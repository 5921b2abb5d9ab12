import type { FolderFileView } from '../../../../shared/contract/connection-files.ts';
import { folderSettings } from '../../../../shared/domain/connections/folder-settings.ts';
import { shownName } from '../../connectors/folder/folder-names.ts';
import { lookIntoFolder } from '../../connectors/folder/look-into-folder.ts';
import { readFolderFile } from '../../connectors/folder/read-folder-file.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { FileExchange } from '../../platform/files.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const MOST_FILES = 500;

/** The files of a folder as screens show them: those that wait for a person first. */
export async function listFolderFiles(
  workspace: OpenWorkspace,
  connection: Pick<ConnectionRow, 'id'>,
): Promise<FolderFileView[]> {
  const rows = await workspace.db.read('folderFiles', { connectionId: connection.id });
  return rows.slice(0, MOST_FILES).map((row) => ({
    name: row.name,
    shown: shownName(row.name),
    state: row.state,
    text: row.text,
    asOf: row.asOf,
    at: row.at,
    batch: row.batchId,
    rejected: row.rejected,
    gone: row.gone,
    undone: row.undone,
  }));
}

/**
 * Hands a file of the folder to the import, as if a person had picked it. Only a file that lies in the folder and that a
 * run has seen can be asked for: the window names no path. Errors: `not_found`, `bad_file`, `network`.
 */
export async function offerFolderFile(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  files: FileExchange,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<{ readonly grant: string; readonly name: string }> {
  const rows = await workspace.db.read('folderFiles', { connectionId: connection.id });
  if (!rows.some((row) => row.name === name)) throw gone(name);
  const { path } = folderSettings(JSON.parse(connection.settingsJson) as Record<string, string>);
  const seen = (await lookIntoFolder(path, signal)).find((file) => file.name === name);
  if (seen === undefined) throw gone(name);
  const bytes = seen.tooLarge ? null : await readFolderFile(path, seen, signal);
  if (bytes === null) {
    throw new EngineError(
      'bad_file',
      `${shownName(name)} cannot be read at the moment. Try again once no other program holds it.`,
    );
  }
  return { grant: files.offerBytes(shownName(name), bytes), name: shownName(name) };
}

function gone(name: string): EngineError {
  return new EngineError('not_found', `${shownName(name)} no longer lies in the folder.`);
}

/**
 * The settings that a window gave, with the folder behind its grant: a window names no path. The path that the connection
 * has already may come back as it is. Throws `validation`.
 */
export function settingsFromWindow(
  settings: Readonly<Record<string, string>>,
  files: Pick<FileExchange, 'pathOf'>,
  kept: string | null,
): Readonly<Record<string, string>> {
  const { path } = settings;
  if (path === undefined || path === kept) return settings;
  const picked = files.pathOf(path);
  if (picked !== null) return { ...settings, path: picked };
  throw new EngineError(
    'validation',
    'A window cannot name a folder of this computer. Name it on the command line: connection add NAME --kind folder --set path=FOLDER',
    { field: 'path' },
  );
}
