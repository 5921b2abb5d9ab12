import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { newRawKey } from '../../../electron/engine/secrets/raw-key.ts';
import { startChild } from '../../support/storage/child.ts';
import { turns } from '../../support/storage/seeded.ts';
import { temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

const LOCKED = expect.objectContaining({
  code: 'locked',
  message: expect.stringContaining('open for writing'),
});

describe('the write lock of a workspace', () => {
  it('is held by one at a time, within a process too', () => {
    const folder = temporaryFolder();
    const lock = acquireLock(folder);
    expect(() => acquireLock(folder)).toThrow(LOCKED);
    lock.release();
    lock.release();
    acquireLock(folder).release();
  });

  it('is one per workspace', () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const locks = [acquireLock(one), acquireLock(two)];
    for (const lock of locks) lock.release();
  });

  it('keeps another process out, and is free again the moment its holder is killed', async () => {
    const folder = temporaryFolder();
    const holder = startChild('hold-lock.ts', [folder], newRawKey());
    await holder.untilLines(1);
    expect(holder.lines).toEqual(['held']);
    expect(() => acquireLock(folder)).toThrow(LOCKED);

    const second = startChild('hold-lock.ts', [folder], newRawKey());
    await second.ended;
    expect(second.lines).toEqual(['locked']);

    await holder.kill();
    acquireLock(folder).release();
  });

  it('survives that its holder only keeps it and the garbage collector runs', async () => {
    const folder = temporaryFolder();
    acquireLock(folder);
    setFlagsFromString('--expose-gc');
    for (let round = 0; round < 3; round++) runInNewContext('gc')();
    await turns(10);
    expect(() => acquireLock(folder)).toThrow(LOCKED);
  });

  it('is an empty file and leaves nothing else', () => {
    const folder = temporaryFolder();
    acquireLock(folder).release();
    expect(readdirSync(folder)).toEqual(['workspace.lock']);
    expect(statSync(join(folder, 'workspace.lock')).size).toBe(0);
  });

  it('does not stand in the way of readers', async () => {
    const workspace = temporaryWorkspace();
    const holder = startChild('hold-lock.ts', [workspace.folder], newRawKey());
    await holder.untilLines(1);
    expect(workspace.open('reader').prepare('SELECT count(*) FROM touchpoint').pluck().get()).toBe(0);
    await holder.kill();
  });

  it('says that the folder is write-protected where its file cannot be opened, not that it is open elsewhere', () => {
    const { folder, paths } = temporaryWorkspace();
    rmSync(paths.lock, { force: true });
    mkdirSync(paths.lock);
    expect(() => acquireLock(folder)).toThrow(
      expect.objectContaining({ code: 'bad_file', message: expect.stringContaining('write-protected') }),
    );
  });

  it('answers not_found for a folder that is not there', () => {
    expect(() => acquireLock(join(temporaryFolder(), 'none'))).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});
