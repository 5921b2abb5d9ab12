import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const row = (number: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora',
  transactionType: 'Invoice',
  invoiceNumber: number,
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-15',
  amount: '100.00',
  openAmount: '100.00',
  ...more,
});
const cash = (number: string) =>
  row(number, { transactionType: 'Payment', amount: '-80.00', openAmount: '-30.00' });
const complete = (engine: EngineTest, rows: readonly FileRow[], asOf = '2026-06-01') =>
  importRows(engine.workspace, rows, { complete: true, asOf });
const asked = (outcome: ImportOutcome) => ({
  batchId: outcome.batch as ImportBatchId,
  items: outcome.gone.map(({ id }) => id),
});
const write = (
  engine: EngineTest,
  command: 'closeGone' | 'reopenGone',
  input: { readonly batchId: ImportBatchId; readonly items: readonly string[] },
) => engine.workspace.db.write(command, input, engine.workspace.context());
const unapplied = (engine: EngineTest) => engine.value('SELECT SUM(unapplied_minor) FROM payment');
const history = async (engine: EngineTest) => engine.workspace.db.read('importHistory', null);

describe('unapplied payments that a complete export does not list', () => {
  it('are asked about with what is not applied of them, and closed when a person says so', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), cash('P1'), cash('P2')]);
    const outcome = await complete(engine, [row('1'), cash('P2')]);
    expect(outcome.gone).toMatchObject([{ kind: 'payment', openMinor: 3_000, customerNumber: 'A' }]);
    expect(unapplied(engine)).toBe(6_000);
    await write(engine, 'closeGone', asked(outcome));
    expect(unapplied(engine)).toBe(3_000);
  });

  it('are asked about also when the list has no payments left', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), cash('P1')]);
    expect((await complete(engine, [row('1')])).gone).toMatchObject([{ kind: 'payment' }]);
  });

  it('are not missed in a list of invoices when a list of payments brought them', async () => {
    const engine = await engineTest();
    await importRows(
      engine.workspace,
      [{ customerNumber: 'A', paymentDate: '2026-05-20', paymentReference: 'X', amount: '30.00' }],
      { kind: 'payments' },
    );
    expect((await complete(engine, [row('1')])).gone).toEqual([]);
    expect((await complete(engine, [row('1'), cash('P1')])).gone).toMatchObject([{ openMinor: 3_000 }]);
  });
});

describe('the same complete file a second time', () => {
  it('points to the import upon which its questions can be answered', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const first = await complete(engine, [row('1')]);
    const entries = engine.value('SELECT COUNT(*) FROM touchpoint');
    const second = await complete(engine, [row('1')]);
    expect(second).toMatchObject({ batch: first.batch, rows: { unchanged: 1 }, gone: first.gone });
    expect(engine.value('SELECT COUNT(*) FROM touchpoint')).toBe(entries);
    expect((await write(engine, 'closeGone', asked(second))).output).toEqual({ closed: 1 });
    expect(await complete(engine, [row('1')])).toMatchObject({ batch: null, gone: [] });
  });

  it('asks anew when another file came in between', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const first = await complete(engine, [row('1')], '2026-05-30');
    await importRows(engine.workspace, [row('3')], { asOf: '2026-05-31' });
    const second = await complete(engine, [row('1')], '2026-05-30');
    expect(second.batch).not.toBe(first.batch);
    expect(second.gone.map(({ number }) => number)).toEqual(['2']);
    expect((await write(engine, 'closeGone', asked(second))).output).toEqual({ closed: 1 });
  });

  it('asks when it was only a part before', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    await importRows(engine.workspace, [row('1')], { asOf: '2026-06-01' });
    const outcome = await complete(engine, [row('1')]);
    expect(outcome.gone).toHaveLength(1);
    expect((await write(engine, 'closeGone', asked(outcome))).output).toEqual({ closed: 1 });
  });

  it('names no batch in a trial', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    await complete(engine, [row('1')]);
    const trial = await importRows(engine.workspace, [row('1')], {
      complete: true,
      asOf: '2026-06-01',
      dryRun: true,
    });
    expect(trial).toMatchObject({ batch: null, gone: [{ number: '2' }] });
  });
});

describe('opening closed items again', () => {
  it('brings the books back to how they were before the closing, and can be said of each item', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2'), cash('P1')], { asOf: '2026-05-20' });
    const outcome = await complete(engine, [row('1')]);
    const open = dumpTables(
      engine.files.open('reader'),
      new Set(['touchpoint', 'touchpoint_payload', 'import_change']),
    );
    await write(engine, 'closeGone', asked(outcome));
    expect((await history(engine))[0]?.closed).toHaveLength(2);
    const { batchId, items } = asked(outcome);
    for (const id of items) {
      const { output, entries } = await write(engine, 'reopenGone', { batchId, items: [id] });
      expect([output, entries.length]).toEqual([{ reopened: 1 }, 1]);
    }
    expect((await write(engine, 'reopenGone', asked(outcome))).output).toEqual({ reopened: 0 });
    expect(
      dumpTables(engine.files.open('reader'), new Set(['touchpoint', 'touchpoint_payload', 'import_change'])),
    ).toEqual(open);
    expect((await history(engine))[0]?.closed).toEqual([]);
  });

  it('is possible only while the import is the newest', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const outcome = await complete(engine, [row('1')]);
    await write(engine, 'closeGone', asked(outcome));
    await importRows(engine.workspace, [row('9')]);
    await expect(write(engine, 'reopenGone', asked(outcome))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is done by the undo of the import too, for payments as well, row for row', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2'), cash('P1')]);
    const before = dumpTables(engine.files.open('reader'));
    const outcome = await complete(engine, [row('1', { poNumber: 'new' })]);
    await write(engine, 'closeGone', asked(outcome));
    const { batchId } = asked(outcome);
    await engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
  });

  it('is done after closing, opening and closing again', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')]);
    const before = dumpTables(engine.files.open('reader'));
    const outcome = await complete(engine, [row('1', { poNumber: 'new' })]);
    for (const step of ['closeGone', 'reopenGone', 'closeGone'] as const)
      await write(engine, step, asked(outcome));
    const { batchId } = asked(outcome);
    await engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    expect(dumpTables(engine.files.open('reader'))).toEqual(before);
  });

  it('keeps what a person closed closed against an older export', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('1'), row('2')], { asOf: '2026-05-20' });
    await write(engine, 'closeGone', asked(await complete(engine, [row('1')])));
    const older = await importRows(engine.workspace, [row('1'), row('2')], { asOf: '2026-05-25' });
    expect(older.warnings).toMatchObject([{ code: 'older_export', count: 1 }]);
    expect(await engine.openAt('A', '2026-06-01')).toEqual({ 1: 10_000 });
  });
});
