import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliDesk, day, importLedger, type Json, preparedDesk, runCli } from './command-line.ts';

/** A ledger with three touches, by two people. */
function loggedDesk(): Promise<CliDesk> {
  return preparedDesk('logged', async (desk) => {
    await importLedger(desk);
    const touch = ['touch', 'add', '--account'];
    await desk.done(...touch, '0007', '--kind', 'note', '--text', '=HYPERLINK("http://evil")');
    await desk.done(...touch, '0008', '--kind', 'call', '--outcome', 'voicemail');
    const global = ['--workspace', desk.workspace, '--passphrase-env', 'DESK_PASSPHRASE'];
    await runCli([...touch, '0007', '--kind', 'note', '--text', 'Zweite Zeile\nund mehr', ...global], {
      env: { ...desk.env, DUEBOOK_ACTOR: 'Ben Osei' },
    });
  });
}

const seqs = (document: Json) => document.entries.map((entry: Json) => entry.seq);

describe('log list', () => {
  it('gives entries in their order with what they are about', async () => {
    const desk = await loggedDesk();
    const { entries, total } = await desk.done('log', 'list');
    expect({ total, seqs: seqs({ entries }) }).toEqual({ total: 5, seqs: [1, 2, 3, 4, 5] });
    expect(entries[0]).toEqual({
      ...{
        seq: 1,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        actor: 'Ada Brandt',
        kind: 'workspace_created',
      },
      ...{ summary: expect.stringContaining('Halden'), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(entries[4]).toMatchObject({
      ...{ actor: 'Ben Osei', kind: 'note', text: 'Zweite Zeile\nund mehr' },
      account: { id: expect.any(String), number: '0007', name: 'Northwind Traders' },
    });
  });

  it('can be narrowed by account, person and day, and cut to the newest', async () => {
    const desk = await loggedDesk();
    expect(seqs(await desk.done('log', 'list', '--account', '0007'))).toEqual([3, 5]);
    expect(seqs(await desk.done('log', 'list', '--actor', 'Ben Osei'))).toEqual([5]);
    expect(seqs(await desk.done('log', 'list', '--from', day(), '--to', day()))).toEqual([1, 2, 3, 4, 5]);
    expect(seqs(await desk.done('log', 'list', '--to', day(-1)))).toEqual([]);
    expect(await desk.done('log', 'list', '--limit', '2')).toMatchObject({
      total: 5,
      entries: [{ seq: 4 }, { seq: 5 }],
    });
    expect(await desk.refused('log', 'list', '--from', 'monday')).toMatchObject({
      code: 'validation',
      field: 'from',
    });
  });
});

describe('log export', () => {
  it('writes one JSON entry a line with its payload, and the head last', async () => {
    const desk = await loggedDesk();
    const file = join(desk.folder, 'log.jsonl');
    const { head, entries } = await desk.done('log', 'export', '--format', 'jsonl', '--out', 'log.jsonl');
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    expect(lines).toHaveLength(entries + 1);
    expect(lines.at(-1)).toEqual({ head });
    expect(lines.at(-2)).toMatchObject({
      seq: head.seq,
      hash: head.hash,
      payload: { text: 'Zweite Zeile\nund mehr' },
    });
  });

  it('defuses formulas in CSV and writes a workbook', async () => {
    const desk = await loggedDesk();
    expect(
      await desk.done('log', 'export', '--format', 'csv', '--out', 'log.csv', '--account', '0007'),
    ).toMatchObject({
      entries: 2,
      head: { seq: 5 },
    });
    const text = readFileSync(join(desk.folder, 'log.csv'), 'utf8');
    expect(text).toContain(`"'=HYPERLINK`);
    await desk.done('log', 'export', '--format', 'xlsx', '--out', 'log.xlsx');
    expect(readFileSync(join(desk.folder, 'log.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('refuses formats that there are not, folders that there are not, and the files of the workspace', async () => {
    const desk = await loggedDesk();
    const to = (format: string, out: string) =>
      desk.refused('log', 'export', '--format', format, '--out', out);
    expect(await to('pdf', 'x.pdf')).toMatchObject({
      code: 'validation',
      message: expect.stringContaining('not available yet'),
    });
    expect(await to('docx', 'x.docx')).toMatchObject({ code: 'validation' });
    expect(await to('csv', 'no/such/log.csv')).toMatchObject({ code: 'bad_file' });
    expect(await to('csv', desk.workspace)).toMatchObject({ code: 'bad_file' });
    const database = join(desk.workspace, 'workspace.db');
    expect(await to('csv', database)).toMatchObject({ code: 'validation', file: database });
    expect(await desk.done('log', 'verify')).toMatchObject({ ok: true, entries: 5 });
  });
});

describe('log verify', () => {
  it('holds for the log of the workspace and for a file, which needs no workspace', async () => {
    const desk = await loggedDesk();
    const { head } = await desk.done('log', 'export', '--format', 'jsonl', '--out', 'log.jsonl');
    expect(await desk.done('log', 'verify')).toEqual({ ok: true, entries: 5, head });
    const { status, json } = await runCli(['log', 'verify', 'log.jsonl', '--json'], {
      env: { DUEBOOK_HOME: join(desk.folder, 'nobody') },
      folder: desk.folder,
    });
    expect({ status, json }).toEqual({ status: 0, json: { ok: true, entries: 5, head, complete: true } });
  });

  it.each([
    ['a changed text', (text: string) => text.replace('Zweite', 'Dritte'), 5],
    ['a changed name', (text: string) => text.replace('"actor":"Ben Osei"', '"actor":"Eve"'), 5],
    [
      'a line that is missing',
      (text: string) =>
        text
          .split('\n')
          .filter((_line, at) => at !== 2)
          .join('\n'),
      3,
    ],
    ['two lines that changed places', swapped, 3],
    ['an end that is cut off', (text: string) => text.split('\n').slice(0, 3).join('\n'), 4],
    ['a text that is no log', () => 'hello\n', 1],
  ])('finds %s and names the first bad entry', async (_what, tamper, seq) => {
    const desk = await loggedDesk();
    await desk.done('log', 'export', '--format', 'jsonl', '--out', 'log.jsonl');
    const file = desk.file('bad.jsonl', tamper(readFileSync(join(desk.folder, 'log.jsonl'), 'utf8')));
    const { status, json } = await desk.run('log', 'verify', file);
    expect(status).toBe(1);
    expect(json).toMatchObject({ ok: false, firstBad: { seq, reason: expect.any(String) } });
  });

  it('says it in words to people', async () => {
    const desk = await loggedDesk();
    const shown = await desk.show('log', 'verify', desk.file('bad.jsonl', 'hello\n'));
    expect(shown.status).toBe(1);
    expect(shown.stdout).toContain('The first bad entry is 1');
  });
});

function swapped(text: string): string {
  const lines = text.split('\n');
  return [...lines.slice(0, 2), lines[3], lines[2], ...lines.slice(4)].join('\n');
}
