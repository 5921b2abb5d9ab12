import { createWorkspace } from '../../../engine/services/workspace/create-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { installationOf, unlockChosen } from '../installation.ts';
import { textFacts } from '../output/table.ts';
import { actorOf } from '../workspace.ts';

/** Makes a workspace. Its recovery code is printed once and kept nowhere. */
export const workspaceCreate: Command = defineCommand({
  parameters: { DIR: 'required' },
  flags: { name: 'required', currency: 'required', 'time-zone': 'optional' },
  run: async (context, flags, { DIR }) => {
    const installation = installationOf(context);
    const unlock = unlockChosen(context, installation);
    const path = pathFrom(context, DIR);
    const timeZone = flags['time-zone'] ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { id, recoveryCode } = await createWorkspace(installation, {
      folder: path,
      name: flags.name,
      currency: flags.currency,
      timeZone,
      keeping:
        unlock.kind === 'passphrase'
          ? { kind: 'passphrase', passphrase: unlock.passphrase }
          : { kind: 'keyring', store: installation.keyring },
      actor: actorOf(context, installation),
    });
    const name = flags.name.trim();
    const currency = flags.currency.trim().toUpperCase();
    return {
      json: { workspace: { id, name, path, currency, timeZone, recoveryCode } },
      text: () =>
        [
          textFacts([
            ['Workspace', name],
            ['Folder', path],
            ['Currency', currency],
            ['Time zone', timeZone],
            ['Recovery code', recoveryCode],
          ]),
          '',
          'Keep the recovery code in a safe place: it opens the workspace when the key is lost, and is not shown again.',
        ].join('\n'),
    };
  },
});
