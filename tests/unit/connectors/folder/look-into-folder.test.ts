import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import {
  isBeingWritten,
  isExportName,
  shownName,
} from '../../../../electron/engine/connectors/folder/folder-names.ts';
import {
  isUnchanged,
  lookIntoFolder,
} from '../../../../electron/engine/connectors/folder/look-into-folder.ts';
import { readFolderFile } from '../../../../electron/engine/connectors/folder/read-folder-file.ts';
import { temporaryFolder } from '../../../support/workspace.ts';

const GOING_ON = new AbortController().signal;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const look = (folder: string) => lookIntoFolder(folder, GOING_ON);
const namesIn = async (folder: string) => (await look(folder)).map(({ name }) => name).sort();

async function only(folder: string) {
  const [file] = await look(folder);
  if (file === undefined) throw new Error('The folder is empty.');
  return file;
}

const failureOf = (folder: string) =>
  look(folder).then(
    () => null,
    (error: unknown) => error as Error,
  );

describe('the names of a folder', () => {
  it.each(['items.csv', 'ITEMS.CSV', 'items.xlsx', 'a b ü.xlsx', 'x.tmp.csv', '-rf.csv', '$(id).csv'])(
    'include %s',
    (name) => {
      expect(isExportName(name)).toBe(true);
    },
  );

  it.each([
    '~$items.xlsx',
    '~items.csv',
    '.items.csv',
    'items.csv.part',
    'items.csv.crdownload',
    'items.csv.tmp',
    'items.xls',
    'items.txt',
    'items',
    'csv',
  ])('leave out %s', (name) => {
    expect(isExportName(name)).toBe(false);
  });

  it('show by what lies beside it that a browser still writes to a file', () => {
    expect(isBeingWritten('items.csv', new Set(['items.csv', 'items.csv.part']))).toBe(true);
    expect(isBeingWritten('items.csv', new Set(['items.csv', 'other.csv.part']))).toBe(false);
  });

  it('are shown on one line, without anything that turns or steers the text', () => {
    expect(shownName('a\nb\u001b[31m\u202Evsc.exe')).toBe('a\uFFFDb\uFFFD[31m\uFFFDvsc.exe');
    expect(shownName(`${'a'.repeat(400)}.csv`)).toHaveLength(255);
  });
});

describe('a look into a folder', () => {
  it('sees the exports in the order in which they were saved, and nothing else', async () => {
    const folder = folderWith({ 'late.csv': 'x', 'early.xlsx': 'yy', 'notes.txt': 'z', '.hidden.csv': 'h' });
    mkdirSync(join(folder, 'older.csv'));
    mkdirSync(join(folder, 'archive'));
    writeFileSync(join(folder, 'archive', 'old.csv'), 'x');
    utimesSync(join(folder, 'early.xlsx'), 1_000, 1_000);
    utimesSync(join(folder, 'late.csv'), 2_000, 2_000);
    expect(await look(folder)).toMatchObject([
      { name: 'early.xlsx', size: 2, modifiedMs: 1_000_000, unfinished: false, tooLarge: false },
      { name: 'late.csv', size: 1, modifiedMs: 2_000_000 },
    ]);
  });

  it('follows no link, neither out of the folder nor within it', async () => {
    const outside = folderWith({ 'secret.csv': 'a,b' });
    const folder = folderWith({ 'items.csv': 'x' });
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'linked.csv'));
    symlinkSync(join(folder, 'items.csv'), join(folder, 'again.csv'));
    symlinkSync(outside, join(folder, 'folder.csv'));
    expect(await namesIn(folder)).toEqual(['items.csv']);
  });

  it('says of an empty file, such as one that is only in the cloud, that it is not complete', async () => {
    const folder = folderWith({ 'items.csv': '' });
    expect(await look(folder)).toMatchObject([{ name: 'items.csv', unfinished: true }]);
  });

  it('says of a file over 200 MB that it is too large, without reading it', async () => {
    const folder = folderWith({ 'items.csv': 'x' });
    truncateSync(join(folder, 'items.csv'), 200 * 1024 * 1024 + 1);
    expect(await look(folder)).toMatchObject([{ name: 'items.csv', tooLarge: true }]);
  });

  it('takes names as they are, whatever a shell would make of them', async () => {
    const names = ['a\nb.csv', '$(touch x).csv', '-rf.csv', "o'clock; rm.csv", 'x".csv', '\u202Egpj.csv'];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, 'x'])));
    expect(await namesIn(folder)).toEqual(names.toSorted());
  });

  it('tells calmly that a drive is not there, so that it is looked for again', async () => {
    const folder = join(temporaryFolder(), 'drive');
    const error = await failureOf(folder);
    expect(failureReason(error)).toBe('network_down');
    expect(error?.message).toContain('"drive" is not there at the moment');
  });

  it('tells that a file was named instead of its folder', async () => {
    const folder = folderWith({ 'items.csv': 'x' });
    expect((await failureOf(join(folder, 'items.csv')))?.message).toContain('is a file, not a folder');
  });

  it.skipIf(process.getuid?.() === 0)('tells that the folder may not be read', async () => {
    const folder = folderWith({});
    chmodSync(folder, 0);
    expect(failureReason(await failureOf(folder))).toBe('forbidden');
    chmodSync(folder, 0o700);
  });

  it('ends when it is given up', async () => {
    const folder = folderWith({ 'items.csv': 'x' });
    await expect(lookIntoFolder(folder, AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe('two looks', () => {
  it('agree on a file that nobody touched, and not on one that grew, was saved again or was replaced', async () => {
    const folder = folderWith({ 'items.csv': 'abc' });
    const path = join(folder, 'items.csv');
    utimesSync(path, 1_000, 1_000);
    const first = await only(folder);
    expect(isUnchanged(first, await only(folder))).toBe(true);
    writeFileSync(path, 'abcd');
    utimesSync(path, 1_000, 1_000);
    expect(isUnchanged(first, await only(folder))).toBe(false);
    writeFileSync(path, 'abc');
    utimesSync(path, 1_000, 1_001);
    expect(isUnchanged(first, await only(folder))).toBe(false);
    writeFileSync(join(folder, 'other'), 'abc');
    rmSync(path);
    writeFileSync(path, 'abc');
    utimesSync(path, 1_000, 1_000);
    const replaced = { ...(await only(folder)), identity: 'another' };
    expect(isUnchanged(first, replaced)).toBe(false);
  });
});

describe('reading a file of the folder', () => {
  it('gives its bytes and leaves it as it was', async () => {
    const folder = folderWith({ 'items.csv': 'Customer;Open\nA;1' });
    const seen = await only(folder);
    const bytes = await readFolderFile(folder, seen, GOING_ON);
    expect(Buffer.from(bytes ?? []).toString()).toBe('Customer;Open\nA;1');
    expect(await only(folder)).toEqual(seen);
  });

  it('gives nothing of a file that was changed since it was seen', async () => {
    const folder = folderWith({ 'items.csv': 'abc' });
    const seen = await only(folder);
    writeFileSync(join(folder, 'items.csv'), 'abc and more');
    expect(await readFolderFile(folder, seen, GOING_ON)).toBeNull();
  });

  it('gives nothing of a link that was put in the place of the file', async () => {
    const outside = folderWith({ 'secret.csv': 'abc' });
    const folder = folderWith({ 'items.csv': 'abc' });
    const seen = await only(folder);
    rmSync(join(folder, 'items.csv'));
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'items.csv'));
    expect(await readFolderFile(folder, seen, GOING_ON)).toBeNull();
  });

  it('gives nothing of a file that went away', async () => {
    const folder = folderWith({ 'items.csv': 'abc' });
    const seen = await only(folder);
    rmSync(join(folder, 'items.csv'));
    expect(await readFolderFile(folder, seen, GOING_ON)).toBeNull();
  });

  it.each(['../secret.csv', '/etc/passwd', '..', 'a/b.csv'])(
    'never leaves the folder for %s',
    async (name) => {
      const folder = folderWith({ 'items.csv': 'abc' });
      const seen = await only(folder);
      expect(await readFolderFile(folder, { ...seen, name }, GOING_ON)).toBeNull();
    },
  );
});
