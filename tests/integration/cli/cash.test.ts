import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliDesk, csv, type Json, preparedDesk } from './command-line.ts';

const INVOICES = csv(
  ['Customer No', 'Customer', 'Invoice', 'Invoice Date', 'Due Date', 'Amount', 'Currency'],
  ['A', 'Anker AG', 'INV-5001', '2026-04-01', '2026-05-01', '100.00', 'EUR'],
  ['A', 'Anker AG', 'INV-5002', '2026-04-01', '2026-05-01', '250.00', 'EUR'],
  ['A', 'Anker AG', 'INV-5003', '2026-04-01', '2026-05-01', '250.00', 'EUR'],
);
const STATEMENT = csv(
  ['Date', 'Amount', 'Currency', 'Payer', 'Details'],
  ['2026-05-20', '100.00', 'EUR', 'Anker AG', 'INV-5001'],
  ['2026-05-21', '250.00', 'EUR', 'Anker AG', 'thanks'],
  ['2026-05-21', '-9.00', 'EUR', 'Landlord', 'rent'],
  ['2026-05-22', 'much', 'EUR', 'X', '?'],
);

const cashDesk = () =>
  preparedDesk('cash', async (desk) => {
    await desk.done('import', desk.file('open.csv', INVOICES));
    await desk.done('cash', 'import', desk.file('bank.csv', STATEMENT));
  });

async function lineOver(desk: CliDesk, amount: string): Promise<string> {
  const { unapplied } = await desk.done('cash', 'list');
  return unapplied.find((row: Json) => row.open === amount).id;
}

describe('cash import', () => {
  it('tells what is new, known, money out and not readable; a second time nothing is taken', async () => {
    const desk = await cashDesk();
    expect(await desk.done('cash', 'import', desk.file('again.csv', STATEMENT))).toMatchObject({
      taken: 0,
      known: 3,
      outgoing: 1,
      rejected: [{ row: 5, code: 'bad_amount' }],
    });
  });

  it('refuses a statement that can be read in two ways, and takes it with the answers', async () => {
    const desk = await cashDesk();
    const file = desk.file('open.csv', csv(['Date', 'Amount', 'Details'], ['03/04/2026', '5.00', 'x']));
    expect(await desk.refused('cash', 'import', file)).toMatchObject({
      code: 'bad_mapping',
      questions: ['date_order', 'currency'],
    });
    const answers = ['--date-order', 'dmy', '--currency', 'eur'];
    expect(await desk.done('cash', 'import', file, ...answers)).toMatchObject({ taken: 1 });
    const { unapplied } = await desk.done('cash', 'list');
    expect(unapplied).toContainEqual(expect.objectContaining({ date: '2026-04-03', open: '5.00' }));
  });
});

describe('cash import of what a bank offers', () => {
  const STATEMENT_OF_MAY = [
    ':20:X',
    ':25:DE02120300000000202051',
    ':28C:5',
    ':60F:C260519EUR0,00',
    ':61:260520C100,00NTRFNONREF//B1',
    ':86:166?20SVWZ+INV-5001?32Anker AG',
    ':61:260520RC40,00NTRFNONREF//B2',
    ':62F:C260520EUR70,00',
    '-',
  ].join('\r\n');

  it('finds out the format, and tells what is left aside and what does not add up', async () => {
    const desk = await cashDesk();
    const told = await desk.done('cash', 'import', desk.file('may.txt', STATEMENT_OF_MAY));
    expect(told).toMatchObject({
      ...{
        format: 'mt940',
        taken: 1,
        known: 0,
        alike: 1,
        outgoing: 0,
        statements: 1,
        balanced: 0,
        balances: 2,
      },
      aside: [{ row: 7, kind: 'reversal', date: '2026-05-20', amount: '-40.00', currency: 'EUR' }],
      warnings: [{ row: 1, message: expect.stringContaining('10.00 EUR are missing') }],
    });
    expect((await desk.done('cash', 'list', '--accounts')).accounts).toEqual([]);
  });
});

describe('cash approve', () => {
  it('keeps the only proposal, and withdrawing it puts the money back', async () => {
    const desk = await cashDesk();
    const line = await lineOver(desk, '100.00');
    const { accounts } = await desk.done('cash', 'propose', line);
    expect(accounts[0]).toMatchObject({
      account: { number: 'A' },
      proposals: [{ proposal: 1, confidence: 'exact', items: [{ number: 'INV-5001', applied: '100.00' }] }],
    });
    const { id, numbers } = await desk.done('cash', 'approve', line, '--account', 'A');
    expect(numbers).toEqual(['INV-5001']);
    expect((await desk.done('cash', 'list', '--approved')).matches).toMatchObject([
      { id, source: line, amount: '100.00', onAccount: '0.00', items: [{ applied: '100.00', gone: false }] },
    ]);
    expect(await desk.done('cash', 'withdraw', id)).toEqual({ id, withdrawn: true });
    expect(await desk.done('cash', 'withdraw', id)).toEqual({ id, withdrawn: false });
    expect(await lineOver(desk, '100.00')).toBe(line);
  });

  it('takes none of several by itself, and the one that is named', async () => {
    const desk = await cashDesk();
    const line = await lineOver(desk, '250.00');
    expect(await desk.refused('cash', 'approve', line, '--account', 'A')).toMatchObject({
      code: 'validation',
      field: 'proposal',
    });
    const approved = await desk.done('cash', 'approve', line, '--account', 'A', '--proposal', '2');
    expect(approved.numbers).toEqual(['INV-5003']);
  });

  it('reads a remittance advice, whose lines decide the amounts', async () => {
    const desk = await cashDesk();
    const line = await lineOver(desk, '250.00');
    const advice = desk.file('advice.txt', 'INV-5001  50.00\nINV-5002  200.00\n');
    const { accounts } = await desk.done('cash', 'propose', line, '--remittance', advice);
    expect(accounts[0].proposals[0].items.map((item: Json) => [item.number, item.applied])).toEqual([
      ['INV-5001', '50.00'],
      ['INV-5002', '200.00'],
    ]);
  });

  it('says what an unknown id is not', async () => {
    const desk = await cashDesk();
    expect(await desk.refused('cash', 'propose', 'nothing')).toMatchObject({ code: 'not_found' });
  });
});

describe('cash export', () => {
  it('writes what was approved once, and again only with --all', async () => {
    const desk = await cashDesk();
    await desk.done('cash', 'approve', await lineOver(desk, '100.00'), '--account', 'A');
    const out = join(desk.folder, 'post.csv');
    expect(await desk.done('cash', 'export', '--format', 'csv', '--out', out)).toEqual({
      file: out,
      matches: 1,
    });
    expect(readFileSync(out, 'utf8')).toContain(
      ',A,Anker AG,2026-05-20,INV-5001,EUR,100.00,invoice,INV-5001,100.00',
    );
    expect(await desk.done('cash', 'export', '--format', 'csv', '--out', out)).toMatchObject({ matches: 0 });
    const all = await desk.done(
      'cash',
      'export',
      '--format',
      'xlsx',
      '--out',
      join(desk.folder, 'a.xlsx'),
      '--all',
    );
    expect(all.matches).toBe(1);
  });
});
