import { describe, expect, it } from 'vitest';
import { csv, day, type Json, ledgerDesk, madeDesk } from './command-line.ts';

const HEADER = [
  'Customer No',
  'Customer',
  'Invoice',
  'Invoice Date',
  'Due Date',
  'Amount',
  'Open',
  'Currency',
];

describe('aging', () => {
  it('has one row per currency, credits and unapplied below zero, and the sums that the names promise', async () => {
    const desk = await madeDesk();
    const rows = csv(
      HEADER,
      ['1', 'Aoki', 'J-1', day(-30), day(0), 120_000, 120_000, 'JPY'],
      ['1', 'Aoki', 'J-2', day(-31), day(-1), 5000, 3000, 'JPY'],
      ['2', 'Dina', 'K-1', day(-70), day(-61), '1.2345', '1.2345', 'KWD'],
      ['3', 'Ernst', 'E-1', day(-200), day(-91), '10.00', '10.00', 'EUR'],
      ['3', 'Ernst', 'E-2', day(-200), day(-90), '20.00', '20.00', 'EUR'],
      ['3', 'Ernst', 'E-3', day(-60), day(-30), '40.00', '40.00', 'EUR'],
      ['3', 'Ernst', 'E-4', day(-60), day(-31), '80.00', '80.00', 'EUR'],
      ['3', 'Ernst', 'E-CR', day(-5), '', '-25.50', '-25.50', 'EUR'],
    );
    await desk.done('import', desk.file('open.csv', rows));
    const { asOf, basis, totals, accounts } = await desk.done('aging');
    expect({ asOf, basis, accounts }).toEqual({ asOf: day(), basis: 'due', accounts: undefined });
    expect(totals).toEqual([
      {
        ...{
          currency: 'EUR',
          current: '0.00',
          d1_30: '40.00',
          d31_60: '80.00',
          d61_90: '20.00',
          d91_plus: '10.00',
        },
        ...{ gross: '150.00', credits: '-25.50', unapplied: '0.00', net: '124.50', invoices: 4 },
      },
      {
        ...{ currency: 'JPY', current: '120000', d1_30: '3000', d31_60: '0', d61_90: '0', d91_plus: '0' },
        ...{ gross: '123000', credits: '0', unapplied: '0', net: '123000', invoices: 2 },
      },
      {
        ...{
          currency: 'KWD',
          current: '0.000',
          d1_30: '0.000',
          d31_60: '0.000',
          d61_90: '1.234',
          d91_plus: '0.000',
        },
        ...{ gross: '1.234', credits: '0.000', unapplied: '0.000', net: '1.234', invoices: 1 },
      },
    ]);
  });

  it('can be asked for by account and by the date of the invoice', async () => {
    const desk = await ledgerDesk();
    const { accounts } = await desk.done('aging', '--by', 'account');
    expect(accounts.map((row: Json) => [row.account.number, row.account.name, row.net])).toEqual([
      ['0008', 'Contoso', '55.25'],
      ['0009', 'Fabrikam', '-30.00'],
      ['0007', 'Northwind Traders', '680.50'],
    ]);
    const byInvoice = await desk.done('aging', '--basis', 'invoice');
    expect(byInvoice.totals[0]).toMatchObject({
      current: '0.00',
      d1_30: '135.25',
      d31_60: '290.00',
      d61_90: '400.50',
    });
    expect(await desk.refused('aging', '--basis', 'moon')).toMatchObject({
      code: 'validation',
      field: 'basis',
    });
  });

  it('gives a past date what had happened by then', async () => {
    const desk = await ledgerDesk();
    const past = await desk.done('aging', '--as-of', day(-50));
    expect(past.totals[0]).toMatchObject({ d1_30: '0.00', credits: '0.00', invoices: 2 });
    expect(past.totals[0].gross).toBe(past.totals[0].current);
  });
});

describe('an account', () => {
  it('shows for a past date only what had happened by then, in its timeline too', async () => {
    const desk = await ledgerDesk();
    await desk.done('touch', 'add', '--account', '0007', '--kind', 'note', '--text', 'Rang twice');
    const summaries = async (...args: string[]) => {
      const { timeline } = await desk.done('account', 'show', '0007', ...args);
      return timeline.map((entry: Json) => entry.text);
    };
    expect(await summaries()).toContain('Rang twice');
    expect(await summaries('--as-of', day())).toContain('Rang twice');
    expect(await summaries('--as-of', day(-1))).not.toContain('Rang twice');
  });
});

describe('the worklist', () => {
  it('has one item per account and currency with something overdue, with its reasons added up', async () => {
    const desk = await ledgerDesk();
    const { asOf, total, items } = await desk.done('worklist');
    expect({ asOf, total }).toEqual({ asOf: day(), total: 2 });
    const [first] = items;
    expect(first).toEqual({
      rank: 1,
      account: { id: expect.any(String), number: '0007', name: 'Northwind Traders' },
      currency: 'EUR',
      overdue: '600.50',
      open: '680.50',
      oldestDaysPastDue: 45,
      score: expect.any(Number),
      reasons: expect.any(Array),
      nextAction: null,
      holds: [],
      stage: 'friendly',
      lane: 'regular',
      proposal: {
        ...{ kind: 'mail', date: day(), stage: 'friendly' },
        reasons: ['45 days late, nobody was in touch yet'],
      },
      owner: null,
      hasStep: false,
    });
    for (const { score, reasons } of items) {
      expect(reasons.reduce((sum: number, reason: Json) => sum + reason.points, 0)).toBe(score);
      expect(Object.keys(reasons[0])).toEqual(['code', 'text', 'points']);
    }
  });

  it('counts all rows when only some are asked for', async () => {
    const desk = await ledgerDesk();
    const { total, items } = await desk.done('worklist', '--limit', '1');
    expect({ total, shown: items.length }).toEqual({ total: 2, shown: 1 });
    expect(await desk.refused('worklist', '--limit', 'all')).toMatchObject({
      code: 'validation',
      field: 'limit',
    });
    expect(await desk.refused('worklist', '--view', 'Mine')).toMatchObject({ code: 'not_found' });
  });

  it('shows people a table with totals', async () => {
    const desk = await ledgerDesk();
    const { stdout } = await desk.show('worklist');
    expect(stdout).toContain('2 rows');
    expect(stdout).toMatch(/1 +0007 +Northwind Traders +EUR +600\.50 +680\.50 +45 /);
    expect(stdout).toMatch(/EUR +690\.50 +770\.50 +2\n/);
  });
});

describe('account show', () => {
  it('finds an account by number and by id and shows all there is to know', async () => {
    const desk = await ledgerDesk();
    const byNumber = await desk.done('account', 'show', '0009');
    expect(await desk.done('account', 'show', byNumber.account.id)).toEqual(byNumber);
    expect(byNumber.account).toMatchObject({ number: '0009', name: 'Fabrikam', aliases: [] });
    expect(byNumber.balances[0]).toMatchObject({
      gross: '90.00',
      credits: '-120.00',
      net: '-30.00',
      overdue: '90.00',
    });
    expect(byNumber.contacts[0]).toMatchObject({ email: 'ap@fabrikam.example' });
    expect(byNumber.documents.map((row: Json) => [row.kind, row.number, row.open])).toEqual([
      ['invoice', 'F-1', '90.00'],
      ['credit_note', 'F-CR', '-120.00'],
    ]);
    expect(byNumber).toMatchObject({ promises: [], disputes: [], holds: [], timeline: [] });
    expect(await desk.refused('account', 'show', '9')).toMatchObject({ code: 'not_found' });
  });

  it('prints names from a file without anything that steers a terminal', async () => {
    const desk = await madeDesk();
    const rows = csv(HEADER, [
      '1',
      'Evil \u001B[2J\u202Egnp.exe',
      'X',
      day(-9),
      day(-1),
      '1.00',
      '1.00',
      'EUR',
    ]);
    await desk.done('import', desk.file('evil.csv', rows));
    for (const command of [['account', 'show', '1'], ['worklist'], ['aging', '--by', 'account']]) {
      const { stdout } = await desk.show(...command);
      expect(stdout).toContain('Evil');
      expect(stdout).not.toMatch(/[\p{Cc}--\n]|\u202E/v);
    }
  });
});

describe('touch add', () => {
  it('refuses a text that is too long in words for people', async () => {
    const desk = await ledgerDesk();
    const note = ['touch', 'add', '--account', '0007', '--kind', 'note', '--text', 'x'.repeat(10_001)];
    expect(await desk.refused(...note)).toMatchObject({
      code: 'validation',
      message: '--text: longer than 10000 characters. Shorten it.',
    });
  });

  it('logs a call with its outcome and answers with the entry', async () => {
    const desk = await ledgerDesk();
    const touch = await desk.done(
      ...[
        'touch',
        'add',
        '--account',
        '0007',
        '--kind',
        'call',
        '--outcome',
        'right_party',
        '--text',
        '--later--',
      ],
    );
    expect(touch).toEqual({ seq: 3, id: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries).toEqual([
      expect.objectContaining({
        seq: 3,
        kind: 'call',
        actor: 'Ada Brandt',
        text: '--later--',
        hash: touch.hash,
      }),
    ]);
    const { items } = await desk.done('worklist');
    const codes = items
      .find((item: Json) => item.account.number === '0007')
      .reasons.map((reason: Json) => reason.code);
    expect(codes).not.toContain('not_contacted');
  });

  it.each([
    ['a call without an outcome', ['--kind', 'call'], 'outcome'],
    ['an outcome on a note', ['--kind', 'note', '--outcome', 'busy', '--text', 'x'], 'call'],
    ['an unknown outcome', ['--kind', 'call', '--outcome', 'shouted'], 'right_party'],
    ['an unknown kind', ['--kind', 'fax'], 'letter'],
    ['a note that says nothing', ['--kind', 'note'], 'empty'],
    ['control characters', ['--kind', 'note', '--text', 'a\u0007b'], 'text'],
  ])('refuses %s', async (_what, args, said) => {
    const desk = await ledgerDesk();
    const error = await desk.refused('touch', 'add', '--account', '0007', ...args);
    expect(error).toMatchObject({ code: 'validation', message: expect.stringContaining(said) });
    expect((await desk.done('log', 'list')).total).toBe(2);
  });
});
