import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyringMissing } from '../../support/secrets/keyring-session.ts';
import { type CliDesk, emptyDesk, type Json, ledgerCsv, madeDesk, runCli, STARTER } from './command-line.ts';

const missing = keyringMissing();
if (missing) console.log(`Skipped: the command line with a real gnome-keyring (${missing}).`);

/** Runs a line of bash in which `$CLI` is the command line; gives each line of its stdout as a document. */
function bash(desk: CliDesk, line: string, session: readonly string[] = []): readonly Json[] {
  const [command = 'bash', ...rest] = [...session, 'bash', '-c', line];
  const { stdout } = spawnSync(command, rest, {
    cwd: desk.folder,
    encoding: 'utf8',
    env: {
      ...desk.env,
      ...{ PATH: process.env.PATH, CLI: `${process.execPath} ${STARTER}`, HOME: join(desk.folder, 'user') },
      XDG_RUNTIME_DIR: join(desk.folder, 'user'),
    },
  });
  return stdout
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Json);
}

describe.skipIf(missing !== null)('with a real keyring', () => {
  it('a workspace without a passphrase is opened by the keyring, and by its recovery code where there is none', async () => {
    const desk = emptyDesk();
    for (const folder of ['user', 'user/.cache', 'user/.local']) mkdirSync(join(desk.folder, folder));
    const line = [
      'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1',
      '$CLI workspace create kept --name Kept --currency EUR --json',
      '$CLI log verify --workspace kept --json',
      '$CLI doctor --workspace kept --json',
    ].join('; ');
    const [created, log, doctor] = bash(desk, line, ['dbus-run-session', '--']);
    expect(created.workspace.name).toBe('Kept');
    expect(log).toMatchObject({ ok: true, entries: 1 });
    expect(doctor).toMatchObject({
      keyStore: { kind: 'keyring', available: true },
      workspace: { name: 'Kept' },
    });

    const env = { ...desk.env, CODE: created.workspace.recoveryCode };
    const verify = ['log', 'verify', '--workspace', join(desk.folder, 'kept'), '--json'];
    expect((await runCli(verify, { env })).json.error).toMatchObject({ code: 'no_key' });
    expect((await runCli([...verify, '--recovery-code-env', 'CODE'], { env })).json.ok).toBe(true);
  });
});

describe('without a keyring', () => {
  it('no workspace is made that nobody could open', async () => {
    const desk = emptyDesk();
    const create = ['workspace', 'create', desk.workspace, '--name', 'N', '--currency', 'EUR', '--json'];
    const { status, json } = await runCli(create, { env: desk.env });
    expect({ status, code: json.error.code }).toEqual({ status: 1, code: 'no_key' });
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('on a full disk', () => {
  it('an import is taken back, says so, and goes through once there is room', async () => {
    const desk = await madeDesk();
    const file = desk.file('ledger.csv', ledgerCsv());
    const global = `--workspace ${desk.workspace} --passphrase-env DESK_PASSPHRASE --json`;
    const [full] = bash(desk, `ulimit -f 40; $CLI import ${file} ${global}`);
    expect(full.error).toMatchObject({ code: 'disk_full' });
    expect(await desk.done('log', 'verify')).toMatchObject({ ok: true, entries: 1 });
    expect((await desk.done('import', file)).rows.imported).toBe(6);
  });
});
