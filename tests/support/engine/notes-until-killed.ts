import { writeSync } from 'node:fs';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { writeConnectionSecrets } from '../../../electron/engine/services/connections/connection-secrets.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import {
  recoverInterrupted,
  writeDueNotes,
} from '../../../electron/engine/services/write-back/write-due-notes.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { writingSurroundings } from '../write-back/writing.ts';
import { workspaceOfParent } from './child-workspace.ts';

/**
 * Writes the notes of a connection until none is left, and says a line after each. `minutes`: how far its clock is ahead,
 * so that what an earlier process left behind is due.
 */
const [folder = '', home = '', connectionId = '', minutes = '0'] = process.argv.slice(2);
const ahead = Number(minutes) * 60_000;
const clock = { now: () => instant(new Date(Date.parse(systemClock.now()) + ahead).toISOString()) };
const workspace = await workspaceOfParent(folder, { home, threads: true, clock });
const { secretName } = await requireConnection(workspace, connectionId);
await writeConnectionSecrets(workspace, secretName, { apiSecret: 'secret' });
writeSync(1, 'open\n');
await recoverInterrupted(workspace);
await writeDueNotes(workspace, writingSurroundings(), {
  connectionId: null,
  signal: new AbortController().signal,
  onNote: () => writeSync(1, 'note\n'),
});
writeSync(1, 'done\n');
await workspace.close();
