import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freeFolder } from '../../../electron/engine/services/session/session.ts';
import { temporaryFolder } from '../../support/workspace.ts';

describe('the folder of a new workspace', () => {
  it.each([
    ['Acme Trading, Inc.', 'acme-trading-inc'],
    ['  --Halden--  ', 'halden'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\System32', 'c-windows-system32'],
    ['株式会社', '株式会社'],
    ['x'.repeat(300), 'x'.repeat(60)],
    ['CON', 'con-books'],
    ['lpt1', 'lpt1-books'],
    ['Console', 'console'],
  ])('%s lies below the profile under a name that every system takes', (name, folder) => {
    const home = temporaryFolder();
    expect(freeFolder(home, name)).toBe(join(home, 'workspaces', folder));
  });

  it('has a name of its own where nothing of the name is left, and never half a character', () => {
    const home = temporaryFolder();
    expect(basename(freeFolder(home, '…'))).toMatch(/^[0-9a-f-]{36}$/);
    expect(basename(freeFolder(home, `${'x'.repeat(59)}𠮷野家`))).toBe('x'.repeat(59));
  });

  it('is another one while that name is taken, and an empty one is as good as none', () => {
    const home = temporaryFolder();
    const take = (folder: string) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'workspace.json'), '{}');
    };
    for (const expected of ['acme', 'acme-2', 'acme-3']) {
      const folder = freeFolder(home, 'Acme');
      expect(basename(folder)).toBe(expected);
      take(folder);
    }
    mkdirSync(join(home, 'workspaces', 'acme-4'));
    expect(basename(freeFolder(home, 'ACME'))).toBe('acme-4');
  });
});
