import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { xlsxTable } from '../../../electron/engine/connectors/files/xlsx-table.ts';
import { exportAging } from '../../../electron/engine/services/worklist/export-aging.ts';
import { exportWorklist } from '../../../electron/engine/services/worklist/export-worklist.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { readXlsx } from '../../unit/exports/read-xlsx.ts';

/** Three currencies with two, no and three decimals; today is the 1st of June. */
async function books() {
  const engine = await engineTest({ timeZone: 'Europe/Berlin' });
  const invoice = { invoiceDate: '2026-03-01', dueDate: '2026-04-20' };
  await importRows(engine.workspace, [
    {
      ...invoice,
      customerNumber: 'A',
      customerName: '=Anker AG',
      invoiceNumber: '1',
      amount: '1234.50',
      currency: 'EUR',
    },
    {
      ...invoice,
      customerNumber: 'B',
      customerName: 'Beppu KK',
      invoiceNumber: '2',
      amount: '98765',
      currency: 'JPY',
    },
    {
      ...invoice,
      customerNumber: 'C',
      customerName: 'Cavan WLL',
      invoiceNumber: '3',
      amount: '7.125',
      currency: 'KWD',
    },
    {
      ...invoice,
      customerNumber: 'A',
      customerName: '=Anker AG',
      invoiceNumber: '4',
      amount: '-34.50',
      currency: 'EUR',
      dueDate: '',
    },
  ]);
  return engine;
}

const exportOf = async (format: 'csv' | 'xlsx', by: 'total' | 'account' = 'account') =>
  exportAging((await books()).workspace, { format, basis: 'due', by });

async function sheetRows(bytes: Uint8Array, sheet: string): Promise<readonly (readonly string[])[]> {
  const table = await xlsxTable(bytes, 'aging.xlsx', { sheet });
  const rows: (readonly string[])[] = [];
  for await (const chunk of table.rows()) rows.push(...chunk.rows.map((row) => row.cells));
  return rows;
}

const records = (bytes: Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(bytes), { bom: true, columns: true });

describe('the aging as a workbook', () => {
  it('has a sheet of totals and one of accounts, each with what it is about above its table', async () => {
    const { bytes, name, rows } = await exportOf('xlsx');
    expect([name, rows]).toEqual(['aging-2026-06-01.xlsx', 3]);
    expect((await xlsxTable(bytes, name, {})).sheets).toEqual(['Totals', 'By account']);
    for (const sheet of ['Totals', 'By account']) {
      const texts = (await sheetRows(bytes, sheet)).map(([first = '']) => first);
      expect(texts[0]).toMatch(/^Aging of /);
      expect(texts[1]).toBe('As of 1 Jun 2026, by due date');
      expect(texts[2]).toMatch(/^Figures as of 1 Jun 2026,? 14:00$/);
    }
  });

  it('keeps the decimals of each currency, and adds none of them up', async () => {
    const { bytes } = await exportOf('xlsx', 'total');
    const rows = await sheetRows(bytes, 'Totals');
    const head = rows.find((cells) => cells[0] === 'Currency') ?? [];
    const column = (title: string) => head.indexOf(title);
    const figures = ['EUR', 'JPY', 'KWD'].map((currency) => {
      const row = rows.find((cells) => cells[0] === currency) ?? [];
      return [currency, row[column('31–60')], row[column('Credits')], row[column('Net')]];
    });
    expect(figures).toEqual([
      ['EUR', '1234.5', '-34.5', '1200'],
      ['JPY', '98765', '0', '98765'],
      ['KWD', '7.125', '0', '7.125'],
    ]);
    const formats = (await readXlsx(bytes)).rows.map((row) => row.get('D')?.format);
    expect(formats).toEqual(expect.arrayContaining(['#,##0.00', '#,##0', '#,##0.000']));
  });

  it('runs nothing that a name says', async () => {
    const { bytes } = await exportOf('xlsx');
    expect((await sheetRows(bytes, 'By account')).some((cells) => cells[1] === '=Anker AG')).toBe(true);
    expect(
      (await readXlsx(bytes)).rows.every((row) => [...row.values()].every((cell) => !cell.formula)),
    ).toBe(true);
  });
});

describe('the aging as a CSV', () => {
  it('has plain decimals, ISO dates, the age of its figures in each row, and defused names', async () => {
    const [first, ...others] = records((await exportOf('csv')).bytes);
    expect(first).toMatchObject({
      Number: 'A',
      Account: "'=Anker AG",
      Currency: 'EUR',
      '31–60': '1234.50',
      Credits: '-34.50',
      Net: '1200.00',
      'As of': '2026-06-01',
    });
    expect(first?.['Figures of (UTC)']).toMatch(/^2026-06-01T12:\d\d:\d\d\.\d{3}Z$/);
    expect(others.map((row) => row.Net)).toEqual(['98765', '7.125']);
  });

  it('has a row for each currency when totals are asked for', async () => {
    const rows = records((await exportOf('csv', 'total')).bytes);
    expect(rows.map((row) => row.Currency)).toEqual(['EUR', 'JPY', 'KWD']);
    expect(rows.every((row) => row.Account === undefined)).toBe(true);
  });

  it('names its buckets by the edges of the settings', async () => {
    const { workspace } = await books();
    await workspace.db.write('changeSettings', { groups: { agingEdges: [10, 20, 45] } }, workspace.context());
    const { bytes } = await exportAging(workspace, { format: 'csv', basis: 'due', by: 'account' });
    expect(Object.keys(records(bytes)[0] ?? {})).toEqual(
      expect.arrayContaining(['1–10', '11–20', '21–45', '46+']),
    );
  });
});

describe('the worklist as a workbook', () => {
  it('says above its table whose list it is and how old its figures are, with real dates and numbers', async () => {
    const { workspace } = await books();
    await workspace.db.write(
      'setNextAction',
      {
        accountIds: [(await workspace.db.read('findAccount', { key: 'C' })).id],
        action: { kind: 'call', date: '2026-06-03' as never, note: null },
      },
      workspace.context(),
    );
    const { bytes, rows } = await exportWorklist(workspace, {
      filter: worklistFilterSchema.parse({}),
      sort: { key: 'name', descending: false },
      format: 'xlsx',
    });
    expect(rows).toBe(3);
    const cells = await sheetRows(bytes, 'Worklist');
    expect(cells[0]?.[0]).toMatch(/^Worklist of /);
    expect(cells[2]?.[0]).toMatch(/^Figures as of 1 Jun 2026/);
    const cavan = cells.find((row) => row[2] === 'Cavan WLL') ?? [];
    expect(cavan.slice(3, 6)).toEqual(['KWD', '7.125', '7.125']);
    expect(cavan).toContain('2026-06-03');
  });
});
