import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../../electron/engine/services/worklist/export-worklist.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const sort = { key: 'overdue', descending: true } as const;
const all = worklistFilterSchema.parse({});

/** A paid its invoice on the 10th of June; B still owes. Today is the 1st of July. */
async function books() {
  const engine = await engineTest();
  engine.clock.goTo('2026-07-01' as never);
  const invoice = { invoiceNumber: '1', invoiceDate: '2026-05-01', dueDate: '2026-05-15' };
  await importRows(engine.workspace, [
    { ...invoice, customerNumber: 'A', amount: '300.00', paidDate: '2026-06-10' },
    { ...invoice, customerNumber: 'B', amount: '200.00' },
  ]);
  return engine.workspace;
}

const rowsOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').slice(1, 6));

describe('the export of the worklist', () => {
  it('holds the figures of today', async () => {
    const file = await exportWorklist(await books(), { filter: all, sort, format: 'csv' });
    expect(file.name).toBe('worklist-2026-07-01.csv');
    expect(rowsOf(file.bytes)).toEqual([['B', 'B', 'USD', '200.00', '200.00']]);
  });

  it('holds the figures of an earlier day, and is named after it', async () => {
    const asOf = plainDate('2026-06-09');
    const file = await exportWorklist(await books(), { filter: all, sort, format: 'csv', asOf });
    expect(file.name).toBe('worklist-2026-06-09.csv');
    expect(rowsOf(file.bytes)).toEqual([
      ['A', 'A', 'USD', '300.00', '300.00'],
      ['B', 'B', 'USD', '200.00', '200.00'],
    ]);
  });

  it('holds only what the filter leaves, in its order', async () => {
    const workspace = await books();
    const asOf = plainDate('2026-06-09');
    const filter = worklistFilterSchema.parse({ minOverdue: 25_000 });
    const few = await exportWorklist(workspace, { filter, sort, format: 'csv', asOf });
    expect(rowsOf(few.bytes).map(([number]) => number)).toEqual(['A']);
    const upwards = { ...sort, descending: false };
    const turned = await exportWorklist(workspace, { filter: all, sort: upwards, format: 'csv', asOf });
    expect(rowsOf(turned.bytes).map(([number]) => number)).toEqual(['B', 'A']);
  });
});
