import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { emptyDesk, ledgerDesk, madeDesk, runCli } from './command-line.ts';

describe('a command line that is wrong', () => {
  it.each([
    ['no command', []],
    ['a command of a later version', ['handoff', 'create']],
    ['half a command', ['log']],
    ['an unknown flag', ['aging', '--colour']],
    ['a missing flag', ['touch', 'add', '--kind', 'note']],
    ['a complete export without its day', ['import', 'x.csv', '--complete']],
    ['no workspace', ['aging']],
  ])('with %s ends with status 2 and says how it is written', async (_what, args) => {
    const desk = emptyDesk();
    const plain = await runCli(args, { env: desk.env, folder: desk.folder });
    expect(plain).toMatchObject({ status: 2, stdout: '' });
    expect(plain.stderr).toMatch(/Usage:|Try --help/);
    expect(plain.stderr).not.toMatch(/\n\s+at |Error:/);
    const { status, json } = await runCli(['--json', ...args], { env: desk.env, folder: desk.folder });
    expect(status).toBe(2);
    expect(json.error).toMatchObject({ code: 'usage', message: expect.any(String) });
  });

  it('lists all commands for those who ask', async () => {
    const { status, stdout } = await runCli(['--help']);
    expect(status).toBe(0);
    for (const command of ['workspace create DIR', 'log verify', 'mail account add', 'doctor']) {
      expect(stdout).toContain(command);
    }
    expect((await runCli(['--version', '--json'])).json.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('takes global flags before, between and after the arguments', async () => {
    const desk = await ledgerDesk();
    const flags = ['--json', `--workspace=${desk.workspace}`, '--passphrase-env', 'DESK_PASSPHRASE'];
    const before = await runCli([...flags, 'aging', '--by', 'account'], { env: desk.env });
    const after = await runCli(['aging', '--by', 'account', ...flags], { env: desk.env });
    const inside = await runCli(['log', '--json', 'verify', ...flags.slice(1)], { env: desk.env });
    expect(before.stdout).toBe(after.stdout);
    expect(inside.json.ok).toBe(true);
  });
});

describe('keys', () => {
  it('come from the named variable alone', async () => {
    const desk = await ledgerDesk();
    const aging = (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
      runCli(['aging', '--json', '--workspace', desk.workspace, ...flags], { env: { ...desk.env, ...env } });
    const wrong = await aging({ OTHER: 'not the passphrase' }, '--passphrase-env', 'OTHER');
    expect(wrong.json.error).toMatchObject({ code: 'wrong_key' });
    const unset = await aging({}, '--passphrase-env', 'NOT_SET_ANYWHERE');
    expect(unset.json.error).toMatchObject({
      code: 'no_key',
      message: expect.stringContaining('NOT_SET_ANYWHERE'),
    });
    const empty = await aging({ OTHER: '' }, '--passphrase-env', 'OTHER');
    expect(empty.json.error).toMatchObject({ code: 'no_key', message: expect.stringContaining('is empty') });
    const keyring = await aging({});
    expect(keyring.json.error.message).toContain('--passphrase-env');
    expect(keyring.json.error).toMatchObject({
      code: 'no_key',
      message: expect.stringContaining('passphrase'),
    });
    expect([wrong.status, unset.status, keyring.status]).toEqual([1, 1, 1]);
  });
});

describe('a workspace that cannot be opened', () => {
  it.each([
    ['that is not there', 'not_found', () => {}],
    [
      'whose database is damaged',
      'damaged',
      (folder: string) => {
        const file = join(folder, 'workspace.db');
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xff, 0, 4096));
      },
    ],
    [
      'whose header is damaged',
      'damaged',
      (folder: string) => writeFileSync(join(folder, 'workspace.json'), '{"for'),
    ],
    [
      'of a newer version',
      'newer_version',
      (folder: string) => {
        const file = join(folder, 'workspace.json');
        writeFileSync(
          file,
          readFileSync(file, 'utf8')
            .replace('"formatVersion": 1', '"formatVersion": 9')
            .replace('"formatVersion":1', '"formatVersion":9'),
        );
      },
    ],
  ])('%s says so', async (_what, code, break_) => {
    const desk = code === 'not_found' ? emptyDesk() : await ledgerDesk();
    break_(desk.workspace);
    const error = await desk.refused('worklist');
    expect(error).toMatchObject({ code, message: expect.any(String) });
    const { stdout, stderr } = await desk.show('worklist');
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is not made over what is there', async () => {
    const desk = await ledgerDesk();
    const create = (folder: string) =>
      desk.refused('workspace', 'create', folder, '--name', 'N', '--currency', 'EUR');
    expect(await create(desk.workspace)).toMatchObject({ code: 'conflict' });
    expect(await create(desk.file('plain.txt', 'x'))).toMatchObject({ code: 'bad_file' });
    const fresh = join(desk.folder, 'fresh');
    mkdirSync(fresh);
    const badCurrency = await desk.refused('workspace', 'create', fresh, '--name', 'N', '--currency', 'EURO');
    expect(badCurrency).toMatchObject({ code: 'validation', field: 'currency' });
    const badZone = ['--name', 'N', '--currency', 'EUR', '--time-zone', 'Mars/Olympus'];
    expect(await desk.refused('workspace', 'create', fresh, ...badZone)).toMatchObject({
      code: 'validation',
    });
  });
});

describe('two at once', () => {
  it('reads while another process may write, and answers locked to a second writer', async () => {
    const desk = await ledgerDesk();
    const lock = acquireLock(desk.workspace);
    try {
      expect((await desk.done('worklist')).total).toBe(2);
      expect(await desk.done('log', 'verify')).toMatchObject({ ok: true });
      const note = ['touch', 'add', '--account', '0007', '--kind', 'note', '--text', 'x'];
      expect(await desk.refused(...note)).toMatchObject({ code: 'locked', folder: desk.workspace });
    } finally {
      lock.release();
    }
  });

  it('loses none of the calls that were answered', async () => {
    const desk = await ledgerDesk();
    const note = (text: string) =>
      desk.run('touch', 'add', '--account', '0007', '--kind', 'note', '--text', text);
    const runs = await Promise.all(['one', 'two', 'three'].map(note));
    const done = runs.filter((run) => run.status === 0);
    for (const run of runs.filter(({ status }) => status !== 0)) expect(run.json.error.code).toBe('locked');
    expect(done.length).toBeGreaterThan(0);
    expect(await desk.done('log', 'verify')).toMatchObject({ ok: true, entries: 2 + done.length });
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['missing', null, 'does not exist'],
    ['empty', '', 'empty'],
    ['a PDF', '%PDF-1.7 …', 'PDF'],
    ['a web page', '<!DOCTYPE html><html>', 'web page'],
    ['binary', Buffer.from([0, 1, 2, 0, 255, 254, 0, 0, 3]), ''],
  ])('are refused when %s', async (name, content, said) => {
    const desk = await madeDesk();
    const path = join(desk.folder, 'in.csv');
    if (content !== null) writeFileSync(path, content);
    const error = await desk.refused('import', path);
    expect({ name, code: error.code }).toEqual({ name, code: 'bad_file' });
    expect(error.message).toContain(said);
  });

  it('are refused when they are folders, or too large, before they fill the memory', async () => {
    const desk = await madeDesk();
    expect(await desk.refused('import', desk.folder)).toMatchObject({ code: 'bad_file' });
    const big = desk.file('big.csv', '');
    truncateSync(big, 201 * 1024 * 1024);
    expect(await desk.refused('import', big)).toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('200 MB'),
    });
  });
});
