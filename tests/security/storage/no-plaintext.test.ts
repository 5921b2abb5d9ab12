import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { writeHeader } from '../../../electron/engine/db/header.ts';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import { newRecoveryCode } from '../../../electron/engine/secrets/recovery-code.ts';
import { withWrappedSlot } from '../../../electron/engine/secrets/unlock.ts';
import { startChild } from '../../support/storage/child.ts';
import { findPlaintext, unlinkedFilesOf } from '../../support/storage/plaintext-scan.ts';
import { turns } from '../../support/storage/seeded.ts';
import { temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

const NAME = 'Zephyrine Quellwasser GmbH';
const TEXT = 'promised 48,713.29 by Friday, accounts@quellwasser.example, Mühlgasse 7';

describe('the scan itself', () => {
  it('finds a text in a plaintext database, in UTF-16 and in a folder below', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'below'));
    const plain = new BetterSqlite(join(folder, 'plain.db'));
    plain.exec(`CREATE TABLE t AS SELECT '${NAME}' AS name`);
    plain.close();
    writeFileSync(join(folder, 'below', 'utf16.txt'), `x${NAME}`, 'utf16le');
    writeFileSync(join(folder, 'innocent.txt'), 'nothing here');
    const found = [join(folder, 'below', 'utf16.txt'), join(folder, 'plain.db')];
    expect([...findPlaintext([folder], [NAME])].sort()).toEqual(found);
  });

  it('finds a text inside base64, wherever it begins and ends there', () => {
    for (const before of ['', 'x', 'xy', 'xyz']) {
      for (const after of ['', '?', '??']) {
        const folder = temporaryFolder();
        const file = join(folder, 'part.txt');
        writeFileSync(file, `body: ${Buffer.from(`${before}${NAME}${after}`).toString('base64')}`);
        expect(findPlaintext([folder], [NAME]), `"${before}" "${after}"`).toEqual([file]);
        expect(findPlaintext([folder], ['Quellwassser'])).toEqual([]);
      }
    }
  });
});

describe('no byte of what is kept is in clear on the disk, during and after SIGKILL,', () => {
  it.each([
    ['one written command', 'written'],
    ['an open write larger than memory is given', 'large-open'],
    ['a committed large write with a new index', 'large-committed'],
    ['a migration with its copy', 'migrated'],
    ['backups', 'backup'],
  ])('of %s', async (_, stage) => {
    const workspace = temporaryWorkspace();
    const code = newRecoveryCode();
    const passphrase = 'Zugvogel im Herbst 1987';
    const slots = {
      ...(await withWrappedSlot(workspace.header, workspace.key, 'recovery', code)),
      ...(await withWrappedSlot(workspace.header, workspace.key, 'passphrase', passphrase)),
    };
    writeHeader(workspace.folder, { ...workspace.header, slots });
    const temp = temporaryFolder();
    const folders = [dirname(workspace.folder), temp];
    const planted = [NAME, TEXT, TEXT.slice(0, 18), code, code.replaceAll('-', ''), passphrase];
    const secrets = [
      ...planted,
      workspace.key,
      rawKeyToHex(workspace.key),
      rawKeyToHex(workspace.key).toUpperCase(),
    ];

    const shell = `export TMPDIR='${temp}' SQLITE_TMPDIR='${temp}'`;
    const child = startChild('write-planted.ts', [stage, workspace.folder, NAME, TEXT], workspace.key, {
      shell,
    });
    await child.untilLines(1);
    while (child.running() && !child.lines.includes('ready')) {
      expect(findPlaintext(folders, secrets)).toEqual([]);
      await turns(1);
    }
    expect(child.lines.at(-1)).toBe('ready');
    expect(findPlaintext(folders, secrets)).toEqual([]);
    if (process.platform === 'linux') expect(unlinkedFilesOf(child.pid)).toEqual([]);
    await child.kill();
    expect(findPlaintext(folders, secrets)).toEqual([]);

    const db = workspace.open('writer');
    expect(db.prepare('SELECT mapping_json FROM saved_mapping WHERE shape_hash = ?').pluck().get(NAME)).toBe(
      TEXT,
    );
    db.close();
    expect(findPlaintext(folders, secrets)).toEqual([]);
  });
});
