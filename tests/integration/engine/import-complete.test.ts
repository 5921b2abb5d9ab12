import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const row = (number: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora',
  invoiceNumber: number,
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-15',
  amount: '100.00',
  openAmount: '100.00',
  ...more,
});
const batchOf = (outcome: ImportOutcome) => outcome.batch as ImportBatchId;
const complete = (engine: EngineTest, rows: readonly FileRow[], asOf = '2026-06-01') =>
  importRows(engine.workspace, rows, { complete: true, asOf });
const close = (engine: EngineTest, batchId: ImportBatchId, items: readonly string[]) =>
  engine.workspace.db.write('closeGone', { batchId, items }, engine.workspace.context());

describe('a complete export', () => {
  it('names what it does not list any more and closes nothing by itself', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      row('1'),
      row('2'),
      row('3', { amount: '-5.00', openAmount: '-5.00' }),
      row('4', { openAmount: '0.00' }),
    ]);
    const outcome = await complete(engine, [row('1')]);
    expect(outcome.gone).toMatchObject([
      { number: '2', openMinor: 10_000, customerNumber: 'A', customerName: 'Aurora', currency: 'USD' },
      { number: '3', openMinor: 500 },
    ]);
    expect(engine.value('SELECT COUNT(*) FROM document WHERE open_minor > 0')).toBe(3);
    expect((await importRows(engine.workspace, [row('1', { poNumber: 'x' })])).gone).toEqual([]);
  });

  it('does not miss an invoice whose row could not be read, nor take a list of payments for one of invoices', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    expect((await complete(engine, [row('1'), row('2', { dueDate: '2026-02-30' })])).gone).toEqual([]);
    const payments = await importRows(
      engine.workspace,
      [{ customerNumber: 'A', paymentDate: '2026-05-20', amount: '1.00' }],
      {
        kind: 'payments',
        complete: true,
        asOf: '2026-06-01',
      },
    );
    expect(payments.gone).toEqual([]);
  });

  it('closes on its date what a person says, and only that', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2'), row('3')], { asOf: '2026-05-20' });
    const outcome = await complete(engine, [row('1')]);
    const [second] = outcome.gone;
    const listed = engine.value("SELECT id FROM document WHERE number = '1'") as string;
    const before = engine.value('SELECT COUNT(*) FROM touchpoint');
    engine.clock.goTo('2026-06-05' as never);
    const { output, entries } = await close(engine, batchOf(outcome), [
      second?.id ?? '',
      listed,
      'no such document' as string,
    ]);
    expect(output).toEqual({ closed: 1 });
    expect(entries).toHaveLength(1);
    expect(await engine.openAt('A', '2026-06-05')).toEqual({ 1: 10_000, 3: 10_000 });
    expect(await engine.openAt('A', '2026-05-31')).toEqual({ 1: 10_000, 2: 10_000, 3: 10_000 });
    expect(await engine.openAt('A', '2026-06-01')).toEqual({ 1: 10_000, 3: 10_000 });
    const again = await close(engine, batchOf(outcome), [second?.id ?? '']);
    expect(again).toEqual({ output: { closed: 0 }, entries: [] });
    expect(engine.value('SELECT COUNT(*) FROM touchpoint')).toBe(Number(before) + 1);
  });

  it('is closed upon only while it is the newest import that stands', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const outcome = await complete(engine, [row('1')]);
    const ids = outcome.gone.map((invoice) => invoice.id);
    await importRows(engine.workspace, [row('2', { openAmount: '40.00' })]);
    await expect(close(engine, batchOf(outcome), ids)).rejects.toMatchObject({ code: 'conflict' });
    expect(await engine.openAt('A', '2026-06-01')).toEqual({ 1: 10_000, 2: 4_000 });
  });

  it('is undone with what was closed upon it, row for row', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const before = dumpTables(engine.files.open('reader'));
    const outcome = await complete(engine, [row('1', { poNumber: 'new' })]);
    await close(
      engine,
      batchOf(outcome),
      outcome.gone.map((invoice) => invoice.id),
    );
    await engine.workspace.db.write('undoImport', { batchId: batchOf(outcome) }, engine.workspace.context());
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
    await expect(close(engine, batchOf(outcome), [])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('brings a closed invoice back when a newer file lists it as open', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')], { asOf: '2026-05-20' });
    const outcome = await complete(engine, [row('1')]);
    await close(
      engine,
      batchOf(outcome),
      outcome.gone.map((invoice) => invoice.id),
    );
    engine.clock.goTo('2026-07-01' as never);
    await complete(engine, [row('1'), row('2')], '2026-07-01');
    expect(await engine.openAt('A', '2026-07-01')).toEqual({ 1: 10_000, 2: 10_000 });
    expect(await engine.openAt('A', '2026-06-15')).toEqual({ 1: 10_000 });
  });
});

describe('undoing imports', () => {
  const undo = (engine: EngineTest, outcome: ImportOutcome) =>
    engine.workspace.db.write('undoImport', { batchId: batchOf(outcome) }, engine.workspace.context());

  it('goes from the newest backwards', async () => {
    const engine = await engineTest();
    const first = await importRows(engine.workspace, [row('1')]);
    const second = await importRows(engine.workspace, [row('2')]);
    await expect(undo(engine, first)).rejects.toMatchObject({ code: 'conflict' });
    expect((await engine.workspace.db.read('importHistory', null)).map((batch) => batch.undoable)).toEqual([
      true,
      false,
    ]);
    await undo(engine, second);
    expect((await undo(engine, second)).entries).toEqual([]);
    await undo(engine, first);
    expect(engine.value('SELECT COUNT(*) FROM document')).toBe(0);
    expect(engine.value('SELECT COUNT(*) FROM account')).toBe(0);
    await expect(undo(engine, { ...first, batch: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets the same file be imported again', async () => {
    const engine = await engineTest();
    await undo(engine, await importRows(engine.workspace, [row('1')]));
    const again = await importRows(engine.workspace, [row('1')]);
    expect(again).toMatchObject({ rows: { imported: 1 } });
    expect(again.batch).not.toBeNull();
  });

  it('keeps an account that somebody has worked on, without its documents', async () => {
    const engine = await engineTest();
    const outcome = await importRows(engine.workspace, [
      row('1'),
      row('2', { customerNumber: 'B', customerName: 'Boreal' }),
    ]);
    const accountId = await engine.account('A');
    await engine.workspace.db.write(
      'addTouchpoint',
      { accountId, kind: 'note', outcome: null, text: 'Called them.' },
      engine.workspace.context(),
    );
    await undo(engine, outcome);
    expect(engine.rows('SELECT number FROM account')).toEqual([{ number: 'A' }]);
    const { entries } = await engine.workspace.db.read('timeline', {
      id: accountId,
      group: 'all',
      limit: 10,
      cursor: null,
    });
    expect(entries.map((entry) => entry.text)).toEqual(['Called them.']);
    expect((await importRows(engine.workspace, [row('1')])).rows.imported).toBe(1);
    expect(engine.value('SELECT COUNT(*) FROM account')).toBe(1);
  });

  it('forgets an invoice that the file had twice', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('0')]);
    const before = dumpTables(engine.files.open('reader'));
    const outcome = await importRows(engine.workspace, [
      row('1'),
      row('1'),
      row('2', { openAmount: '20.00' }),
    ]);
    await undo(engine, outcome);
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
  });

  it('gives back the date of the figures', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1')], { asOf: '2026-05-10' });
    const freshness = () => engine.value('SELECT fresh_at FROM ledger');
    expect(freshness()).toBe('2026-05-10T23:59:59.999Z');
    const newer = await importRows(engine.workspace, [row('2')], { asOf: '2026-05-30' });
    await importRows(engine.workspace, [row('3')], { asOf: '2026-05-20' }).then((outcome) =>
      undo(engine, outcome),
    );
    expect(freshness()).toBe('2026-05-30T23:59:59.999Z');
    await undo(engine, newer);
    expect(freshness()).toBe('2026-05-10T23:59:59.999Z');
  });
});
