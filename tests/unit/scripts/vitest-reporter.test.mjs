import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duebook-reporter-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function reportOn(files) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.mjs`), text);
  const counts = join(folder, 'counts.json');
  const reporter = join(ROOT, 'scripts', 'lib', 'vitest-reporter.mjs');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--root', folder, '--globals', '--reporter', reporter];
  const { ok } = await run(process.execPath, args, { env: { ...process.env, DUEBOOK_COUNTS: counts } });
  return { ok, ...JSON.parse(readFileSync(counts, 'utf8')) };
}

describe('the counts of a test run', () => {
  it('hold what passed, failed and was skipped, with the reason', async () => {
    const result = await reportOn({
      mixed: `
        test('adds', () => expect(1 + 1).toBe(2));
        test('breaks', () => expect(1 + 1).toBe(3));
        test('needs a server', (context) => context.skip('Dovecot is not installed'));
        test.skip('has no reason', () => {});`,
    });
    expect(result.ok).toBe(false);
    expect(result.counts).toEqual({ passed: 1, failed: 1, skipped: 2 });
    expect(result.skips).toEqual([
      { name: 'mixed.test.mjs: needs a server', reason: 'Dovecot is not installed' },
      { name: 'mixed.test.mjs: has no reason', reason: null },
    ]);
  });

  it('hold a failure for a file that cannot be loaded, a hook that fails and an error outside of a test', async () => {
    expect(
      (await reportOn({ broken: "import './nowhere.mjs'; test('is never seen', () => {});" })).counts.failed,
    ).toBe(1);
    rmSync(join(folder, 'broken.test.mjs'));
    const hook = "beforeAll(() => { throw new Error('no database'); }); test('is skipped by it', () => {});";
    expect((await reportOn({ hook })).counts).toMatchObject({ failed: 1, passed: 0 });
    rmSync(join(folder, 'hook.test.mjs'));
    const stray =
      "test('passes', async () => { Promise.reject(new Error('stray')); await new Promise((r) => setTimeout(r, 20)); });";
    const result = await reportOn({ stray });
    expect(result.counts).toMatchObject({ passed: 1, failed: 1 });
  });
});
