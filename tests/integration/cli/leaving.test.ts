import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { xlsxTable } from '../../../electron/engine/connectors/files/xlsx-table.ts';
import { isSignedBy, webhookReceiver } from '../../support/webhook-receiver.ts';
import { type CliDesk, importLedger, preparedDesk } from './command-line.ts';

const books = () =>
  preparedDesk('leaving', async (desk) => {
    await importLedger(desk);
    await desk.done('touch', 'add', '--account', '0007', '--kind', 'note', '--text', 'Before');
  });

const rows = (path: string): Record<string, string>[] =>
  parse(readFileSync(path), { bom: true, columns: true });

async function note(desk: CliDesk, text: string) {
  await desk.done('touch', 'add', '--account', '0007', '--kind', 'note', '--text', text);
}

describe('worklist export and aging export', () => {
  it('write what the lists show, as a workbook and as CSV', async () => {
    const desk = await books();
    const { total } = await desk.done('worklist');
    const out = join(desk.folder, 'list.xlsx');
    expect(await desk.done('worklist', 'export', '--format', 'xlsx', '--out', out)).toMatchObject({
      file: out,
      rows: total,
    });
    expect((await xlsxTable(readFileSync(out), 'list.xlsx', {})).sheets).toEqual(['Worklist']);
    const aging = await desk.done('aging', '--by', 'account');
    const file = join(desk.folder, 'aging.csv');
    await desk.done('aging', 'export', '--format', 'csv', '--out', file);
    expect(rows(file).map((row) => [row.Number, row.Net])).toEqual(
      aging.accounts.map((row: { account: { number: string }; net: string }) => [
        row.account.number,
        row.net,
      ]),
    );
    const book = join(desk.folder, 'aging.xlsx');
    await desk.done('aging', 'export', '--format', 'xlsx', '--out', book, '--basis', 'invoice');
    expect((await xlsxTable(readFileSync(book), 'aging.xlsx', {})).sheets).toEqual(['Totals', 'By account']);
  });

  it('refuse a form and a place that do not exist', async () => {
    const desk = await books();
    const out = join(desk.folder, 'nowhere', 'x.csv');
    expect(await desk.refused('aging', 'export', '--format', 'csv', '--out', out)).toMatchObject({
      code: 'bad_file',
    });
    expect(await desk.refused('worklist', 'export', '--format', 'pdf', '--out', 'x.pdf')).toMatchObject({
      code: 'validation',
    });
  });
});

describe('crm export', () => {
  it('writes one file for Salesforce and one for each kind of touchpoint for HubSpot', async () => {
    const desk = await books();
    await desk.done('touch', 'add', '--account', '0008', '--kind', 'call', '--outcome', 'voicemail');
    const tasks = join(desk.folder, 'tasks.csv');
    const what = ['--what', 'touchpoints', '--out'];
    expect(await desk.done('crm', 'export', '--for', 'salesforce', ...what, tasks)).toMatchObject({
      files: [{ file: tasks, rows: 2 }],
    });
    expect(rows(tasks).map((row) => row.TaskSubtype)).toEqual(['Task', 'Call']);
    const out = join(desk.folder, 'crm.csv');
    await desk.done('crm', 'export', '--for', 'hubspot', ...what, out);
    expect(existsSync(out)).toBe(false);
    expect(rows(join(desk.folder, 'crm-calls.csv'))[0]).toMatchObject({ 'Company name': 'Contoso' });
    const one = join(desk.folder, 'notes.csv');
    await desk.done(
      'crm',
      'export',
      '--for',
      'hubspot',
      ...what,
      one,
      '--kind',
      'notes',
      '--account',
      '0007',
    );
    expect(rows(one)[0]?.['Note body']).toContain('Before');
    const { entries } = await desk.done('log', 'list');
    expect(entries.filter((entry: { kind: string }) => entry.kind === 'crm_exported')).toHaveLength(3);
  });

  it('says what it takes', async () => {
    const desk = await books();
    const out = ['--out', join(desk.folder, 'x.csv')];
    const refused = await desk.refused('crm', 'export', '--for', 'pipedrive', '--what', 'accounts', ...out);
    expect(refused).toMatchObject({ code: 'validation', field: 'for' });
    const both = await desk.run(
      'crm',
      'export',
      '--for',
      'hubspot',
      '--what',
      'accounts',
      ...out,
      '--account',
      '0007',
      '--view',
      'x',
    );
    expect(both.status).toBe(2);
  });
});

describe('webhook', () => {
  it('is set, tried, told by, paused, resumed and turned off, and never prints its address or a kept secret', async () => {
    const desk = await books();
    const receiver = await webhookReceiver();
    expect(await desk.done('webhook', 'status')).toEqual({ webhook: { state: 'off' } });
    expect(await desk.refused('webhook', 'test')).toMatchObject({ code: 'not_found' });
    const set = await desk.done('webhook', 'set', receiver.url, '--event', 'note', '--texts');
    expect(set.webhook).toMatchObject({ state: 'on', kinds: ['note'], withText: true, waiting: 0 });
    expect(set.secret).toHaveLength(43);
    expect(JSON.stringify(set)).not.toContain('path-secret');
    expect(await desk.done('webhook', 'test')).toMatchObject({ ok: true });
    await note(desk, 'They pay on Friday.');
    expect(await desk.done('webhook', 'send')).toMatchObject({ delivered: 1, webhook: { waiting: 0 } });
    expect(receiver.received.map(({ event }) => event.type)).toEqual(['test', 'note']);
    expect(receiver.received.every((event) => isSignedBy(set.secret, event))).toBe(true);
    receiver.answerWith(410);
    await note(desk, 'Another');
    const sent = await desk.run('webhook', 'send');
    expect([sent.status, sent.json.webhook.state]).toEqual([1, 'paused']);
    expect((await desk.run('webhook', 'test')).status).toBe(1);
    expect(await desk.done('webhook', 'resume', '--skip')).toMatchObject({
      webhook: { state: 'on', waiting: 0 },
    });
    expect((await desk.done('webhook', 'set', receiver.url, '--event', 'call')).secret).toBeUndefined();
    expect(await desk.done('webhook', 'off')).toEqual({ turnedOff: true });
  });

  it('refuses an address without TLS, an unknown kind of event, and a secret that is not there', async () => {
    const desk = await books();
    expect(await desk.refused('webhook', 'set', 'http://crm.example/x')).toMatchObject({
      code: 'validation',
      field: 'url',
    });
    expect(await desk.refused('webhook', 'set', 'https://crm.example/x', '--event', 'weather')).toMatchObject(
      { code: 'validation' },
    );
    expect(
      await desk.refused('webhook', 'set', 'https://crm.example/x', '--secret-env', 'NOT_SET'),
    ).toMatchObject({ code: 'validation' });
  });
});
