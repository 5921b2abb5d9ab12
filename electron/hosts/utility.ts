import { homeFolder } from '../engine/platform/home.ts';
import { composeEngine } from './compose.ts';
import { type ShellPort, serveShell } from './utility/shell-link.ts';
import { VERSION } from './version.ts';

/** The engine's process inside Electron. It is bundled beside the database worker. */
const { parentPort } = process as unknown as { readonly parentPort?: ShellPort };
if (parentPort === undefined) throw new Error('This entry runs inside Electron only.');

const engine = await composeEngine({
  home: homeFolder(),
  hostKind: 'electron',
  version: VERSION,
  demo: process.argv.includes('--demo'),
  workerEntry: new URL('./db-worker.js', import.meta.url),
  migrations: new URL('../../migrations/', import.meta.url),
  resources: new URL('../../resources/', import.meta.url),
});

serveShell(parentPort, engine, () => {
  engine.close().finally(() => process.exit(0));
});
