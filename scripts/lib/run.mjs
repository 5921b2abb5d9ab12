import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';
import { endedByLimit, isStopped, startGroup } from './process-group.mjs';

/**
 * Runs a command in the checkout and waits for its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: 'capture' | 'stderr' | 'inherit', limitMs?: number }} [options]
 *   `capture` collects both streams, `stderr` sends both to stderr. With a limit, the command and all that it
 *   started ends with it, when the time is up, and when this process is told to end.
 * @returns {Promise<{ ok: boolean, code: number | null, output: string }>}
 */
export function run(command, args, { env = process.env, stdio = 'capture', limitMs } = {}) {
  const channels = { capture: ['ignore', 'pipe', 'pipe'], stderr: ['ignore', 2, 2], inherit: 'inherit' };
  const isLimited = limitMs !== undefined;
  if (isLimited && isStopped()) return Promise.resolve({ ok: false, code: null, output: 'Not started.' });
  return new Promise((resolve) => {
    const plain = stdio === 'capture' ? { NO_COLOR: '1' } : {};
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...env, ...plain },
      stdio: channels[stdio],
      detached: isLimited && process.platform !== 'win32',
    });
    const group = isLimited ? startGroup(child, limitMs) : undefined;
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const end = (code, more = '') => {
      const reason = group === undefined ? '' : endedByLimit(group);
      resolve({ ok: code === 0, code, output: Buffer.concat(chunks).toString() + more + reason });
    };
    child.on('error', (error) => end(null, error.message));
    child.on('close', (code) => end(code));
  });
}
