import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';

let checkout;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'duebook-ci-'));
  cpSync(join(ROOT, '.ci'), join(checkout, '.ci'), { recursive: true });
  mkdirSync(join(checkout, 'bin'));
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

/** Puts a command of that name in front of the system's. */
function stub(name, script) {
  writeFileSync(join(checkout, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(checkout, 'bin', name), 0o755);
}

async function runWith({ test, long, apt = 'exit 0' }) {
  stub('apt-get', `echo "$@" >> "${checkout}/apt.txt"\n${apt}`);
  stub('npm', `case "$*" in test) ${test};; *) ${long};; esac`);
  stub('sleep', 'exit 0');
  const env = { ...process.env, PATH: `${join(checkout, 'bin')}:${process.env.PATH}` };
  const { ok, output } = await run(join(checkout, '.ci', 'run'), [], { env });
  return { ok, last: output.trimEnd().split('\n').at(-1) };
}

const result = (passed, failed, skipped) =>
  `echo; echo "${passed} passed, ${failed} failed, ${skipped} skipped"`;

describe.skipIf(process.platform === 'win32')('the run in CI', () => {
  it('ends with the counts of both runs together', async () => {
    expect(await runWith({ test: result(900, 0, 3), long: result(40, 0, 1) })).toEqual({
      ok: true,
      last: '940 passed, 0 failed, 4 skipped',
    });
    expect(readFileSync(join(checkout, 'apt.txt'), 'utf8')).toContain('DPkg::Lock::Timeout=300');
  });

  it('fails when either fails, and still runs the other', async () => {
    const failing = `${result(10, 2, 0)}; exit 1`;
    expect(await runWith({ test: failing, long: result(5, 0, 0) })).toEqual({
      ok: false,
      last: '15 passed, 2 failed, 0 skipped',
    });
    expect(await runWith({ test: result(5, 0, 0), long: failing })).toMatchObject({ ok: false });
  });

  it('counts a run without a result, and a bad end without a failure, as one failure', async () => {
    expect(await runWith({ test: 'echo crashed; exit 3', long: result(5, 0, 0) })).toEqual({
      ok: false,
      last: '5 passed, 1 failed, 0 skipped',
    });
    expect(await runWith({ test: `${result(5, 0, 0)}; exit 1`, long: result(5, 0, 0) })).toEqual({
      ok: false,
      last: '10 passed, 1 failed, 0 skipped',
    });
  });

  it('tries again when packages cannot be installed, then fails', async () => {
    expect(await runWith({ test: result(5, 0, 0), long: result(5, 0, 0), apt: 'exit 100' })).toEqual({
      ok: false,
      last: '0 passed, 1 failed, 0 skipped',
    });
    expect(readFileSync(join(checkout, 'apt.txt'), 'utf8').match(/ install /g)).toHaveLength(3);
  });
});
