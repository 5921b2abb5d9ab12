import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs a command in the checkout and waits for its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: 'capture' | 'stderr' | 'inherit' }} [options]
 *   `capture` collects both streams, `stderr` sends both to stderr
 * @returns {Promise<{ ok: boolean, code: number | null, output: string }>}
 */
export function run(command, args, { env = process.env, stdio = 'capture' } = {}) {
  const channels = { capture: ['ignore', 'pipe', 'pipe'], stderr: ['ignore', 2, 2], inherit: 'inherit' };
  return new Promise((resolve) => {
    const plain = stdio === 'capture' ? { NO_COLOR: '1' } : {};
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...plain }, stdio: channels[stdio] });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const end = (code, more = '') => {
      resolve({ ok: code === 0, code, output: Buffer.concat(chunks).toString() + more });
    };
    child.on('error', (error) => end(null, error.message));
    child.on('close', (code) => end(code));
  });
}
