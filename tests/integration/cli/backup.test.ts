import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyDesk, ledgerDesk, runCli } from './command-line.ts';

describe('backup', () => {
  it('comes back as a workspace with the same books, and says in the log that it did', async () => {
    const desk = await ledgerDesk();
    const figures = await desk.done('aging', '--by', 'account');
    const file = join(desk.folder, 'monday.duebook-backup');
    const backup = await desk.done('backup', 'create', '--out', file);
    expect(backup).toMatchObject({ file, checked: true, log: { ok: true, entries: 2 } });
    expect(readdirSync(desk.folder).filter((name) => name.endsWith('.part'))).toEqual([]);

    const folder = join(desk.folder, 'restored');
    const restored = await desk.done('backup', 'restore', file, folder);
    expect(restored).toMatchObject({
      file,
      checked: true,
      folder,
      createdAt: backup.createdAt,
      workspace: { name: 'Halden' },
    });
    const env = desk.env;
    const there = ['--workspace', folder, '--passphrase-env', 'DESK_PASSPHRASE', '--json'];
    expect((await runCli(['aging', '--by', 'account', ...there], { env })).json).toEqual(figures);
    const { entries } = (await runCli(['log', 'list', ...there], { env })).json;
    expect(entries.at(-1)).toMatchObject({ seq: 3, kind: 'workspace_restored', actor: 'Ada Brandt' });
    expect((await runCli(['log', 'verify', ...there], { env })).json).toMatchObject({ ok: true, entries: 3 });
  });

  it('opens with the recovery code when the passphrase is lost', async () => {
    const desk = emptyDesk();
    const { workspace } = await desk.done(
      'workspace',
      'create',
      desk.workspace,
      '--name',
      'A',
      '--currency',
      'EUR',
    );
    await desk.done('backup', 'create', '--out', 'a.duebook-backup');
    const env = { ...desk.env, CODE: workspace.recoveryCode.toLowerCase().replaceAll('-', ' ') };
    const restore = [
      'backup',
      'restore',
      'a.duebook-backup',
      'back',
      '--recovery-code-env',
      'CODE',
      '--json',
    ];
    const restored = await runCli(restore, { env, folder: desk.folder });
    expect(restored.json).toMatchObject({ checked: true, workspace: { name: 'A' } });
    const list = ['log', 'list', '--workspace', 'back', '--recovery-code-env', 'CODE', '--json'];
    expect((await runCli(list, { env, folder: desk.folder })).json.total).toBe(2);
  });

  it('restores nothing over what is there, from what is damaged, or with the wrong key', async () => {
    const desk = await ledgerDesk();
    const file = join(desk.folder, 'good.duebook-backup');
    await desk.done('backup', 'create', '--out', file);
    expect(await desk.refused('backup', 'restore', file, desk.workspace)).toMatchObject({ code: 'conflict' });

    const bytes = readFileSync(file);
    bytes.fill(0x20, bytes.length - 5000, bytes.length - 4000);
    const damaged = desk.file('bad.duebook-backup', bytes);
    expect(await desk.refused('backup', 'restore', damaged, 'x')).toMatchObject({ code: 'damaged' });
    const cut = desk.file('cut.duebook-backup', readFileSync(file).subarray(0, 9000));
    expect(await desk.refused('backup', 'restore', cut, 'x')).toMatchObject({ code: 'damaged' });
    const other = desk.file('letter.txt', 'Dear customer');
    expect((await desk.refused('backup', 'restore', other, 'x')).code).toMatch(/bad_file|damaged/);
    expect(await desk.refused('backup', 'restore', 'missing.duebook-backup', 'x')).toMatchObject({
      code: 'bad_file',
    });

    const wrong = await runCli(['backup', 'restore', file, 'x', '--passphrase-env', 'WRONG', '--json'], {
      env: { ...desk.env, WRONG: 'not it' },
      folder: desk.folder,
    });
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.json.error.code).toBe('wrong_key');
    expect(readdirSync(desk.folder)).not.toContain('x');
    expect(readdirSync(desk.folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('never replaces the workspace that it is of', async () => {
    const desk = await ledgerDesk();
    const database = join(desk.workspace, 'workspace.db');
    const before = readFileSync(database);
    expect(await desk.refused('backup', 'create', '--out', database)).toMatchObject({ code: 'validation' });
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(await desk.refused('backup', 'create', '--out', 'no/where.duebook-backup')).toMatchObject({
      code: 'bad_file',
    });
  });
});

describe('doctor', () => {
  it('reports on the installation where there is no workspace', async () => {
    const desk = emptyDesk();
    const { status, json } = await runCli(['doctor', '--json', '--passphrase-env', 'DESK_PASSPHRASE'], {
      env: desk.env,
      folder: desk.folder,
    });
    expect(status).toBe(0);
    expect(json).toMatchObject({
      ...{
        ok: true,
        keyStore: { kind: 'passphrase', available: true },
        cipher: 'sqlcipher',
        workspace: null,
      },
      ...{ versions: { node: process.versions.node }, problems: [] },
    });
    expect(json.freeDiskBytes).toBeGreaterThan(0);
  });

  it('reports on integrity, log and mailboxes of a workspace', async () => {
    const desk = await ledgerDesk();
    const report = await desk.done('doctor');
    expect(report.workspace).toMatchObject({
      ...{ name: 'Halden', path: desk.workspace, mailAccounts: [] },
      storage: { integrity: 'ok', keyStore: 'passphrase', hasRecoveryCode: true },
      log: { ok: true, entries: 2 },
    });
    expect((await desk.show('doctor')).stdout).toContain('Nothing is wrong.');
  });

  it('fails with what is wrong, and still reports the rest', async () => {
    const desk = await ledgerDesk();
    writeFileSync(join(desk.workspace, 'workspace.db'), Buffer.alloc(8192, 7));
    const error = await desk.refused('doctor');
    expect(error).toMatchObject({
      code: 'damaged',
      report: { ok: false, cipher: 'sqlcipher', workspace: null },
    });
    const { status, stdout } = await desk.show('doctor');
    expect(status).toBe(1);
    expect(stdout).toContain('damaged');
  });
});
