import { homeFolder } from '../../../engine/platform/home.ts';
import { openSharedFolder } from '../../../engine/services/handoff/shared-folder.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { textFacts } from '../output/table.ts';

/** Says which folder of a shared drive packs are put into and picked up from, sets it, or takes the setting away. */
export const handoffFolder: Command = defineCommand({
  parameters: { DIR: 'optional' },
  flags: { none: 'switch' },
  run: async (context, { none }, { DIR }) => {
    const folder = openSharedFolder(homeFolder());
    if (none) folder.set(null);
    else if (DIR !== null) folder.set(pathFrom(context, DIR));
    const path = folder.path();
    const packs = path === null ? [] : await folder.list();
    return {
      json: { folder: path, packs },
      text: () =>
        path === null
          ? 'No shared folder is set.'
          : textFacts([['Folder', path], ...packs.map(({ name, state }) => [name, state] as const)]),
    };
  },
});
