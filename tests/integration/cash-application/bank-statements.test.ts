import { describe, expect, it } from 'vitest';
import { takeBankStatement } from '../../../electron/engine/services/cash-application/take-bank-statement.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import { bankLines, books, take } from '../../support/engine/cash-books.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

/** An entry of a day with a text and the bank's reference. */
const entry = (day: string, amount: string, text: string, reference: string) => [
  `:61:2605${day}C${amount}NTRFNONREF//${reference}`,
  `:86:166?20SVWZ+${text}?31DE89370400440532013000?32Anker AG`,
];

const swift = (account: string, ...entries: readonly (readonly string[])[]) =>
  Buffer.from([':20:X', `:25:${account}`, ':60F:C260501EUR0,', ...entries.flat(), '-'].join('\r\n'));

const taken = async (engine: EngineTest, bytes: Buffer, fileName = 'may.sta') => {
  const told = await takeBankStatement(engine.workspace, { fileName, bytes });
  if (told.state !== 'taken') throw new Error('it asks');
  return told;
};

describe('statements that overlap', () => {
  const monday = entry('18', '100,00', 'INV-5001', 'B1');
  const tuesday = entry('19', '250,00', 'INV-5002', 'B2');
  const wednesday = entry('20', '250,00', 'INV-5002', 'B3');

  it('bring each booking once: two that differ in the bank’s reference alone are two', async () => {
    const engine = await books();
    expect(await taken(engine, swift('1234567', monday, tuesday))).toMatchObject({ taken: 2, known: 0 });
    expect(await taken(engine, swift('1234567', tuesday, wednesday), 'june.sta')).toMatchObject({
      taken: 1,
      known: 1,
      alike: 0,
    });
    expect(await bankLines(engine)).toHaveLength(3);
    const twin = entry('20', '250,00', 'INV-5002', 'B4');
    expect(await taken(engine, swift('1234567', wednesday, twin), 'july.sta')).toMatchObject({
      taken: 1,
      known: 1,
    });
  });

  it('of two accounts are not each other’s, and equal money on both is pointed out', async () => {
    const engine = await books();
    await taken(engine, swift('1234567', monday));
    expect(await taken(engine, swift('7654321', monday))).toMatchObject({ taken: 1, known: 0, alike: 1 });
  });

  it('in another format cannot be known again, and are pointed out line by line', async () => {
    const engine = await books();
    await take(engine, '2026-05-18,100.00,EUR,Anker AG,,INV-5001', '2026-05-18,7.00,EUR,X,,y');
    expect(await taken(engine, swift('1234567', monday, tuesday))).toMatchObject({ taken: 2, alike: 1 });
    const other = entry('18', '7,00', 'y', 'B9').map((line) =>
      line.replace('DE89370400440532013000', 'NL91ABNA0417164300'),
    );
    expect(await taken(engine, swift('1234567', other))).toMatchObject({ taken: 1, alike: 1 });
  });
});

describe('a statement', () => {
  it('keeps value date, own account and the payer’s account, also where that is no IBAN', async () => {
    const engine = await books();
    await taken(
      engine,
      swift('1234567', [':61:2605190518C5,00NTRFNONREF', ':86:166?20x?31000123456789?32Y']),
    );
    expect(
      engine.rows(
        'SELECT date, value_date AS value, payer_account AS payer, own_account AS own FROM bank_line',
      ),
    ).toEqual([{ date: '2026-05-18', value: '2026-05-19', payer: '000123456789', own: '1234567' }]);
  });
});

describe('what waits in the books', () => {
  it('is listed by account and currency, cash by its age, with the open credit notes', async () => {
    const engine = await books();
    const today = engine.workspace.today();
    const paid = (days: number, amount: string, customerNumber = 'A', currency = 'EUR') => ({
      customerNumber,
      customerName: customerNumber === 'A' ? 'Anker AG' : 'Brandt KG',
      paymentDate: addDays(today, -days),
      amount,
      currency,
      reference: `paid ${days}`,
    });
    const payments = [
      paid(30, '1.00'),
      paid(31, '2.00'),
      paid(60, '4.00'),
      paid(61, '8.00'),
      paid(91, '16.00'),
    ];
    const others = [paid(5, '3.00', 'A', 'USD'), paid(400, '9.00', 'B')];
    await importRows(engine.workspace, [...payments, ...others], { kind: 'payments', fileName: 'p.csv' });
    const read = (limit: number, cursor: string | null = null) =>
      engine.workspace.db.read('waitingAccounts', { today, limit, cursor });
    const { rows, total } = await read(100);
    expect(total).toBe(3);
    expect(rows.map(({ number, currency, oldestDays }) => [number, currency, oldestDays])).toEqual([
      ['B', 'EUR', 400],
      ['A', 'EUR', 91],
      ['A', 'USD', 5],
    ]);
    expect(rows[1]).toMatchObject({
      ...{ unappliedMinor: 3_100, payments: 5, upTo30: 100, upTo60: 600, upTo90: 800, over90: 1_600 },
      ...{ creditsMinor: 0, creditNotes: 0 },
    });
    const first = await read(2);
    expect((await read(2, first.next)).rows).toEqual(rows.slice(2));
  });
});
