import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';

let checkout;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'duebook-checkout-'));
  cpSync(join(ROOT, 'scripts'), join(checkout, 'scripts'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('package-lock.json', lockFile('1.0.0'));
  write('npm.cjs', NPM);
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

/** Stands for npm: notes each call, takes a moment, and leaves the record that npm leaves. */
const NPM = `
  const fs = require('fs');
  fs.appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');
  console.log('npm talks on stdout');
  fs.rmSync('node_modules', { recursive: true, force: true });
  setTimeout(() => {
    if (process.env.NPM_FAILS) process.exit(1);
    fs.mkdirSync('node_modules', { recursive: true });
    fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  }, 100);`;

const lockFile = (version) => JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version } } });

function write(path, text) {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

function start(script, args = [], env = {}) {
  const child = spawn(process.execPath, [join(checkout, 'scripts', script), ...args], {
    cwd: checkout,
    env: { ...process.env, npm_execpath: join(checkout, 'npm.cjs'), ...env },
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (texts[name] += chunk));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...texts }));
  return { child, ended };
}

const run = (script, args, env) => start(script, args, env).ended;
const calls = () =>
  existsSync(join(checkout, 'calls.txt'))
    ? readFileSync(join(checkout, 'calls.txt'), 'utf8').trim().split('\n').length
    : 0;

describe('bootstrap', () => {
  it('installs once what is missing, and keeps stdout clean', async () => {
    const first = await run('bootstrap.mjs');
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain('installing');
    expect(await run('bootstrap.mjs')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(checkout, 'calls.txt'), 'utf8')).toMatch(/^ci\b/);
    expect(calls()).toBe(1);
  });

  it('installs again when the lock file changed', async () => {
    await run('bootstrap.mjs');
    write('package-lock.json', lockFile('2.0.0'));
    await run('bootstrap.mjs');
    expect(calls()).toBe(2);
  });

  it('leaves an install by hand as it is', async () => {
    write('node_modules/.package-lock.json', lockFile('1.0.0'));
    expect(await run('bootstrap.mjs')).toMatchObject({ code: 0, stderr: '' });
    expect(calls()).toBe(0);
  });

  it('runs npm once when two start at the same time', async () => {
    const ends = await Promise.all([run('bootstrap.mjs'), run('bootstrap.mjs'), run('bootstrap.mjs')]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(calls()).toBe(1);
  });

  it('says what to do when npm fails, and tries again the next time', async () => {
    const failed = await run('bootstrap.mjs', [], { NPM_FAILS: '1' });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Check the network');
    expect((await run('bootstrap.mjs')).code).toBe(0);
    expect(calls()).toBe(2);
  });
});

describe('the command line from source', () => {
  it('passes arguments, output and exit code through, and adds nothing', async () => {
    write(
      'electron/hosts/cli.ts',
      `const args: readonly string[] = process.argv.slice(2);
       console.log(JSON.stringify(args)); console.error('progress'); process.exitCode = 2;`,
    );
    const args = ['import', 'offene Posten.csv', '--json', '--map', '', '$HOME `x` "y"'];
    expect(await run('cli.mjs', args)).toEqual({
      code: 2,
      signal: null,
      stdout: `${JSON.stringify(args)}\n`,
      stderr: 'progress\n',
    });
  });

  it('refuses a Node that is too old before it loads anything, as one document where that is asked for', async () => {
    write('electron/hosts/cli.ts', "console.log('loaded');");
    const rule = join(checkout, 'scripts', 'lib', 'node-version.mjs');
    writeFileSync(rule, readFileSync(rule, 'utf8').replace(/OLDEST = .*;/, 'OLDEST = [999, 0, 0];'));
    const plain = await run('cli.mjs', ['aging']);
    expect(plain).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Node 999.0.0') });
    const { code, stdout, stderr } = await run('cli.mjs', ['aging', '--json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout).error).toEqual({ code: 'not_ready', message: plain.stderr.trim() });
  });

  it('passes stdin through', async () => {
    write('electron/hosts/cli.ts', 'process.stdin.pipe(process.stdout);');
    const { child, ended } = start('cli.mjs');
    child.stdin.end('from a pipe');
    expect((await ended).stdout).toBe('from a pipe');
  });

  it('ends by the signal that it is sent', async () => {
    write('electron/hosts/cli.ts', "console.log('ready'); setInterval(() => {}, 1000);");
    const { child, ended } = start('cli.mjs');
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ signal: 'SIGTERM' });
  });
});

describe('the start', () => {
  it('says in one line what is wrong with DUEBOOK_HOST', async () => {
    const { code, stderr } = await run('start.mjs', [], { DUEBOOK_HOST: 'safari' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'Duebook: DUEBOOK_HOST is "safari"; it can be "electron" or "browser".',
    ]);
  });

  it('opens the browser host with what it was given, and says why', async () => {
    write('node_modules/vite/bin/vite.js', VITE);
    write('electron/hosts/browser.ts', 'console.log(JSON.stringify(process.argv.slice(2)));');
    const env = { DUEBOOK_HOST: '', DISPLAY: '', WAYLAND_DISPLAY: '' };
    const first = await run('start.mjs', ['--demo', '--file', 'open.csv'], env);
    expect(first).toMatchObject({ code: 0, stdout: '["--demo","--file","open.csv"]\n' });
    expect(first.stderr).toContain('building the window');
    expect(first.stderr).toContain('browser host: there is no display');
    const second = await run('start.mjs', [], env);
    expect(second.stderr).not.toContain('building');
    write('renderer/app/main.tsx', 'changed');
    expect((await run('start.mjs', [], env)).stderr).toContain('building the window');
  });

  it('does not open a window that could not be built', async () => {
    write('node_modules/vite/bin/vite.js', 'process.exit(1);');
    write('electron/hosts/browser.ts', "console.log('opened');");
    const { code, stdout } = await run('start.mjs', [], { DUEBOOK_HOST: 'browser' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

/** Stands for the bundler: leaves a page where the window's build is expected. */
const VITE = `
  import { mkdirSync, writeFileSync } from 'node:fs';
  console.log('vite talks on stdout');
  mkdirSync('out/renderer', { recursive: true });
  writeFileSync('out/renderer/index.html', '');`;
