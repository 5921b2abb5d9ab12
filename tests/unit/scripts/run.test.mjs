import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';

const node = (program) => [process.execPath, ['--input-type=module', '--eval', program]];
/** Starts a grandchild that never ends, says its id, and goes on with `then`. */
const leaving = (then) => `
  import { spawn } from 'node:child_process';
  const left = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(left.pid);
  ${then}`;
const HANGS = leaving('setInterval(() => {}, 1000);');

/** Waits until the process is gone: killed, and taken note of by the system. */
async function gone(id) {
  await expect.poll(() => isRunning(id), { timeout: 10_000 }).toBe(false);
}

function isRunning(id) {
  try {
    process.kill(Number(id), 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('a run with a limit', () => {
  it('that hangs is ended with all it started, and says so behind its own words', async () => {
    const { ok, output } = await run(...node(HANGS), { limitMs: 5_000 });
    expect(ok).toBe(false);
    expect(output).toMatch(/^\d+\n\nStopped: it took longer than/);
    await gone(output.split('\n')[0]);
  });

  it('leaves nothing running that it started, and its result stays as it was', async () => {
    const { ok, output } = await run(...node(leaving('process.exit(0);')), { limitMs: 60_000 });
    expect({ ok, output }).toEqual({ ok: true, output: expect.stringMatching(/^\d+\n$/) });
    await gone(output.trim());
  });

  it('ends when its parent is told to end, which goes on to its result and starts nothing more', async () => {
    const parent = `
      import { run } from '${pathToFileURL(join(ROOT, 'scripts', 'lib', 'run.mjs'))}';
      const hanging = ['--input-type=module', '--eval', ${JSON.stringify(HANGS.replace('console.log', 'console.error'))}];
      const first = run(process.execPath, hanging, { limitMs: 60_000, stdio: 'inherit' });
      const { output } = await first;
      const second = await run(process.execPath, ['--version'], { limitMs: 60_000 });
      console.log(JSON.stringify({ first: output.trim(), second }));`;
    const child = spawn(...node(parent), { stdio: ['ignore', 'pipe', 'pipe'] });
    const [grandchild] = await once(createInterface(child.stderr), 'line');
    child.kill('SIGTERM');
    const [line] = await once(createInterface(child.stdout), 'line');
    expect(JSON.parse(line)).toEqual({
      first: 'Stopped: this run was told to end.',
      second: { ok: false, code: null, output: 'Not started.' },
    });
    await gone(grandchild);
  });
});
