// Biome over the whole tree: `npm run lint`; `npm run format` also writes what can be put right by itself.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** What `npm test` counts as skipped. */
const NOT_CHECKED = 77;

const folder = join(ROOT, 'node_modules', '@biomejs', `cli-${process.platform}-${process.arch}`);
const biome = join(folder, process.platform === 'win32' ? 'biome.exe' : 'biome');

if (existsSync(biome)) {
  const { ok } = await run(biome, ['check', '--no-errors-on-unmatched', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = ok ? 0 : 1;
} else {
  console.error(`Biome is not installed for ${process.platform}-${process.arch}: nothing was checked.`);
  process.exitCode = NOT_CHECKED;
}
