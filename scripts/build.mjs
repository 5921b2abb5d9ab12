// Builds what is older than its sources: `npm run build -- [renderer|shell …] [--force]`; without a name, all.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './lib/fingerprint.mjs';
import { withLock } from './lib/lock.mjs';
import { bestNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const OUT = join(ROOT, 'out');
const COMMON = ['shared', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

const TARGETS = {
  renderer: {
    sources: ['renderer', 'vite.config.ts', 'tsconfig.renderer.json', ...COMMON],
    result: 'renderer/index.html',
    runs: [['-c', 'vite.config.ts']],
  },
  shell: {
    sources: ['electron', 'vite.shell.config.ts', ...COMMON],
    result: 'main/shell.js',
    runs: [
      ['-c', 'vite.shell.config.ts', '--mode', 'main'],
      ['-c', 'vite.shell.config.ts', '--mode', 'preload'],
    ],
  },
};

/**
 * Builds one target unless its sources are as they were at its last build. Safe when two run at once.
 * All output goes to stderr.
 * @param {'renderer' | 'shell'} name
 * @returns {Promise<boolean>} whether there is a build now
 */
export async function build(name, { force = false } = {}) {
  const { sources, result, runs } = TARGETS[name];
  const stamp = join(OUT, `${name}.stamp`);
  mkdirSync(OUT, { recursive: true });
  return withLock(join(OUT, `${name}.lock`), async () => {
    const wanted = fingerprint(ROOT, sources);
    const isBuilt = existsSync(join(OUT, result)) && existsSync(stamp);
    if (!force && isBuilt && readFileSync(stamp, 'utf8') === wanted) return true;
    console.error(`Duebook: building the ${name === 'renderer' ? 'window' : 'shell'} …`);
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    for (const args of runs) {
      const env = { ...process.env, NODE_ENV: 'production' };
      const { ok } = await run(bestNode(), [vite, 'build', '--logLevel', 'warn', ...args], {
        env,
        stdio: 'stderr',
      });
      if (!ok) return false;
    }
    writeFileSync(stamp, wanted);
    return true;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const names = given.filter((argument) => argument in TARGETS);
  for (const name of names.length > 0 ? names : Object.keys(TARGETS)) {
    if (!(await build(name, { force: given.includes('--force') }))) process.exitCode = 1;
  }
}
