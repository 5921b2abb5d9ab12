import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyDesk } from './command-line.ts';

const FILE = join(import.meta.dirname, '../../../../shared/data/invoices/ibm_accounts_receivable.csv');
const available = existsSync(FILE);
if (!available)
  console.log('The public sample of settled invoices is not beside the checkout: its tests are skipped.');

const MAPPING = {
  kind: 'invoices',
  currency: 'USD',
  dateFormat: 'M/d/yyyy',
  decimal: '.',
  columns: {
    customerNumber: 'customerID',
    customerName: null,
    invoiceNumber: 'invoiceNumber',
    invoiceDate: 'InvoiceDate',
    dueDate: 'DueDate',
    amount: 'InvoiceAmount',
    openAmount: null,
    currency: null,
    paidDate: 'SettledDate',
    disputed: 'Disputed',
    country: 'countryCode',
    terms: null,
    poNumber: null,
    email: null,
  },
};
const AS_OF = ['--as-of', '2013-06-30'] as const;

describe.skipIf(!available)('the whole job on a real ledger', () => {
  it('goes from an empty folder to a verified log with the figures of that day', async () => {
    const desk = emptyDesk();
    const { workspace } = await desk.done(
      ...[
        'workspace',
        'create',
        desk.workspace,
        '--name',
        'Telco',
        '--currency',
        'USD',
        '--time-zone',
        'UTC',
      ],
    );
    expect(workspace).toMatchObject({ name: 'Telco', path: desk.workspace, currency: 'USD' });

    const map = desk.file('map.json', JSON.stringify(MAPPING));
    const imported = await desk.done('import', FILE, '--map', map);
    expect(imported.rows).toEqual({
      ...{ read: 2466, imported: 2466, updated: 0, unchanged: 0, skipped: 0, rejected: 0 },
    });
    expect(imported).toMatchObject({ customers: 100, invoices: 2466, rejected: [], gone: [] });
    expect(imported.totals).toEqual([{ currency: 'USD', open: '0.00' }]);

    const { totals } = await desk.done('aging', ...AS_OF);
    expect(totals).toEqual([
      {
        ...{ currency: 'USD', current: '4284.29', d1_30: '835.56', d31_60: '0.00', d61_90: '0.00' },
        ...{ d91_plus: '0.00', gross: '5119.85', credits: '0.00', unapplied: '0.00', net: '5119.85' },
        invoices: 84,
      },
    ]);
    const today = await desk.done('aging');
    expect(today.totals[0]).toMatchObject({ gross: '0.00', net: '0.00', invoices: 0 });

    const list = await desk.done('worklist', ...AS_OF);
    expect(list).toMatchObject({ asOf: '2013-06-30', total: list.items.length });
    const overdue = list.items.reduce(
      (sum: number, item: { overdue: string }) => sum + Number(item.overdue) * 100,
      0,
    );
    expect(Math.round(overdue)).toBe(83_556);

    const number: string = list.items[0].account.number;
    const letter = await desk.done(
      'draft',
      'create',
      '--account',
      number,
      '--template',
      'friendly',
      ...AS_OF,
    );
    expect(letter.draft.unresolved).toEqual([]);
    expect(letter.draft.invoices.length).toBeGreaterThan(0);
    const touch = await desk.done(
      'touch',
      'add',
      '--account',
      number,
      '--kind',
      'note',
      '--text',
      'Sent it.',
    );
    const { timeline } = await desk.done('account', 'show', number);
    expect(timeline.map((entry: { summary: string }) => entry.summary)).toContain('Note: Sent it.');

    const out = join(desk.folder, 'log.jsonl');
    const exported = await desk.done('log', 'export', '--format', 'jsonl', '--out', out);
    expect(exported).toEqual({ file: out, entries: touch.seq, head: { seq: touch.seq, hash: touch.hash } });
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(touch.seq + 1);
    expect(await desk.done('log', 'verify', out)).toMatchObject({
      ok: true,
      entries: touch.seq,
      complete: true,
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const desk = emptyDesk();
    await desk.done('workspace', 'create', desk.workspace, '--name', 'Telco', '--currency', 'USD');
    const map = desk.file('map.json', JSON.stringify(MAPPING));
    await desk.done('import', FILE, '--map', map);
    const before = await desk.done('log', 'verify');
    const again = await desk.done('import', FILE, '--map', map);
    expect(again).toMatchObject({
      batch: null,
      rows: { imported: 0, updated: 0, unchanged: 2466, rejected: 0 },
    });
    expect(await desk.done('log', 'verify')).toEqual(before);
  });
});
