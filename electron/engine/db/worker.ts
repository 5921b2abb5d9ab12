import { commands } from './commands/index.ts';
import { maintenance } from './commands/maintenance.ts';
import { queries } from './queries/index.ts';
import { serveDatabaseThread } from './worker-host.ts';
import { queueNotes } from './write-back/queue-notes.ts';

serveDatabaseThread({ commands, maintenance, queries, afterEntries: queueNotes });
