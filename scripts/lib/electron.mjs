import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bestNode } from './node-version.mjs';
import { cacheFolder, ROOT } from './paths.mjs';

const PROBE_MS = 20_000;
const DOWNLOAD_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** More than an error page: the binary itself is coming. */
const COMING_BYTES = 1024 * 1024;
const PACKAGE = join(ROOT, 'node_modules', 'electron');

/** The path of Electron's binary, when it is there. */
export function electronBinary(folder = PACKAGE) {
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const binary = join(dist, readFileSync(named, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/**
 * Finds Electron's binary, or lets its own installer download it. The installer has 20 seconds until the binary is
 * coming in; a failure is remembered for a day.
 * @param {{ memory?: string, installer?: string, now?: number, say?: (text: string) => void }} [options]
 * @returns {Promise<{ found: boolean, obstacle?: string }>}
 */
export async function findElectron({
  folder = PACKAGE,
  memory = join(cacheFolder(), 'electron-probe.json'),
  now = Date.now(),
  probeMs = PROBE_MS,
  say = console.error,
} = {}) {
  if (electronBinary(folder) !== undefined) return { found: true };
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (failedLately(memory, version, now)) {
    return {
      found: false,
      obstacle: 'Electron could not be downloaded when it was last tried (within a day)',
    };
  }
  say(`Duebook: looking for Electron ${version} (up to ${Math.round(probeMs / 1000)} s) …`);
  await download(folder, probeMs, say);
  if (electronBinary(folder) !== undefined) {
    rmSync(memory, { force: true });
    return { found: true };
  }
  remember(memory, version, now);
  return { found: false, obstacle: 'Electron could not be downloaded' };
}

function failedLately(memory, version, now) {
  try {
    const { failedAt, version: failed } = JSON.parse(readFileSync(memory, 'utf8'));
    return failed === version && now - failedAt < DAY_MS && now >= failedAt;
  } catch {
    return false;
  }
}

function remember(memory, version, now) {
  try {
    mkdirSync(join(memory, '..'), { recursive: true });
    writeFileSync(memory, JSON.stringify({ version, failedAt: now }));
  } catch {
    // Without a cache folder the next start looks again.
  }
}

function download(folder, probeMs, say) {
  const scratch = mkdtempSync(join(tmpdir(), 'duebook-electron-'));
  return new Promise((resolve) => {
    const child = spawn(bestNode(), [join(folder, 'install.js')], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
    });
    const stop = () => child.kill('SIGKILL');
    let limit = setTimeout(() => {
      if (sizeOf(scratch) < COMING_BYTES) return stop();
      say('Duebook: Electron is being downloaded (about 110 MB); this happens once …');
      limit = setTimeout(stop, DOWNLOAD_MS);
    }, probeMs);
    const end = () => {
      clearTimeout(limit);
      rmSync(scratch, { recursive: true, force: true });
      resolve();
    };
    child.on('error', end);
    child.on('exit', end);
  });
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true }).reduce(
    (total, name) => total + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
