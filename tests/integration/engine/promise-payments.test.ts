import { describe, expect, it } from 'vitest';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { PROMISE_STATES } from '../../../shared/domain/promises/types.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { ready, row } from '../../support/engine/letter-books.ts';

const INVOICES = ['LATE-1', 'LATE-2', 'LATE-3'];
const books = () => ready(INVOICES.map((number) => row(number, '2026-03-31')));

async function promise(engine: EngineTest, amount: number, date: string, on: readonly string[]) {
  await addPromise(engine.workspace, {
    accountId: await engine.account('A'),
    currency: currencyCode('USD'),
    amountMinor: minorUnits(amount),
    date: plainDate(date),
    documentIds: on.map(
      (number) => engine.value('SELECT id FROM document WHERE number = ?', number) as DocumentId,
    ),
    promisedBy: null,
    channel: 'call',
    note: '',
  });
}

const cash = (reference: string, date: string, amount: number, unapplied = amount): FileRow => ({
  customerNumber: 'A',
  paymentReference: reference,
  paymentDate: date,
  amount: (amount / 100).toFixed(2),
  unappliedAmount: (unapplied / 100).toFixed(2),
  currency: 'USD',
});
const paying = (reference: string, date: string, amount: number, invoiceNumber: string): FileRow => {
  const { unappliedAmount: _, ...payment } = cash(reference, date, amount);
  return { ...payment, invoiceNumber };
};

const receive = (engine: EngineTest, ...rows: readonly FileRow[]) =>
  importRows(engine.workspace, rows, { kind: 'payments' });

async function states(engine: EngineTest) {
  await engine.workspace.db.write('decidePromises', null, engine.workspace.context());
  const { promises } = await engine.workspace.db.read('promiseList', {
    states: PROMISE_STATES,
    accountId: await engine.account('A'),
    asOf: engine.workspace.today(),
  });
  return promises
    .map(({ numbers, state, receivedMinor }) => `${numbers.join(' ')} ${state} ${receivedMinor}`)
    .sort();
}

describe('a promise that was kept by money without a word', () => {
  it('stays kept when the books apply the money weeks later', async () => {
    const engine = await books();
    await promise(engine, 6_000, '2026-06-02', ['LATE-1']);
    await receive(engine, cash('T-1', '2026-06-02', 6_000));
    engine.clock.forward(4);
    expect(await states(engine)).toEqual(['LATE-1 kept 6000']);
    engine.clock.forward(20);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '40.00' })]);
    await receive(engine, cash('T-1', '2026-06-02', 6_000, 0));
    expect(await states(engine)).toEqual(['LATE-1 kept 6000']);
  });

  it('counts that money once when the books apply it before the last day', async () => {
    const engine = await books();
    await promise(engine, 10_000, '2026-06-10', ['LATE-1']);
    engine.clock.forward(1);
    await receive(engine, cash('T-1', '2026-06-02', 6_000));
    engine.clock.forward(1);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '40.00' })]);
    await receive(engine, cash('T-1', '2026-06-02', 6_000, 0));
    expect(await states(engine)).toEqual(['LATE-1 open 6000']);
    engine.clock.forward(20);
    expect(await states(engine)).toEqual(['LATE-1 partly_kept 6000']);
  });
});

describe('money that had come before the promise was made', () => {
  it('does not keep it, also when it came on the same day', async () => {
    const engine = await books();
    await receive(engine, cash('T-1', '2026-06-01', 8_000));
    await promise(engine, 6_000, '2026-06-03', ['LATE-1']);
    expect(await states(engine)).toEqual(['LATE-1 open 0']);
    await receive(engine, cash('T-2', '2026-06-01', 6_000));
    expect(await states(engine)).toEqual(['LATE-1 kept 6000']);
  });
});

describe('payments of one day', () => {
  const payments = [
    paying('P-1', '2026-06-03', 4_000, 'LATE-1'),
    paying('P-2', '2026-06-03', 6_000, 'LATE-1'),
    paying('P-3', '2026-06-03', 2_500, 'LATE-2'),
    cash('T-1', '2026-06-03', 3_000),
    cash('T-2', '2026-06-03', 9_000),
  ];

  it.each([
    ['together', [[0, 1, 2, 3, 4]]],
    ['one by one', [[0], [1], [2], [3], [4]]],
    ['the other way round', [[4], [3], [2], [1], [0]]],
    [
      'in two files',
      [
        [3, 1],
        [4, 0, 2],
      ],
    ],
    [
      'in two other files',
      [
        [2, 4, 1],
        [0, 3],
      ],
    ],
  ] as const)('keep and break the same promises: %s', async (_how, files) => {
    const engine = await books();
    await promise(engine, 10_000, '2026-06-03', ['LATE-1']);
    await promise(engine, 5_000, '2026-06-04', ['LATE-2']);
    await promise(engine, 10_000, '2026-06-04', ['LATE-3']);
    engine.clock.forward(2);
    for (const file of files) {
      await receive(engine, ...file.flatMap((place) => payments[place] ?? []));
      await engine.workspace.db.write('decidePromises', null, engine.workspace.context());
    }
    engine.clock.forward(10);
    expect(await states(engine)).toEqual([
      'LATE-1 kept 10000',
      'LATE-2 kept 5000',
      'LATE-3 partly_kept 9500',
    ]);
  });
});
