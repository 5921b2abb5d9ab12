import { writeSync } from 'node:fs';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import { workspaceOfParent } from './child-workspace.ts';

/** Reads a folder again and again, and says a line before each run, after each file, and after each run. */
const [folder = '', home = '', connectionId = ''] = process.argv.slice(2);
const workspace = await workspaceOfParent(folder, { home, threads: true });
writeSync(1, 'open\n');
const timing = { now: () => 0, random: () => 0.5, sleep: async () => {} };
for (;;) {
  const connection = await requireConnection(workspace, connectionId);
  const { state } = await syncConnection(workspace, connection, syncSurroundings(silentLogger, timing), {
    mode: 'full',
    signal: new AbortController().signal,
    onProgress: ({ done }) => {
      writeSync(1, `file ${done}\n`);
    },
  });
  writeSync(1, `${state}\n`);
}
