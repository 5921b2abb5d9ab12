import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const row = (number: string, openAmount: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora',
  invoiceNumber: number,
  invoiceDate: '2026-04-01',
  dueDate: '2026-04-15',
  amount: '100.00',
  openAmount,
  ...more,
});
const warned = (outcome: ImportOutcome) =>
  Object.fromEntries(outcome.warnings.map(({ code, count }) => [code, count]));
const open = (engine: EngineTest) =>
  Object.fromEntries(
    engine
      .rows("SELECT number, open_minor FROM document WHERE kind = 'invoice' ORDER BY number")
      .map((each) => [each.number, each.open_minor]),
  );
const load = (engine: EngineTest, rows: readonly FileRow[], asOf: string | null) =>
  importRows(engine.workspace, rows, { asOf });

describe('an export that is older than the books', () => {
  it('leaves newer figures alone, says so with both days, and takes what is not known yet', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '20.00'), row('2', '100.00', { dueDate: '2026-04-30' })], '2026-05-31');
    const older = await load(
      engine,
      [row('1', '100.00'), row('2', '100.00', { dueDate: '2026-04-30' }), row('3', '70.00')],
      '2026-04-30',
    );
    expect(older.rows).toMatchObject({ imported: 1, updated: 0, unchanged: 2 });
    expect(warned(older)).toEqual({ older_export: 1, older_export_new: 1 });
    const [kept] = older.warnings;
    expect(kept?.message).toContain('2026-05-31');
    expect(kept?.message).toContain('2026-04-30');
    expect(open(engine)).toEqual({ 1: 2_000, 2: 10_000, 3: 7_000 });
    const [batch] = await engine.workspace.db.read('importHistory', null);
    expect(JSON.parse(batch?.resultJson ?? '{}').warnings).toMatchObject([
      { code: 'older_export', count: 1 },
      { code: 'older_export_new', count: 1 },
    ]);
  });

  it('does not overwrite a figure that a newer export only confirmed', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '100.00')], '2026-04-30');
    await load(engine, [row('1', '100.00')], '2026-05-31');
    const between = await load(engine, [row('1', '40.00')], '2026-05-15');
    expect(warned(between)).toEqual({ older_export: 1 });
    expect(open(engine)).toEqual({ 1: 10_000 });
  });

  it('does not open again what a newer export said was paid', async () => {
    const engine = await engineTest();
    const paid = {
      invoiceNumber: '1',
      customerNumber: 'A',
      amount: '100.00',
      dueDate: '2026-04-15',
      invoiceDate: '2026-04-01',
    };
    await load(engine, [{ ...paid, paidDate: '2026-05-20' }], '2026-05-31');
    const older = await importRows(engine.workspace, [paid], { asOf: '2026-04-30', columns: ['paidDate'] });
    expect(warned(older)).toEqual({ older_export: 1 });
    expect(open(engine)).toEqual({ 1: 0 });
  });

  it('leaves newer unapplied cash alone', async () => {
    const engine = await engineTest();
    const cash = (unapplied: string) =>
      row('P1', `-${unapplied}`, { transactionType: 'Payment', amount: '-100.00' });
    const unapplied = () => engine.value('SELECT SUM(unapplied_minor) FROM payment');
    await load(engine, [cash('30.00')], '2026-05-31');
    expect(warned(await load(engine, [cash('100.00')], '2026-04-30'))).toEqual({ older_export: 1 });
    expect(unapplied()).toBe(3_000);
    await load(engine, [cash('10.00')], '2026-06-01');
    expect(unapplied()).toBe(1_000);
  });

  it('counts as newer from its own day on: the same day corrects', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '100.00')], '2026-05-31');
    expect(warned(await load(engine, [row('1', '60.00')], '2026-05-31'))).toEqual({});
    expect(open(engine)).toEqual({ 1: 6_000 });
  });

  it('is taken as it comes where one of the two days is not known', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '100.00')], '2026-05-31');
    expect(warned(await load(engine, [row('1', '60.00')], null))).toEqual({});
    expect(warned(await load(engine, [row('1', '50.00')], '2026-04-30'))).toEqual({});
    expect(open(engine)).toEqual({ 1: 5_000 });
  });

  it('is not locked out by an export with a day that is still to come', async () => {
    const engine = await engineTest();
    engine.clock.goTo('2026-06-01' as never);
    await load(engine, [row('1', '100.00')], '2026-12-31');
    engine.clock.goTo('2026-06-10' as never);
    expect(warned(await load(engine, [row('1', '60.00')], '2026-06-10'))).toEqual({});
    expect(open(engine)).toEqual({ 1: 6_000 });
  });

  it('changes nothing when it is imported a second time, and is undone row for row', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '20.00'), row('2', '100.00')], '2026-05-31');
    const before = dumpTables(engine.files.open('reader'));
    const older = await load(engine, [row('1', '100.00'), row('3', '70.00')], '2026-04-30');
    const again = await load(engine, [row('1', '100.00'), row('3', '70.00')], '2026-04-30');
    expect(again).toMatchObject({ batch: null, rows: { imported: 0, updated: 0, unchanged: 2 } });
    const batchId = older.batch as ImportBatchId;
    await engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
  });

  it('gives its place back when the newer one is undone', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '100.00')], '2026-04-30');
    const before = dumpTables(engine.files.open('reader'));
    const newer = await load(engine, [row('1', '100.00')], '2026-05-31');
    const batchId = newer.batch as ImportBatchId;
    await engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
    expect(warned(await load(engine, [row('1', '40.00')], '2026-05-15'))).toEqual({});
    expect(open(engine)).toEqual({ 1: 4_000 });
  });

  it('does not miss, as a complete list, what was told of after its day', async () => {
    const engine = await engineTest();
    await load(engine, [row('1', '100.00'), row('2', '100.00', { invoiceDate: '2026-05-02' })], null);
    await load(engine, [row('3', '100.00')], '2026-05-31');
    const older = await importRows(engine.workspace, [row('4', '1.00')], {
      complete: true,
      asOf: '2026-04-30',
    });
    expect(older.gone.map((item) => item.number)).toEqual(['1']);
  });
});
