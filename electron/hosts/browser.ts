import { homeFolder } from '../engine/platform/home.ts';
import { readArguments } from './browser/arguments.ts';
import { runBrowserHost } from './browser/run.ts';
import { composeEngine } from './compose.ts';
import { VERSION } from './version.ts';

try {
  const given = readArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  const engine = await composeEngine({
    home: homeFolder(),
    hostKind: 'browser',
    version: VERSION,
    demo: given.demo,
    workerEntry: new URL('../engine/db/worker.ts', import.meta.url),
    migrations: new URL('../../migrations/', import.meta.url),
    resources: new URL('../../resources/', import.meta.url),
  });
  await runBrowserHost({ engine, given, staticDir: new URL('../../out/renderer/', import.meta.url) });
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : 'Duebook could not start.');
  process.exit(1);
}
