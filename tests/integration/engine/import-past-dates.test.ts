import { describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

/** An invoice over 100.00 of account A, issued on the 1st of May, with the columns that a test gives. */
const invoice = (more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  invoiceNumber: 'R1',
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-15',
  amount: '100.00',
  ...more,
});
const payment = (date: string, amount: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  paymentDate: date,
  amount,
  paymentReference: `P-${date}`,
  ...more,
});

/** Imports rows on a day, as figures of that day. */
async function on(
  engine: EngineTest,
  date: string,
  rows: readonly FileRow[],
  kind: 'invoices' | 'payments' = 'invoices',
) {
  engine.clock.goTo(date as never);
  return importRows(engine.workspace, rows, { kind, fileName: `${kind}-${date}.csv` });
}

/** What was open of R1 on each of these days. */
async function history(engine: EngineTest, ...dates: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const date of dates) found.push((await engine.openAt('A', date)).R1 ?? 0);
  return found;
}

describe('open amounts that fall between two files', () => {
  it('count as applied on the day of the newer file, so that earlier days stay as they were', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-01', [invoice({ openAmount: '60.00' })]);
    await on(engine, '2026-08-01', [invoice({ openAmount: '0.00' })]);
    expect(
      await history(
        engine,
        '2026-04-30',
        '2026-05-01',
        '2026-06-30',
        '2026-07-01',
        '2026-07-31',
        '2026-08-01',
      ),
    ).toEqual([0, 10_000, 10_000, 6_000, 6_000, 0]);
  });

  it('are right again when the source reopens the invoice', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-01', [invoice({ openAmount: '0.00' })]);
    await on(engine, '2026-08-01', [invoice({ openAmount: '30.00' })]);
    await on(engine, '2026-09-01', [invoice({ openAmount: '30.00' })]);
    expect(await history(engine, '2026-06-15', '2026-07-15', '2026-08-15')).toEqual([10_000, 0, 3_000]);
  });

  it('move with a corrected total', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-01', [invoice({ amount: '120.00', openAmount: '70.00' })]);
    expect(await history(engine, '2026-06-15', '2026-07-01')).toEqual([12_000, 7_000]);
  });

  it('stay with a file that has no column for them', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '40.00' })]);
    await on(engine, '2026-07-01', [invoice({ poNumber: 'PO 1', paidDate: '' })]);
    expect(await history(engine, '2026-06-15', '2026-07-01')).toEqual([4_000, 4_000]);
    await on(engine, '2026-07-02', [payment('2026-05-20', '60.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await history(engine, '2026-05-19', '2026-07-02')).toEqual([10_000, 4_000]);
  });

  it('say so for credit notes too', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [
      invoice({ invoiceNumber: 'G1', amount: '-40.00', openAmount: '-40.00' }),
    ]);
    await on(engine, '2026-07-01', [
      invoice({ invoiceNumber: 'G1', amount: '-40.00', openAmount: '-15.00' }),
    ]);
    expect(await engine.openAt('A', '2026-06-15')).toEqual({ G1: -4_000 });
    expect(await engine.openAt('A', '2026-07-15')).toEqual({ G1: -1_500 });
  });
});

describe('a paid date', () => {
  it('closes the invoice on that day', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice({ paidDate: '2026-06-10' })]);
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-07-01')).toEqual([10_000, 0, 0]);
  });

  it('that is corrected moves the day', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice({ paidDate: '2026-06-10' })]);
    await on(engine, '2026-07-02', [invoice({ paidDate: '2026-06-20' })]);
    expect(await history(engine, '2026-06-09', '2026-06-15', '2026-06-20')).toEqual([10_000, 10_000, 0]);
    await on(engine, '2026-07-03', [invoice({ amount: '130.00', paidDate: '2026-06-20' })]);
    expect(await history(engine, '2026-06-15', '2026-06-20')).toEqual([13_000, 0]);
  });

  it('that a newer file takes back opens the invoice again, as if it had never been paid', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice({ paidDate: '2026-06-10' })]);
    await on(engine, '2026-07-02', [invoice({ paidDate: '' })]);
    expect(await history(engine, '2026-06-09', '2026-06-15', '2026-07-02')).toEqual([10_000, 10_000, 10_000]);
  });

  it('keeps the part payments that were seen before it', async () => {
    const engine = await engineTest();
    await on(engine, '2026-05-20', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-06-01', [invoice({ openAmount: '60.00' })]);
    await on(engine, '2026-07-01', [invoice({ paidDate: '2026-06-15' })]);
    expect(await history(engine, '2026-05-31', '2026-06-01', '2026-06-14', '2026-06-15')).toEqual([
      10_000, 6_000, 6_000, 0,
    ]);
  });

  it('takes the place of what was only seen later', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-01', [invoice({ openAmount: '0.00' })]);
    await on(engine, '2026-07-02', [invoice({ paidDate: '2026-06-12' })]);
    expect(await history(engine, '2026-06-11', '2026-06-12', '2026-07-01')).toEqual([10_000, 0, 0]);
  });
});

describe('a payment of a payments file', () => {
  it('lowers an invoice whose open figure is ours, on the day of the payment', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice()]);
    await on(engine, '2026-07-02', [payment('2026-06-10', '30.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-07-02')).toEqual([10_000, 7_000, 7_000]);
    const again = await on(
      engine,
      '2026-07-03',
      [
        payment('2026-06-10', '30.00', { invoiceNumber: 'R1' }),
        payment('2026-06-11', '5.00', { invoiceNumber: 'R1' }),
      ],
      'payments',
    );
    expect(again.rows).toMatchObject({ imported: 1, unchanged: 1 });
    expect(await history(engine, '2026-07-03')).toEqual([6_500]);
  });

  it('that the open figure of the source already contains only dates what is known', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice({ openAmount: '70.00' })]);
    await on(engine, '2026-07-02', [payment('2026-06-10', '30.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-07-02')).toEqual([10_000, 7_000, 7_000]);
  });

  it('that came after the figure of the source lowers it', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-02', [payment('2026-06-10', '30.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-07-02')).toEqual([10_000, 7_000, 7_000]);
    await on(engine, '2026-07-03', [invoice({ openAmount: '70.00' })]);
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-07-03')).toEqual([10_000, 7_000, 7_000]);
  });

  it('explains a fall that two files had shown, and is not added to it', async () => {
    const engine = await engineTest();
    await on(engine, '2026-06-01', [invoice({ openAmount: '100.00' })]);
    await on(engine, '2026-07-01', [invoice({ openAmount: '40.00' })]);
    await on(engine, '2026-07-02', [payment('2026-06-10', '50.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await history(engine, '2026-06-09', '2026-06-10', '2026-06-30', '2026-07-01')).toEqual([
      10_000, 5_000, 5_000, 4_000,
    ]);
  });

  it('explains a paid date, and is not added to it', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice({ paidDate: '2026-06-20' })]);
    await on(
      engine,
      '2026-07-02',
      [
        payment('2026-06-05', '40.00', { invoiceNumber: 'R1' }),
        payment('2026-06-20', '60.00', { invoiceNumber: 'R1' }),
      ],
      'payments',
    );
    expect(await history(engine, '2026-06-04', '2026-06-05', '2026-06-20', '2026-07-02')).toEqual([
      10_000, 6_000, 0, 0,
    ]);
  });

  it('that pays more than is open leaves the rest unapplied', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice()]);
    await on(engine, '2026-07-02', [payment('2026-06-10', '130.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await engine.openAt('A', '2026-07-02')).toEqual({ 'P-2026-06-10': -3_000 });
    expect(await engine.openAt('A', '2026-06-09')).toEqual({ R1: 10_000 });
  });

  it('without an invoice stands on the account from its day on', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-02', [payment('2026-06-10', '30.00')], 'payments');
    expect(await engine.openAt('A', '2026-07-02')).toEqual({ 'P-2026-06-10': -3_000 });
    expect(await engine.openAt('A', '2026-06-09')).toEqual({});
  });

  it('that was imported before its invoice is applied when the invoice comes', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [payment('2026-06-10', '30.00', { invoiceNumber: 'R1' })], 'payments');
    expect(await engine.openAt('A', '2026-07-01')).toEqual({ 'P-2026-06-10': -3_000 });
    await on(engine, '2026-07-02', [invoice()]);
    expect(await engine.openAt('A', '2026-07-02')).toEqual({ R1: 7_000 });
    expect(await engine.openAt('A', '2026-06-09')).toEqual({ R1: 10_000 });
    const again = await on(
      engine,
      '2026-07-03',
      [payment('2026-06-10', '30.00', { invoiceNumber: 'R1' })],
      'payments',
    );
    expect(again.rows).toMatchObject({ imported: 0, updated: 0, unchanged: 1 });
    expect(await engine.openAt('A', '2026-07-03')).toEqual({ R1: 7_000 });
  });

  it('is another one when two of a file are equal, and none when the file comes again', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [invoice()]);
    const rows = [
      payment('2026-06-10', '20.00', { invoiceNumber: 'R1' }),
      payment('2026-06-10', '20.00', { invoiceNumber: 'R1' }),
    ];
    await on(engine, '2026-07-02', rows, 'payments');
    await on(engine, '2026-07-03', rows, 'payments');
    expect(await history(engine, '2026-07-03')).toEqual([6_000]);
    expect(engine.value('SELECT COUNT(*) FROM payment')).toBe(2);
  });
});

describe('an unapplied amount that changes between two files', () => {
  const unapplied = (amount: string) => payment('2026-06-10', '30.00', { unappliedAmount: amount });
  /** What was unapplied on each of these days: on the account page, and in the aging of the books. */
  const unappliedOn = async (engine: EngineTest, ...dates: readonly string[]) => {
    const found: number[] = [];
    for (const date of dates) {
      const page = (await engine.openAt('A', date))['P-2026-06-10'] ?? 0;
      const { totals } = await engine.workspace.db.read('agingReport', {
        asOf: date as PlainDate,
        today: engine.workspace.today(),
        basis: 'due',
        byAccount: false,
      });
      expect(totals.map((row) => row.unapplied)).toEqual([page]);
      found.push(page);
    }
    return found;
  };

  it('was used on the day of the newer file, so that earlier days stay as they were', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [unapplied('30.00')], 'payments');
    await on(engine, '2026-07-05', [unapplied('10.00')], 'payments');
    await on(engine, '2026-07-09', [unapplied('0.00')], 'payments');
    await on(engine, '2026-07-11', [unapplied('0.00')], 'payments');
    expect(
      await unappliedOn(engine, '2026-06-09', '2026-06-10', '2026-07-04', '2026-07-05', '2026-07-08'),
    ).toEqual([0, -3_000, -3_000, -1_000, -1_000]);
    expect(await unappliedOn(engine, '2026-07-09', '2026-07-11')).toEqual([0, 0]);
  });

  it('was given back on the day of the newer file when it rises', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [unapplied('10.00')], 'payments');
    await on(engine, '2026-07-05', [unapplied('25.00')], 'payments');
    engine.clock.goTo(plainDate('2026-07-06'));
    expect(await unappliedOn(engine, '2026-07-04', '2026-07-05', '2026-07-06')).toEqual([
      -1_000, -2_500, -2_500,
    ]);
  });

  it('counts as of the day that the newer file speaks of', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [unapplied('30.00')], 'payments');
    engine.clock.goTo(plainDate('2026-07-20'));
    await importRows(engine.workspace, [unapplied('5.00')], {
      kind: 'payments',
      asOf: plainDate('2026-07-08'),
    });
    expect(await unappliedOn(engine, '2026-07-07', '2026-07-08')).toEqual([-3_000, -500]);
  });

  it('is as if it had never changed when the newer import is undone', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [unapplied('30.00')], 'payments');
    const { batch } = await on(engine, '2026-07-05', [unapplied('10.00')], 'payments');
    await engine.workspace.db.write('undoImport', { batchId: batch as never }, engine.workspace.context());
    engine.clock.goTo(plainDate('2026-07-06'));
    expect(await unappliedOn(engine, '2026-07-04', '2026-07-05', '2026-07-06')).toEqual([
      -3_000, -3_000, -3_000,
    ]);
    expect(engine.value('SELECT COUNT(*) FROM allocation')).toBe(0);
  });

  it('is no payment of an invoice in the timeline', async () => {
    const engine = await engineTest();
    await on(engine, '2026-07-01', [unapplied('30.00')], 'payments');
    await on(engine, '2026-07-05', [unapplied('10.00')], 'payments');
    const id = await engine.account('A');
    const { entries } = await engine.workspace.db.read('timeline', {
      id,
      group: 'all',
      limit: 50,
      cursor: null,
    });
    expect(entries.map((entry) => entry.kind)).not.toContain('payment_received');
  });
});

describe('why an account stood where it did on a past day', () => {
  const reasonsOn = async (engine: EngineTest, date: string) => {
    const id = await engine.account('A');
    const view = await engine.workspace.db.read('accountView', {
      id,
      asOf: plainDate(date),
      today: engine.workspace.today(),
    });
    return view.balances.flatMap((balance) => balance.reasons.map((reason) => reason.code));
  };

  it('is told by what was open then, also when it is paid since', async () => {
    const engine = await engineTest();
    await on(engine, '2026-05-18', [invoice({ openAmount: '100.00' })]);
    expect(await reasonsOn(engine, '2026-05-18')).toContain('newly_overdue');
    await on(engine, '2026-06-20', [invoice({ openAmount: '0.00' })]);
    expect(await reasonsOn(engine, '2026-05-18')).toContain('newly_overdue');
  });

  it('is not told by payments that were still to come', async () => {
    const engine = await engineTest();
    const late = (number: string) =>
      invoice({ invoiceNumber: number, dueDate: '2026-05-02', paidDate: '2026-08-01' });
    const rows = [invoice({ openAmount: '100.00' }), ...['R2', 'R3', 'R4', 'R5', 'R6'].map(late)];
    await on(engine, '2026-09-01', rows);
    expect(await reasonsOn(engine, '2026-09-01')).toContain('pays_late');
    expect(await reasonsOn(engine, '2026-06-01')).not.toContain('pays_late');
  });
});
