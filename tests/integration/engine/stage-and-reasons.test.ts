import { describe, expect, it } from 'vitest';
import { type Instant, instant, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DraftId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

const row = (invoiceNumber: string, dueDate: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  invoiceNumber,
  invoiceDate: '2026-01-01',
  dueDate,
  amount: '100.00',
  currency: 'USD',
  ...more,
});

async function books(rows: readonly FileRow[], timeZone = 'UTC') {
  const engine = await engineTest({ timeZone });
  await importRows(engine.workspace, rows);
  return { engine, id: await engine.account('A') };
}

async function letterOut(
  engine: EngineTest,
  accountId: AccountId,
  sent: { readonly stage: string; readonly currency: string; readonly at: Instant },
): Promise<void> {
  const id = `letter-${sent.at}-${sent.currency}` as DraftId;
  const json = {
    toJson: '[]',
    ccJson: '[]',
    unresolvedJson: '[]',
    invoicesJson: '[]',
    gateJson: '[]',
    figuresJson: 'null',
  };
  const text = {
    subject: 's',
    text: 't',
    html: 'h',
    edited: false,
    messageId: id,
    sender: null,
    summary: 'x',
  };
  const about = { language: 'en', templateVersion: 1, amountMinor: 1, asOf: '2026-05-30' };
  const context = { ...engine.workspace.context(), now: sent.at };
  const { stage, currency } = sent;
  await engine.workspace.db.write(
    'createDraft',
    { id, accountId, stage, currency, ...about, ...text, ...json },
    context,
  );
  await engine.workspace.db.write('recordDraftExported', { id, as: 'copy' }, context);
}

async function balances(engine: EngineTest, id: AccountId, asOf: string) {
  const today = plainDate('2026-06-30');
  const view = await engine.workspace.db.read('accountView', { id, asOf: plainDate(asOf), today });
  return Object.fromEntries(view.balances.map(({ aging, ...balance }) => [aging.currency, balance]));
}

describe('the stage that an account’s next letter should have', () => {
  it('is never milder than what went out since the oldest invoice fell due, in that currency only', async () => {
    const { engine, id } = await books([row('U', '2026-05-20'), row('E', '2026-05-20', { currency: 'EUR' })]);
    const stages = async (asOf: string) => {
      const { USD, EUR } = await balances(engine, id, asOf);
      return [USD?.stage, EUR?.stage];
    };
    expect(await stages('2026-05-25')).toEqual(['friendly', 'friendly']);
    await letterOut(engine, id, { stage: 'firm', currency: 'EUR', at: instant('2026-05-22T10:00:00.000Z') });
    expect(await stages('2026-05-21')).toEqual(['friendly', 'friendly']);
    expect(await stages('2026-05-25')).toEqual(['friendly', 'firm']);
    const facts = async (currency: string) =>
      engine.workspace.db.read('letterFacts', {
        accountId: id,
        currency: currency as CurrencyCode,
        asOf: plainDate('2026-05-25'),
        today: plainDate('2026-06-30'),
      });
    expect((await facts('EUR')).proposedStage).toBe('firm');
    expect(await facts('USD')).toMatchObject({
      proposedStage: 'friendly',
      currencies: ['EUR', 'USD'],
      recentContacts: [{ date: '2026-05-22', kind: 'mail' }],
    });
    expect((await facts('GBP')).proposedStage).toBe('statement');
  });

  it('counts a letter on the day on which it went out where the workspace is', async () => {
    // 13:00 UTC on the 30th is the 31st in Auckland: a day after the invoice fell due, not the same day.
    for (const [timeZone, stage] of [
      ['UTC', 'friendly'],
      ['Pacific/Auckland', 'firm'],
    ] as const) {
      const { engine, id } = await books([row('U', '2026-05-30')], timeZone);
      await letterOut(engine, id, {
        stage: 'firm',
        currency: 'USD',
        at: instant('2026-05-30T13:00:00.000Z'),
      });
      expect((await balances(engine, id, '2026-06-02')).USD?.stage).toBe(stage);
    }
  });
});

describe('a large invoice that just fell due', () => {
  it('is a reason from the day after its due date for a week, and of the currency that it is in', async () => {
    const { engine, id } = await books([
      row('U', '2026-05-20'),
      row('E', '2026-08-20', { currency: 'EUR', amount: '1.00' }),
    ]);
    const told = async (asOf: string) => {
      const { USD, EUR } = await balances(engine, id, asOf);
      return [USD, EUR].map((balance) => balance?.reasons.find(({ code }) => code === 'newly_overdue')?.text);
    };
    expect(await told('2026-05-20')).toEqual([undefined, undefined]);
    expect((await told('2026-05-21'))[0]).toMatch(/^an invoice of .*100.* fell due 1 day ago$/);
    expect((await told('2026-05-27'))[0]).toMatch(/7 days ago$/);
    expect(await told('2026-05-28')).toEqual([undefined, undefined]);
  });
});

describe('what a file leaves beside its rows', () => {
  it('goes with its undo: the rejected rows, and their number', async () => {
    const { engine } = await books([row('U', '2026-05-20')]);
    const outcome = await importRows(engine.workspace, [row('V', '2026-05-20'), row('W', 'never')], {
      fileName: 'second.csv',
    });
    expect(outcome.rows.rejected).toBe(1);
    const [newest, first] = await engine.workspace.db.read('importHistory', null);
    expect([newest?.fileName, newest?.rejected.length, newest?.undoable, first?.undoable]).toEqual([
      'second.csv',
      1,
      true,
      false,
    ]);
    if (newest === undefined) throw new Error('The import is not in the history.');
    const { rejected } = await engine.workspace.db.read('rejectedRows', { id: newest.id });
    expect(rejected).toMatchObject([{ row: 3, cells: expect.arrayContaining(['never']) }]);
    await engine.workspace.db.write('undoImport', { batchId: newest.id }, engine.workspace.context());
    const [undone, standing] = await engine.workspace.db.read('importHistory', null);
    expect([undone?.rejected, undone?.undoable, standing?.undoable]).toEqual([[], false, true]);
    expect((await engine.workspace.db.read('rejectedRows', { id: newest.id })).rejected).toEqual([]);
    await expect(engine.workspace.db.read('rejectedRows', { id: 'none' as never })).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no such import.',
    });
  });

  it('is the mapping that was used last for its shape', async () => {
    const { engine } = await books([row('U', '2026-05-20')]);
    const { db } = engine.workspace;
    const save = (kind: string, mappingJson: string) =>
      db.write('saveMapping', { shapeHash: 'shape', kind, mappingJson }, engine.workspace.context());
    await save('invoices', '{"a":1}');
    await save('payments', '{"b":1}');
    expect(await db.read('savedMapping', { shapeHash: 'shape' })).toBe('{"b":1}');
    expect((await save('payments', '{"b":1}')).entries).toEqual([]);
    await save('invoices', '{"a":2}');
    expect(await db.read('savedMapping', { shapeHash: 'shape' })).toBe('{"a":2}');
    expect(await db.read('savedMapping', { shapeHash: 'other' })).toBeNull();
  });
});
