import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/engine/db/open.ts';
import {
  adviseOn,
  approveProposal,
  withdrawMatch,
} from '../../../electron/engine/services/cash-application/cash-desk.ts';
import { exportMatches } from '../../../electron/engine/services/cash-application/export-matches.ts';
import type { BankLineId, DocumentId, ImportBatchId } from '../../../shared/domain/ids.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { approveFirst, books, claims, lineOf, take, unapplied } from '../../support/engine/cash-books.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';

/** What a connection does when the accounting system does not have an invoice any more. */
function deleteInvoice({ files }: EngineTest, number: string): void {
  const connection = openConnection(files.paths.database, files.key, 'writer');
  connection.prepare("UPDATE document SET deleted_at = '2026-05-21T00:00:00Z' WHERE number = ?").run(number);
  connection.close();
}

describe('a pasted remittance advice', () => {
  it('decides line by line how much goes to which invoice', async () => {
    const engine = await books();
    const id = await lineOf(engine, '2026-05-20,200.00,EUR,Somebody,,thanks');
    const remittance = 'INV-5001   01.04.2026    60.00\nINV-5002   01.04.2026   140.00\nTotal   200.00';
    const more = { accountId: await engine.account('A'), remittance };
    const [account] = (await adviseOn(engine.workspace, id, more)).accounts;
    const [proposal] = account?.proposals.proposals ?? [];
    expect(proposal?.allocations.map((part) => [part.number, part.amountMinor])).toEqual([
      ['INV-5001', 6_000],
      ['INV-5002', 14_000],
    ]);
    if (account === undefined || proposal === undefined) throw new Error('nothing is proposed');
    await approveProposal(engine.workspace, id, account.accountId, proposal);
    expect((await claims(engine, 'A')).map((one) => one.claimedMinor).sort()).toEqual([14_000, 6_000].sort());
  });

  it('whose lines do not add up to its total is told', async () => {
    const engine = await books();
    const id = await lineOf(engine, '2026-05-20,200.00,EUR,Somebody,,thanks');
    const remittance = 'INV-5001 60.00\nTotal 200.00';
    const { accounts } = await adviseOn(engine.workspace, id, {
      accountId: await engine.account('A'),
      remittance,
    });
    expect(accounts[0]?.proposals.remarks).toContain('The lines of the advice do not add up to its total.');
  });
});

describe('the lists', () => {
  it('go on behind the last row, also when a row before it was taken away meanwhile', async () => {
    const engine = await books();
    const rows = [1, 2, 3, 4, 5].map((day) => `2026-05-0${day},${day}.00,EUR,X,,payment ${day}`);
    await take(engine, ...rows, '2026-05-05,7.00,EUR,X,,INV-5002');
    const first = await unapplied(engine, ['bank_line'], 2);
    expect(first).toMatchObject({ total: 6, rows: [{ date: '2026-05-05' }, { date: '2026-05-05' }] });
    const taken = { bankLineId: first.rows[0]?.id as BankLineId };
    const part = { itemId: engine.value("SELECT id FROM document WHERE number = 'INV-5002'") as DocumentId };
    const open = first.rows[0]?.openMinor ?? minorUnits(0);
    const allocation = { ...part, kind: 'invoice' as const, number: 'INV-5002', amountMinor: open };
    await approveProposal(engine.workspace, taken, await engine.account('A'), {
      kind: 'numbers',
      confidence: 'possible',
      allocations: [{ ...allocation, shortMinor: minorUnits(0), shortReason: null }],
      restMinor: minorUnits(0),
      reasons: [],
    });
    const second = await unapplied(engine, ['bank_line'], 2, first.next);
    expect(second.rows.map((row) => row.date)).toEqual(['2026-05-04', '2026-05-03']);
    const last = await unapplied(engine, ['bank_line'], 2, second.next);
    expect(last).toMatchObject({ rows: [{ date: '2026-05-02' }, { date: '2026-05-01' }], next: null });
  });

  it('show what was approved with its parts, and without it once it is withdrawn', async () => {
    const engine = await books();
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,245.00,EUR,X,,INV-5002'));
    const page = { limit: 10, cursor: null };
    const { rows, total } = await engine.workspace.db.read('cashMatchPage', { ...page, pending: true });
    expect(total).toBe(1);
    expect(rows).toMatchObject([
      { id, account: 'Anker AG', amountMinor: 24_500, text: 'INV-5002', exportedAt: null, paymentId: null },
    ]);
    expect(rows[0]?.items).toMatchObject([
      { number: 'INV-5002', amountMinor: 24_500, shortMinor: 500, gone: false },
    ]);
    expect(await withdrawMatch(engine.workspace, id)).toMatchObject({ withdrawn: true });
    expect(await withdrawMatch(engine.workspace, id)).toMatchObject({ withdrawn: false });
    expect(await engine.workspace.db.read('cashMatchPage', { ...page, pending: false })).toMatchObject({
      rows: [],
      total: 0,
    });
  });
});

describe('what an approval rests on', () => {
  it('is not taken away by undoing its import, and can be once the match is withdrawn', async () => {
    const engine = await books();
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002'));
    const batchId = engine.value('SELECT id FROM import_batch') as ImportBatchId;
    const undo = () => engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    await expect(undo()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('INV-5002 of Anker AG came with'),
    });
    const file = await exportMatches(engine.workspace, { format: 'csv', pending: true });
    expect(file.ids).toEqual([id]);
    await withdrawMatch(engine.workspace, id);
    await undo();
    expect(engine.value('SELECT COUNT(*) FROM document')).toBe(0);
  });

  it('is not exported when the accounting system has deleted it, and the words say which and what to do', async () => {
    const engine = await books();
    const id = await approveFirst(engine, await lineOf(engine, '2026-05-20,250.00,EUR,X,,INV-5002'));
    deleteInvoice(engine, 'INV-5002');
    const run = () => exportMatches(engine.workspace, { format: 'csv', pending: true });
    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('INV-5002 (Anker AG)'),
    });
    expect(engine.value('SELECT COUNT(*) FROM cash_match WHERE exported_at IS NOT NULL')).toBe(0);
    await withdrawMatch(engine.workspace, id);
    expect(await run()).toMatchObject({ ids: [] });
  });
});
