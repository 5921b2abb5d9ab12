import { existsSync } from 'node:fs';
import { workspacePaths } from '../../engine/db/workspace-paths.ts';
import { openProfile } from '../../engine/services/profile/profile.ts';
import type { Installation } from '../../engine/services/workspace/installation.ts';
import { type OpenWorkspace, openWorkspace } from '../../engine/services/workspace/open-workspace.ts';
import { UsageError } from './arguments/usage-error.ts';
import { type CommandContext, pathFrom } from './context.ts';
import { installationOf, unlockChosen } from './installation.ts';

/**
 * Opens the workspace for the time of one piece of work. `read` goes without the lock, also while the window is
 * open; `write` takes it. Errors: those of `openWorkspace`, and of the work.
 */
export async function withWorkspace<Value>(
  context: CommandContext,
  mode: 'read' | 'write',
  work: (workspace: OpenWorkspace, installation: Installation) => Promise<Value>,
): Promise<Value> {
  const installation = installationOf(context);
  const workspace = await openWorkspace(installation, {
    folder: workspaceFolder(context, installation.home),
    with: unlockChosen(context, installation),
    mode,
    actor: actorOf(context, installation),
    onMigrating: () => context.narrator.note('Updating the workspace to this version …'),
  });
  try {
    return await work(workspace, installation);
  } finally {
    await workspace.close();
  }
}

/** The acting person for the log: see `Profile.actor`. */
export function actorOf(context: CommandContext, installation: Installation): () => string {
  const profile = openProfile(installation.home, context.env);
  return () => profile.actor();
}

/**
 * The folder of the workspace: `--workspace`, else the current folder when it is one, else the only one that was
 * opened on this computer. Throws `UsageError` when none of these says it: a guess could write into the wrong books.
 */
export function workspaceFolder(context: CommandContext, home: string): string {
  const folder = workspaceFolderIfAny(context, home);
  if (folder !== null) return folder;
  const recents = openProfile(home, context.env).recents();
  const known = recents.map((recent) => recent.folder).join(', ');
  throw new UsageError(
    `--workspace is missing: ${context.folder} is no workspace${known === '' ? '' : `, and several were opened (${known})`}. Name the folder.`,
  );
}

/** The same for a command that can do without: null when nothing says which. */
export function workspaceFolderIfAny(context: CommandContext, home: string): string | null {
  if (context.options.workspace !== null) return pathFrom(context, context.options.workspace);
  if (existsSync(workspacePaths(context.folder).header)) return context.folder;
  const recents = openProfile(home, context.env).recents();
  const [only] = recents;
  if (only === undefined || recents.length > 1) return null;
  context.narrator.note(`Workspace: ${only.folder}`);
  return only.folder;
}
