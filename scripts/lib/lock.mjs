import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 200;
const REFRESH_MS = 5000;
/** A holder that has not shown a sign of life for this long was killed. */
const STALE_MS = 30_000;

/**
 * Runs work while no other process holds the lock. The lock is a folder, since making one is atomic everywhere;
 * the holder touches it while it works.
 * @param {string} folder - the lock; its parent must exist
 * @param {() => Promise<T> | T} work
 * @param {{ onWait?: () => void, staleMs?: number }} [options]
 * @returns {Promise<T>}
 * @template T
 */
export async function withLock(folder, work, { onWait = () => {}, staleMs = STALE_MS } = {}) {
  let waited = false;
  while (!take(folder)) {
    if (isStale(folder, staleMs)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await pause(POLL_MS);
  }
  const alive = setInterval(() => refresh(folder), REFRESH_MS);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(folder, staleMs) {
  try {
    return Date.now() - statSync(folder).mtimeMs > staleMs;
  } catch {
    return false;
  }
}

function refresh(folder) {
  const now = new Date();
  try {
    utimesSync(folder, now, now);
  } catch {
    // It was taken over after a long standstill of this process; the work still ends.
  }
}
