import { basename } from 'node:path';
import { createBackup } from '../../../engine/db/backup.ts';
import { readMigrations } from '../../../engine/db/migrate.ts';
import { restoreBackup } from '../../../engine/db/restore.ts';
import type { WorkspaceLogCheck } from '../../../engine/db/touchpoint-log/verify.ts';
import { unlock } from '../../../engine/secrets/unlock.ts';
import { openWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { requireOutputPlace } from '../files/output-file.ts';
import { installationOf, unlockChosen } from '../installation.ts';
import { textFacts } from '../output/table.ts';
import { actorOf, withWorkspace } from '../workspace.ts';

/** Writes the whole workspace, encrypted as it is, into one file, and checks it from that file. */
export const backupCreate: Command = defineCommand({
  parameters: {},
  flags: { out: 'required' },
  run: (context, flags) => {
    const target = pathFrom(context, flags.out);
    requireOutputPlace(target);
    return withWorkspace(context, 'read', async (workspace) => {
      const { folder, key } = workspace;
      const receipt = await createBackup({ folder, key, target, now: workspace.now() });
      warnOfBadLog(context, receipt.log);
      return {
        json: receipt,
        text: () =>
          textFacts([
            ['Backup', receipt.file],
            ['Size', `${receipt.size} bytes`],
            ['Checked', 'every byte, every page, every log entry'],
          ]),
      };
    });
  },
});

/** Makes a new workspace folder from a backup file and notes that in its log. */
export const backupRestore: Command = defineCommand({
  parameters: { FILE: 'required', DIR: 'required' },
  flags: {},
  run: async (context, _flags, { FILE, DIR }) => {
    const installation = installationOf(context);
    const how = unlockChosen(context, installation);
    const backup = pathFrom(context, FILE);
    const receipt = await restoreBackup({
      backup,
      folder: pathFrom(context, DIR),
      findKey: (header) => unlock(header, how),
      newestSchema: readMigrations(installation.migrations).length,
    });
    warnOfBadLog(context, receipt.log);
    const workspace = await openWorkspace(installation, {
      folder: receipt.folder,
      with: how,
      mode: 'write',
      actor: actorOf(context, installation),
    });
    const { id, name } = workspace;
    const { createdAt } = receipt.backup;
    try {
      const restored = { fileName: basename(backup), backedUpAt: createdAt };
      await workspace.db.write('recordRestore', restored, workspace.context());
    } finally {
      await workspace.close();
    }
    return {
      json: {
        file: backup,
        checked: receipt.checked,
        folder: receipt.folder,
        createdAt,
        workspace: { id, name, path: receipt.folder },
        log: receipt.log,
      },
      text: () =>
        textFacts([
          ['Restored', receipt.folder],
          ['Workspace', name],
          ['As of', createdAt],
        ]),
    };
  },
});

function warnOfBadLog(context: CommandContext, log: WorkspaceLogCheck): void {
  if (log.firstBad === undefined) return;
  const { seq, reason } = log.firstBad;
  context.narrator.note(
    `Warning: the touchpoint log inside does not hold. First bad entry ${seq}: ${reason}.`,
  );
}
