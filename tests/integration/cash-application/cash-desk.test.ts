import { describe, expect, it } from 'vitest';
import {
  adviseOn,
  approveProposal,
  withdrawMatch,
} from '../../../electron/engine/services/cash-application/cash-desk.ts';
import {
  exportMatches,
  recordExport,
} from '../../../electron/engine/services/cash-application/export-matches.ts';
import { takeBankStatement } from '../../../electron/engine/services/cash-application/take-bank-statement.ts';
import { proposeLetter } from '../../../electron/engine/services/outreach/propose-letter.ts';
import { readSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import type { AccountId, PaymentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import {
  approveFirst,
  bankLines,
  books,
  claims,
  DUE,
  IBAN,
  lineOf,
  take,
  unapplied,
} from '../../support/engine/cash-books.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

describe('a bank statement', () => {
  it('is taken once, however often it is read, and two equal payments are two', async () => {
    const engine = await books();
    const rows = [
      `2026-05-20,100.00,EUR,Anker AG,${IBAN},INV-5001`,
      '2026-05-20,5.00,EUR,X,,fee',
      '2026-05-20,5.00,EUR,X,,fee',
      '2026-05-20,-9.00,EUR,X,,rent',
      '2026-05-20,lots,EUR,X,,?',
    ];
    expect(await take(engine, ...rows)).toMatchObject({
      taken: 4,
      known: 0,
      outgoing: 1,
      rejected: [{ row: 6 }],
    });
    expect(await take(engine, ...rows)).toMatchObject({ taken: 0, known: 4 });
    const open = await bankLines(engine);
    expect(open.map((line) => line.openMinor).sort()).toEqual([10_000, 500, 500]);
  });

  it('asks what it leaves open and takes nothing before', async () => {
    const engine = await books();
    const bytes = Buffer.from('Date,Amount,Details\r\n03/04/2026,5.00,x\r\n');
    const file = { fileName: 'bank.csv', bytes };
    expect(await takeBankStatement(engine.workspace, file)).toEqual({
      state: 'questions',
      questions: ['date_order', 'currency'],
    });
    expect(engine.value('SELECT COUNT(*) FROM bank_line')).toBe(0);
    const answers = { dateOrder: 'dmy' as const, currency: currencyCode('EUR') };
    await takeBankStatement(engine.workspace, { ...file, answers });
    expect(engine.rows('SELECT date, currency FROM bank_line')).toEqual([
      { date: '2026-04-03', currency: 'EUR' },
    ]);
  });
});

describe('the payer of a bank line', () => {
  const found = async (engine: EngineTest, row: string) =>
    (await adviseOn(engine.workspace, await lineOf(engine, row))).accounts.map(({ number, by }) => [
      number,
      ...by,
    ]);

  it('is found by the invoices in the text before the name, and all candidates are shown', async () => {
    const engine = await books();
    expect(await found(engine, '2026-05-20,100.00,EUR,Anker AG,,INV 5003')).toEqual([
      ['B', 'invoices'],
      ['A', 'name'],
      ['A2', 'name'],
    ]);
  });

  it('is found by a bank account that an approval taught, and not any more when that was withdrawn', async () => {
    const engine = await books();
    const id = await approveFirst(
      engine,
      await lineOf(engine, `2026-05-20,250.00,EUR,Someone,${IBAN},INV-5002`),
    );
    expect(await found(engine, `2026-05-22,100.00,EUR,Other,${IBAN},thanks`)).toEqual([
      ['A', 'bank_account'],
    ]);
    await engine.workspace.db.write('withdrawCashMatch', { id }, engine.workspace.context());
    expect(await found(engine, `2026-05-23,100.00,EUR,Other,${IBAN},thanks`)).toEqual([]);
  });

  it('may be picked by a person, and a pasted advice is read with the payment', async () => {
    const engine = await books();
    const id = await lineOf(engine, '2026-05-20,350.00,EUR,Somebody,,thanks');
    expect((await adviseOn(engine.workspace, id)).accounts).toEqual([]);
    const more = { accountId: await engine.account('A'), remittance: 'invoices 5001 and 5002' };
    const { accounts } = await adviseOn(engine.workspace, id, more);
    expect(accounts[0]?.proposals.proposals[0]).toMatchObject({ kind: 'numbers', confidence: 'exact' });
  });
});

describe('an approval', () => {
  it('changes nothing in the books, claims the invoice until they show it, and frees it when withdrawn', async () => {
    const engine = await books();
    const before = engine.rows('SELECT * FROM document ORDER BY id');
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002'));
    expect(engine.rows('SELECT * FROM document ORDER BY id')).toEqual(before);
    expect(engine.rows('SELECT * FROM payment')).toEqual([]);
    expect(await claims(engine, 'A')).toMatchObject([{ claimedMinor: 25_000 }]);
    expect(await bankLines(engine)).toEqual([]);
    await engine.workspace.db.write('withdrawCashMatch', { id }, engine.workspace.context());
    expect(await claims(engine, 'A')).toEqual([]);
    expect(await bankLines(engine)).toHaveLength(1);
  });

  it('stops claiming by as much as the books have taken over', async () => {
    const engine = await books();
    await approveFirst(engine, await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002'));
    const row = {
      ...DUE,
      customerNumber: 'A',
      customerName: 'Anker AG',
      invoiceNumber: 'INV-5002',
      amount: '250.00',
    };
    await importRows(engine.workspace, [{ ...row, openAmount: '90.00' }], { fileName: 'later.csv' });
    expect(await claims(engine, 'A')).toMatchObject([{ claimedMinor: 9_000 }]);
    await importRows(engine.workspace, [{ ...row, openAmount: '0.00' }], { fileName: 'last.csv' });
    expect(await claims(engine, 'A')).toEqual([]);
  });

  it('is refused for an invoice that another payment has claimed', async () => {
    const engine = await books();
    const first = await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002');
    const second = await lineOf(engine, '2026-05-21,250.00,EUR,X,,INV-5002');
    const { accounts } = await adviseOn(engine.workspace, second);
    const [account] = accounts;
    const [proposal] = account?.proposals.proposals ?? [];
    await approveFirst(engine, first);
    if (account === undefined || proposal === undefined) throw new Error('nothing is proposed');
    await expect(
      approveProposal(engine.workspace, second, account.accountId, proposal),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await adviseOn(engine.workspace, second)).accounts).toMatchObject([
      { number: 'A', proposals: { proposals: [] } },
    ]);
  });

  it.each([
    ['parts that do not add up', { restMinor: minorUnits(1) }, 'validation'],
    ['no part at all', { allocations: [] }, 'validation'],
  ])('is refused for %s', async (_, change, code) => {
    const engine = await books();
    const id = await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002');
    const { accounts } = await adviseOn(engine.workspace, id);
    const [proposal] = accounts[0]?.proposals.proposals ?? [];
    if (proposal === undefined) throw new Error('nothing is proposed');
    const account = accounts[0]?.accountId as AccountId;
    await expect(
      approveProposal(engine.workspace, id, account, { ...proposal, ...change }),
    ).rejects.toMatchObject({ code });
  });
});

describe('a letter', () => {
  const gateOf = async (engine: EngineTest) => {
    const settings = await readSettings(engine.workspace);
    const { gate, invoices } = await proposeLetter(engine.workspace, settings, {
      language: 'en',
      accountId: await engine.account('A'),
      currency: currencyCode('EUR'),
      asOf: engine.workspace.today(),
    });
    return {
      codes: gate.map((entry) => `${entry.code} ${entry.decision}`),
      asks: invoices.map((one) => one.number),
    };
  };

  it('does not ask for an invoice whose payment is matched, and does again when the match is withdrawn', async () => {
    const engine = await books();
    const before = await gateOf(engine);
    expect(before.asks).toEqual(['INV-5001', 'INV-5002']);
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,245.00,EUR,X,,INV-5002'));
    const held = await gateOf(engine);
    expect(held.asks).toEqual(['INV-5001']);
    expect(held.codes).toContain('claimed_payment block');
    await engine.workspace.db.write('withdrawCashMatch', { id }, engine.workspace.context());
    expect(await gateOf(engine)).toEqual(before);
  });
});

describe('unapplied cash of the books', () => {
  it('is listed with open credits, and proposed for its own account', async () => {
    const engine = await books();
    await importRows(
      engine.workspace,
      [
        {
          customerNumber: 'A',
          customerName: 'Anker AG',
          paymentDate: '2026-05-20',
          amount: '250.00',
          currency: 'EUR',
          reference: 'your INV-5002',
        },
      ],
      { kind: 'payments', fileName: 'payments.csv' },
    );
    const { rows } = await unapplied(engine, ['payment', 'credit_note']);
    expect(rows).toMatchObject([
      { kind: 'payment', account: 'Anker AG', openMinor: 25_000, currency: 'EUR' },
    ]);
    const { accounts } = await adviseOn(engine.workspace, { paymentId: rows[0]?.id as PaymentId });
    expect(accounts).toMatchObject([{ number: 'A', proposals: { proposals: [{ confidence: 'exact' }] } }]);
  });
});

describe('the export for posting', () => {
  it('has a row for each part, runs no formula, and counts and stands in the log once it was saved', async () => {
    const engine = await books();
    await approveFirst(engine, await lineOf(engine, '2026-05-20,70.00,EUR,X,,=7+INV-5004'));
    const file = await exportMatches(engine.workspace, { format: 'csv', pending: true });
    const [header, row] = Buffer.from(file.bytes).toString('utf8').trim().split('\r\n');
    expect(header).toContain('Customer number,Customer,Payment date');
    expect(row).toContain(
      ",A2,Anker AG,2026-05-20,'=7+INV-5004,EUR,70.00,invoice,'=7+INV-5004,70.00,0.00,,0.00,numbers,",
    );
    const lastKind = 'SELECT kind FROM touchpoint ORDER BY seq DESC LIMIT 1';
    expect(engine.value(lastKind)).toBe('cash_match_approved');
    const pending = () => exportMatches(engine.workspace, { format: 'csv', pending: true });
    expect((await pending()).ids).toEqual(file.ids);
    await recordExport(engine.workspace, file);
    expect(engine.value(lastKind)).toBe('cash_matches_exported');
    expect((await pending()).ids).toEqual([]);
    const again = await exportMatches(engine.workspace, { format: 'xlsx', pending: false });
    expect(again).toMatchObject({ ids: file.ids, name: expect.stringMatching(/^cash-matches-.*\.xlsx$/) });
  });

  it('is recorded as it left, also with a match that was withdrawn while it was being saved', async () => {
    const engine = await books();
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002'));
    const file = await exportMatches(engine.workspace, { format: 'csv', pending: true });
    await withdrawMatch(engine.workspace, id);
    await recordExport(engine.workspace, file);
    expect(engine.value('SELECT exported_at IS NOT NULL FROM cash_match')).toBe(1);
  });
});
