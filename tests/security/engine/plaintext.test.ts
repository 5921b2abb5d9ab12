import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRawKey, rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import { PLANTED, PLANTED_TEXTS } from '../../support/engine/planted.ts';
import { startChild } from '../../support/storage/child.ts';
import { findPlaintext, unlinkedFilesOf } from '../../support/storage/plaintext-scan.ts';
import { temporaryFolder } from '../../support/workspace.ts';

/** A place of its own for everything that a process may write: workspace, profile, logs and temporary files. */
function surroundings() {
  const root = temporaryFolder();
  const [home, temporary] = [join(root, 'home'), join(root, 'tmp')];
  for (const folder of [home, temporary]) mkdirSync(folder);
  return {
    root,
    home,
    folder: join(root, 'workspace'),
    shell: `export TMPDIR='${temporary}' DUEBOOK_HOME='${home}'`,
  };
}

describe('no byte in clear', () => {
  it('lies in any file while a day of work is done, nor after SIGKILL', async () => {
    const { root, home, folder, shell } = surroundings();
    const child = startChild('../engine/work-and-wait.ts', [folder, home], newRawKey(), { shell });
    let scans = 0;
    while (child.running() && child.lines.at(-1) !== 'ready') {
      expect(findPlaintext([root], PLANTED_TEXTS)).toEqual([]);
      scans += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(child.lines).toEqual(['opened', 'imported', 'noted', 'written', 'ready']);
    expect(scans).toBeGreaterThan(5);
    const unlinked = unlinkedFilesOf(child.pid).map((path) => readFileSync(path));
    expect(unlinked.filter((bytes) => PLANTED_TEXTS.some((text) => bytes.includes(text)))).toEqual([]);
    await child.kill();
    expect(findPlaintext([root], PLANTED_TEXTS)).toEqual([]);
    expect(readFileSync(join(home, 'logs', 'duebook.log'), 'utf8')).toContain('planted_failure');
  }, 120_000);

  it('lies in any file when an import is killed half-way', async () => {
    const { root, home, folder, shell } = surroundings();
    const { workspace, files } = await engineWorkspaceIn(folder);
    await workspace.close();
    const texts = [
      PLANTED.customer,
      '987654.32',
      '98765432',
      'planted-aurora.example',
      rawKeyToHex(files.key),
    ];
    const child = startChild(
      '../engine/import-until-killed.ts',
      [folder, home, 'k', PLANTED.customer],
      files.key,
      { shell },
    );
    await child.untilLines(2);
    for (let scan = 0; scan < 10; scan++) {
      expect(findPlaintext([root], texts)).toEqual([]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await child.kill();
    expect(findPlaintext([root], texts)).toEqual([]);
  }, 120_000);

  it('would be found, were it there', () => {
    const { root, home } = surroundings();
    writeFileSync(join(home, 'left.csv'), `a;${PLANTED.amounts[2]};b`);
    writeFileSync(join(home, 'wide.txt'), Buffer.from(PLANTED.note, 'utf16le'));
    expect(findPlaintext([root], PLANTED_TEXTS).length).toBe(2);
  });
});
