// Installs the dependencies when they are missing or out of date. Runs before start, test and cli, on Node 20 too.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lib/lock.mjs';
import { ROOT } from './lib/paths.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.duebook-install');
const LOCK = join(ROOT, '.install-lock');

/** The state that an install must have been made for: the lock file and the platform. */
function wantedState() {
  const lockFile = readFileSync(join(ROOT, 'package-lock.json'));
  return `${createHash('sha256').update(lockFile).digest('hex')} ${process.platform}-${process.arch}`;
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wantedState();
}

/** npm's own record of a finished install: whoever ran `npm ci` or `npm install` by hand needs no other one. */
function wasInstalledByHand() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(record, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * No package needs its install script: native parts come prebuilt. npm would ask for a compiler nevertheless, since it
 * takes any package with a binding.gyp for one that must be built.
 */
function npmCi() {
  return new Promise((resolve) => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    const command = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
    const child = spawn(command[0], command[1], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, npm_config_loglevel: 'error' },
      shell: !npm && process.platform === 'win32',
    });
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`));
  });
}

async function install() {
  if (isInstalled()) return;
  if (!wasInstalledByHand()) {
    console.error('Duebook: installing what is missing (npm ci) …');
    const problem = await npmCi();
    if (problem !== undefined) {
      console.error(`Duebook: npm ci ${problem}. Check the network and the npm registry, then try again.`);
      process.exitCode = 1;
      return;
    }
  }
  mkdirSync(MODULES, { recursive: true });
  writeFileSync(STAMP, wantedState());
}

if (!isInstalled()) {
  await withLock(LOCK, install, {
    onWait: () => console.error('Duebook: another process is installing; waiting for it …'),
  });
}
