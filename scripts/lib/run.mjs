import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs a command in the checkout and waits for its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: 'capture' | 'stderr' | 'inherit', timeoutMs?: number }} [options]
 *   `capture` collects both streams, `stderr` sends both to stderr
 * @returns {Promise<{ ok: boolean, output: string, timedOut: boolean }>}
 */
export function run(command, args, { env = process.env, stdio = 'capture', timeoutMs } = {}) {
  const channels = { capture: ['ignore', 'pipe', 'pipe'], stderr: ['ignore', 2, 2], inherit: 'inherit' };
  return new Promise((resolve) => {
    const plain = stdio === 'capture' ? { NO_COLOR: '1' } : {};
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...plain }, stdio: channels[stdio] });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    const end = (ok, more = '') => {
      clearTimeout(timer);
      resolve({ ok, output: Buffer.concat(chunks).toString() + more, timedOut });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code) => end(code === 0 && !timedOut));
  });
}
