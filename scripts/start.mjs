// Opens Duebook: `npm start`, `npm start -- --demo`, `npm start -- --file X`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { electronBinary, findElectron } from './lib/electron.mjs';
import { chooseHost, wantsElectron } from './lib/host-choice.mjs';
import { bestNode, complaintAbout, typeScriptFlags } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';

/** Electron that ends this soon did not start: a sandbox that the system forbids, a missing library. */
const FAILED_START_MS = 10_000;

const given = process.argv.slice(2);
const surroundings = {
  override: process.env.DUEBOOK_HOST || undefined,
  hasDisplay: process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
  isRoot: process.getuid?.() === 0,
};

const complaint = bestNode() === process.execPath ? complaintAbout(process.versions.node) : undefined;
if (complaint === undefined) process.exitCode = await start();
else fail(complaint);

async function start() {
  const electron = wantsElectron(surroundings) ? await findElectron() : { found: false };
  const choice = chooseHost({ ...surroundings, electron });
  if (choice.host === undefined) return fail(`Duebook: ${choice.problem}.`);
  if (choice.host === 'browser') return openInBrowser(choice.reason);
  if (!(await build('renderer')) || !(await build('shell'))) return fail('Duebook could not be built.');
  say(`opening in Electron: ${choice.reason}.`);
  const started = performance.now();
  const code = await run(electronBinary(), [ROOT, ...given]);
  const failedAtOnce = code !== 0 && performance.now() - started < FAILED_START_MS;
  return failedAtOnce && !surroundings.override ? openInBrowser('Electron did not start') : code;
}

async function openInBrowser(reason) {
  if (!(await build('renderer'))) return fail('Duebook could not be built.');
  say(`opening in the browser host: ${reason}.`);
  const flags = bestNode() === process.execPath ? typeScriptFlags(process.versions.node) : [];
  return run(bestNode(), [...flags, join(ROOT, 'electron', 'hosts', 'browser.ts'), ...given]);
}

/** Runs the host until it ends; what ends this process ends the host first. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => resolve(fail(`Duebook could not start ${command}: ${error.message}`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function say(text) {
  console.error(`Duebook: ${text}`);
}

function fail(text) {
  console.error(text);
  process.exitCode = 1;
  return 1;
}
