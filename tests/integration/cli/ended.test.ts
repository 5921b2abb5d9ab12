import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { csv, day, ledgerDesk, madeDesk, OPEN_ITEMS, STARTER } from './command-line.ts';

describe('a run that is ended from outside', () => {
  it('does not mind a reader that has gone', async () => {
    const desk = await ledgerDesk();
    const child = spawn(
      process.execPath,
      [STARTER, 'worklist', '--workspace', desk.workspace, '--passphrase-env', 'DESK_PASSPHRASE'],
      {
        env: { ...process.env, ...desk.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    const [status] = await once(child, 'close');
    expect({ status, said }).toEqual({ status: 0, said: '' });
  });

  it.runIf(existsSync('/dev/full'))('fails when its output cannot be written, and says so', async () => {
    const desk = await ledgerDesk();
    const ended = async (...flags: readonly string[]) => {
      const full = openSync('/dev/full', 'w');
      const child = spawn(
        process.execPath,
        [STARTER, 'worklist', '--workspace', desk.workspace, '--passphrase-env', 'DESK_PASSPHRASE', ...flags],
        { env: { ...process.env, ...desk.env }, stdio: ['ignore', full, 'pipe'] },
      );
      closeSync(full);
      let said = '';
      child.stderr?.on('data', (part: Buffer) => {
        said += part.toString();
      });
      const [status] = await once(child, 'close');
      return { status, said };
    };
    const failed = { status: 1, said: expect.stringMatching(/^There is no room .*\[disk_full\]\n$/) };
    expect(await ended()).toEqual(failed);
    expect(await ended('--json')).toEqual(failed);
  });

  it('takes an import back at Ctrl-C', async () => {
    const desk = await madeDesk();
    const rows = Array.from({ length: 40_000 }, (_unused, at) => [
      `C${at % 900}`,
      'Name',
      `I-${at}`,
      day(-40),
      day(-10),
      '10.00',
      '10.00',
      '',
    ]);
    const file = desk.file('large.csv', csv(OPEN_ITEMS, ...rows));
    const args = [
      'import',
      file,
      '--json',
      '--workspace',
      desk.workspace,
      '--passphrase-env',
      'DESK_PASSPHRASE',
    ];
    const child = spawn(process.execPath, [STARTER, ...args], {
      env: { ...process.env, ...desk.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
    });
    await rowsAreStaged(desk.workspace, child);
    child.kill('SIGINT');
    const [status] = await once(child, 'close');
    const left = await desk.done('log', 'verify');
    expect(left.ok).toBe(true);
    expect(status).toBe(1);
    expect(JSON.parse(said).error.code).toBe('cancelled');
    expect(left.entries).toBe(1);
    expect((await desk.done('aging')).totals).toEqual([]);
  });
});

/** Resolves when rows of the import are in the stage, or the command has ended. Only looks at a size: a try of the lock would be in the command's way. */
async function rowsAreStaged(folder: string, child: ChildProcess): Promise<void> {
  const log = join(folder, 'workspace.db-wal');
  while (child.exitCode === null && (statSync(log, { throwIfNoEntry: false })?.size ?? 0) < 200_000) {
    await setTimeout(5);
  }
}
