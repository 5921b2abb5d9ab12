import { commands } from './commands/index.ts';
import { maintenance } from './commands/maintenance.ts';
import { queries } from './queries/index.ts';
import { serveDatabaseThread } from './worker-host.ts';

serveDatabaseThread({ commands, maintenance, queries });
