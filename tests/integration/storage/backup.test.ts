import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BackupReceipt, createBackup } from '../../../electron/engine/db/backup.ts';
import { openBackup } from '../../../electron/engine/db/backup-format.ts';
import { readHeader, type WorkspaceHeader, writeHeader } from '../../../electron/engine/db/header.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { readMigrations } from '../../../electron/engine/db/migrate.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { restoreBackup } from '../../../electron/engine/db/restore.ts';
import { appendEntries } from '../../../electron/engine/db/touchpoint-log/append.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { newRawKey, type RawKey } from '../../../electron/engine/secrets/raw-key.ts';
import { newRecoveryCode } from '../../../electron/engine/secrets/recovery-code.ts';
import { unlock, withWrappedSlot } from '../../../electron/engine/secrets/unlock.ts';
import { cutOff, flipByte } from '../../support/storage/damage.ts';
import { sampleEntries } from '../../support/storage/log-samples.ts';
import {
  CONTEXT,
  MIGRATIONS,
  type TestWorkspace,
  temporaryFolder,
  temporaryWorkspace,
} from '../../support/workspace.ts';

const NEWEST = readMigrations(MIGRATIONS).length;

let outside: string;
let workspace: TestWorkspace;
let target: string;
let receipt: BackupReceipt;

beforeEach(async () => {
  outside = temporaryFolder();
  workspace = temporaryWorkspace();
  appendEntries(workspace.open('writer'), sampleEntries(200), CONTEXT);
  target = join(outside, 'client.duebook-backup');
  receipt = await createBackup({ folder: workspace.folder, key: workspace.key, target, now: CONTEXT.now });
});

const restore = (backup: string, folder: string, key: RawKey = workspace.key) =>
  restoreBackup({ backup, folder, newestSchema: NEWEST, findKey: async () => key });

describe('a backup', () => {
  it('is one file, checked, and leaves nothing beside it', () => {
    expect(readdirSync(outside)).toEqual(['client.duebook-backup']);
    expect(receipt).toMatchObject({ file: target, checked: true, log: { ok: true, entries: 200 } });
    expect(receipt.log.head).toEqual(verifyLog(workspace.open('reader')).head);
  });

  it('is made while another process may write, and holds what was committed before', async () => {
    const lock = acquireLock(workspace.folder);
    const db = workspace.open('writer');
    db.exec('BEGIN IMMEDIATE');
    appendEntries(db, sampleEntries(5), CONTEXT);
    const during = await createBackup({
      folder: workspace.folder,
      key: workspace.key,
      target,
      now: CONTEXT.now,
    });
    db.exec('COMMIT');
    lock.release();
    expect(during.log.entries).toBe(200);
  });

  it('replaces an older one of the same name only when it is whole', async () => {
    const before = readFileSync(target);
    await expect(
      createBackup({ folder: workspace.folder, key: newRawKey(), target, now: CONTEXT.now }),
    ).rejects.toMatchObject({ code: 'damaged' });
    expect(readFileSync(target).equals(before)).toBe(true);
    appendEntries(workspace.open('writer'), sampleEntries(1), CONTEXT);
    const again = await createBackup({
      folder: workspace.folder,
      key: workspace.key,
      target,
      now: CONTEXT.now,
    });
    expect(again.log.entries).toBe(201);
    expect(readFileSync(target).equals(before)).toBe(false);
  });

  it('is made of a workspace whose log does not hold, and says so', async () => {
    workspace
      .open('writer')
      .exec("DROP TRIGGER touchpoint_no_update; UPDATE touchpoint SET actor = 'x' WHERE seq = 9");
    const forged = await createBackup({
      folder: workspace.folder,
      key: workspace.key,
      target,
      now: CONTEXT.now,
    });
    expect(forged.log).toMatchObject({ ok: false, firstBad: { seq: 9 } });
  });

  it('that cannot be written is reported and leaves no part of it', async () => {
    const options = { folder: workspace.folder, key: workspace.key, now: CONTEXT.now };
    await expect(
      createBackup({ ...options, target: join(outside, 'none', 'x.duebook-backup') }),
    ).rejects.toMatchObject({
      code: 'bad_file',
    });
    expect(readdirSync(outside)).toEqual(['client.duebook-backup']);
  });
});

describe('restoring a backup', () => {
  it('makes a workspace with the same header, rows and log', async () => {
    const folder = join(outside, 'restored');
    const restored = await restore(target, folder);
    expect(restored).toMatchObject({ folder, checked: true, log: { ok: true, entries: 200 } });
    expect(readHeader(folder)).toEqual(workspace.header);
    expect(readdirSync(folder).sort()).toEqual(['workspace.db', 'workspace.json']);
    const db = openConnection(workspacePaths(folder).database, workspace.key, 'writer');
    expect(verifyLog(db)).toEqual(verifyLog(workspace.open('reader')));
    appendEntries(db, sampleEntries(1), CONTEXT);
    db.close();
  });

  it('takes an empty folder too', async () => {
    const folder = join(outside, 'empty');
    mkdirSync(folder);
    await restore(target, folder);
    expect(readHeader(folder).workspaceId).toBe(workspace.header.workspaceId);
  });

  it('works with the recovery code alone, from the header inside the file', async () => {
    const code = newRecoveryCode();
    const slots = await withWrappedSlot(workspace.header, workspace.key, 'recovery', code);
    writeHeader(workspace.folder, { ...workspace.header, slots });
    await createBackup({ folder: workspace.folder, key: workspace.key, target, now: CONTEXT.now });
    const findKey = (header: WorkspaceHeader) => unlock(header, { kind: 'recovery', code });
    const folder = join(outside, 'recovered');
    await restoreBackup({ backup: target, folder, newestSchema: NEWEST, findKey });
    expect(await unlock(readHeader(folder), { kind: 'recovery', code })).toEqual(workspace.key);
  });
});

describe('what is refused before anything is created:', () => {
  const nothingCreated = () => expect(readdirSync(outside)).toEqual(['client.duebook-backup']);

  it('a folder that holds something', async () => {
    await expect(restore(target, workspace.folder)).rejects.toMatchObject({ code: 'conflict' });
    await expect(restore(target, target)).rejects.toMatchObject({ code: 'conflict' });
    nothingCreated();
  });

  it.each([
    ['no file', () => join(outside, 'none'), 'bad_file'],
    ['a folder', () => outside, 'bad_file'],
  ] as const)('%s', async (_, path, code) => {
    await expect(restore(path(), join(outside, 'r'))).rejects.toMatchObject({ code });
    nothingCreated();
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text file', Buffer.from('Customer,Amount\nZeta,12.00\n')],
    ['only the first line', Buffer.from('DUEBOOK-BACKUP\n')],
    ['an absurd header length', Buffer.from('DUEBOOK-BACKUP\nffffffff\n{}')],
    ['a database', Buffer.from('SQLite format 3\0'.padEnd(4096))],
  ])('%s', async (_, bytes) => {
    writeFileSync(target, bytes);
    await expect(restore(target, join(outside, 'r'))).rejects.toMatchObject({ code: 'bad_file' });
    nothingCreated();
  });

  it.each([1, 2_000, 4_096])('a file that lost its last %i bytes', async (bytes) => {
    cutOff(target, bytes);
    await expect(restore(target, join(outside, 'r'))).rejects.toMatchObject({ code: 'damaged' });
    nothingCreated();
  });

  it('a file with more bytes than it had', async () => {
    writeFileSync(target, Buffer.concat([readFileSync(target), Buffer.from('x')]));
    await expect(restore(target, join(outside, 'r'))).rejects.toMatchObject({ code: 'damaged' });
    nothingCreated();
  });

  it('a file with one changed byte, wherever it is', async () => {
    const good = readFileSync(target);
    for (const offset of [0, 10, 20, 40, 200, 700, Math.floor(good.length / 2), good.length - 1]) {
      writeFileSync(target, good);
      flipByte(target, offset);
      await expect(openBackup(target)).rejects.toBeInstanceOf(EngineError);
      const code = expect.stringMatching(/^(bad_file|damaged)$/);
      await expect(restore(target, join(outside, 'r'))).rejects.toMatchObject({ code });
      nothingCreated();
    }
  });

  it('a backup of a newer Duebook', async () => {
    const options = { backup: target, folder: join(outside, 'r'), findKey: async () => workspace.key };
    await expect(restoreBackup({ ...options, newestSchema: NEWEST - 1 })).rejects.toMatchObject({
      code: 'newer_version',
    });
    const text = readFileSync(target, 'latin1').replace('{"version":1', '{"version":2');
    writeFileSync(target, text, 'latin1');
    await expect(restoreBackup({ ...options, newestSchema: NEWEST })).rejects.toMatchObject({
      code: 'newer_version',
    });
    nothingCreated();
  });

  it('the wrong key', async () => {
    await expect(restore(target, join(outside, 'r'), newRawKey())).rejects.toMatchObject({
      code: 'wrong_key',
    });
    nothingCreated();
    expect(existsSync(join(outside, 'r.part'))).toBe(false);
  });
});
