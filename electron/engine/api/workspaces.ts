import { EngineError } from '../platform/engine-error.ts';
import { freeFolder } from '../services/session/session.ts';
import {
  BACKUP_ENDING,
  backUpWorkspace,
  listBackups,
  readBackup,
  restoreWorkspace,
} from '../services/workspace/backups.ts';
import { changeProtection } from '../services/workspace/change-protection.ts';
import { unlockWith } from '../services/workspace/create-workspace.ts';
import { keepingOf, unlockOf } from '../services/workspace/key-choices.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { contractEnd } from './contract-end.ts';
import { offerDownload } from './downloads.ts';

export const workspaces = {
  create: api.workspaces.create.handler(({ context, input }) =>
    context.session.create({
      name: input.name,
      currency: input.currency,
      timeZone: input.timeZone,
      keeping: keepingOf(input.protection, context.installation.keyring),
      ...(input.folderGrant === undefined ? {} : { folder: folderOf(context, input.folderGrant) }),
    }),
  ),
  openDemo: api.workspaces.openDemo.handler(async ({ context }) => ({
    workspace: await context.session.openDemo(),
  })),
  open: api.workspaces.open.handler(async ({ context, input }) => {
    const recent = context.profile.recents().find((known) => known.id === input.recentId);
    const folder = input.folderGrant === undefined ? recent?.folder : folderOf(context, input.folderGrant);
    if (folder === undefined)
      throw new EngineError('not_found', 'That workspace is not known on this computer.');
    await context.session.open(folder);
    return { opened: true };
  }),
  unlock: api.workspaces.unlock.handler(async ({ context, input }) => ({
    workspace: await context.session.unlock(unlockOf(input, context.installation.keyring)),
  })),
  lock: api.workspaces.lock.handler(async ({ context }) => {
    await context.session.lock();
    return { locked: true };
  }),
  close: api.workspaces.close.handler(async ({ context }) => {
    await context.session.close();
    return { closed: true };
  }),
  changeProtection: api.workspaces.changeProtection.handler(async ({ context, input }) => {
    const { installation, session } = context;
    const keeping = keepingOf(input, installation.keyring);
    const changed = await changeProtection(session.workspace(), keeping, installation.keyring);
    await session.reopen(unlockWith(keeping));
    return changed;
  }),
  backups: {
    list: api.workspaces.backups.list.handler(({ context }) => listBackups(context.session.workspace())),
    create: api.workspaces.backups.create.handler(({ context }) => {
      const workspace = context.session.workspace();
      const jobId = context.jobs.start({
        kind: 'backup',
        title: 'Backing up',
        cancellable: false,
        run: () => backUpWorkspace(workspace),
      });
      return { jobId };
    }),
    download: api.workspaces.backups.download.handler(({ context, input }) =>
      offerDownload(context.files, {
        name: input.fileName,
        mime: 'application/octet-stream',
        bytes: readBackup(context.session.workspace(), input.fileName),
      }),
    ),
    restore: api.workspaces.backups.restore.handler(async ({ context, input }) => {
      const { files, installation, profile, session } = context;
      const path = files.pathOf(input.grant);
      const backup = path === null ? await files.readGrant(input.grant) : { path };
      const name = 'path' in backup ? 'restored' : backup.name.replace(BACKUP_ENDING, '');
      const folder = freeFolder(installation.home, name);
      const how = unlockOf(input.unlock, installation.keyring);
      await restoreWorkspace(installation, { backup, folder, how, actor: profile.actor });
      await session.open(folder);
      if (how.kind !== 'keyring' && session.status().state === 'needs_unlock') await session.unlock(how);
      const status = session.status();
      return { folder, workspaceId: status.state === 'ready' ? status.workspace.id : null };
    }),
  },
  end: contractEnd,
};

function folderOf({ files }: EngineContext, grant: string): string {
  const folder = files.pathOf(grant);
  if (folder !== null) return folder;
  throw new EngineError('bad_file', 'The picked folder is no longer at hand. Pick it again.');
}
