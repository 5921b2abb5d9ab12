import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closingLine, isGood, sum, withCrash } from '../../../scripts/lib/counts.mjs';
import { fingerprint } from '../../../scripts/lib/fingerprint.mjs';
import { withLock } from '../../../scripts/lib/lock.mjs';
import { complaintAbout, typeScriptFlags } from '../../../scripts/lib/node-version.mjs';
import { cacheFolder, ROOT } from '../../../scripts/lib/paths.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duebook-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock', () => {
  it('lets one process in at a time', async () => {
    const program = `
      import { appendFileSync } from 'node:fs';
      import { withLock } from '${ROOT}/scripts/lib/lock.mjs';
      await withLock('${folder}/lock', async () => {
        appendFileSync('${folder}/log', '(');
        await new Promise((resolve) => setTimeout(resolve, 50));
        appendFileSync('${folder}/log', ')');
      });`;
    const workers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', program]),
    );
    const ends = await Promise.all(workers.map((worker) => once(worker, 'exit')));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0]);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('()()()()');
  });

  it('of a process that was killed is taken over', async () => {
    const lock = join(folder, 'lock');
    mkdirSync(lock);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    await expect(withLock(lock, () => 'done')).resolves.toBe('done');
  });

  it('is free again after the work failed', async () => {
    const lock = join(folder, 'lock');
    const failing = withLock(lock, () => {
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(lock)).toBe(false);
  });
});

describe('the fingerprint of sources', () => {
  it('changes when a file is changed, added, renamed or removed, and else stays', () => {
    const write = (name, text) => writeFileSync(join(folder, 'src', name), text);
    const at = () => fingerprint(folder, ['src', 'config.ts']);
    mkdirSync(join(folder, 'src'));
    write('a.ts', 'one');
    const seen = [at()];
    expect(at()).toBe(seen[0]);
    write('a.ts', 'other');
    seen.push(at());
    write('b.ts', 'two');
    seen.push(at());
    rmSync(join(folder, 'src', 'b.ts'));
    write('c.ts', 'two');
    seen.push(at());
    writeFileSync(join(folder, 'config.ts'), '');
    seen.push(at());
    expect(new Set(seen).size).toBe(5);
  });
});

describe('the version of Node', () => {
  it('is complained about below 22.12, with what to do', () => {
    for (const version of ['20.20.2', '22.11.9', '18.0.0']) {
      expect(complaintAbout(version)).toMatch(/22\.12\.0.*npm/s);
    }
    for (const version of ['22.12.0', '23.0.0', '24.21.0', '30.1.2'])
      expect(complaintAbout(version)).toBeUndefined();
  });

  it('decides by which flags TypeScript runs without a word', () => {
    expect(typeScriptFlags('22.12.0')).toContain('--experimental-strip-types');
    expect(typeScriptFlags('23.5.0')).toContain('--experimental-strip-types');
    expect(typeScriptFlags('22.18.0')).toEqual(['--disable-warning=ExperimentalWarning']);
    expect(typeScriptFlags('23.6.0')).toEqual(['--disable-warning=ExperimentalWarning']);
    expect(typeScriptFlags('24.21.0')).toEqual([]);
  });
});

describe('the counts', () => {
  it('are summed over all suites into the closing line', () => {
    const all = [
      { passed: 10, failed: 0, skipped: 2 },
      { passed: 1, failed: 3, skipped: 0 },
    ];
    expect(closingLine(sum(all))).toBe('11 passed, 3 failed, 2 skipped');
    expect(closingLine(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
  });

  it('are good only when something ran and nothing failed', () => {
    expect(isGood({ passed: 1, failed: 0, skipped: 5 })).toBe(true);
    expect(isGood({ passed: 100, failed: 1, skipped: 0 })).toBe(false);
    expect(isGood({ passed: 0, failed: 0, skipped: 9 })).toBe(false);
  });

  it('hold one failure more when a suite crashed without a failed test', () => {
    const counts = { passed: 5, failed: 0, skipped: 0 };
    expect(withCrash(counts, true)).toEqual(counts);
    expect(withCrash(counts, false).failed).toBe(1);
    expect(withCrash({ ...counts, failed: 2 }, false).failed).toBe(2);
  });
});

describe('the cache folder', () => {
  it('is where the platform keeps such things', () => {
    expect(cacheFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.cache/duebook');
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/c' }, 'linux', '/home/ada')).toBe('/var/c/duebook');
    expect(cacheFolder({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Caches/Duebook');
  });
});
