import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../electron/engine/db/commands/index.ts';
import { EVERYTHING, exportLog, readLogPage } from '../../../electron/engine/services/log/log-service.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DraftId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const NOON = '2026-05-20T12:00:00.000Z';

/** An account with payments on some days and entries of the log at the very same moments. */
async function busyAccount(
  timeZone = 'UTC',
): Promise<{ readonly engine: EngineTest; readonly id: AccountId }> {
  const engine = await engineTest({ timeZone });
  const invoices = ['R1', 'R2', 'R3', 'R4', 'E1'].map((invoiceNumber) => ({
    customerNumber: 'A',
    invoiceNumber,
    invoiceDate: '2026-04-01',
    dueDate: '2026-05-01',
    amount: '100.00',
    currency: invoiceNumber === 'E1' ? 'EUR' : 'USD',
  }));
  await importRows(engine.workspace, [
    ...invoices,
    { ...invoices[0], customerNumber: 'B', invoiceNumber: 'B1' },
  ]);
  await importRows(
    engine.workspace,
    [
      ['R1', '2026-05-20', '10.00', 'USD'],
      ['R2', '2026-05-20', '5.00', 'USD'],
      ['E1', '2026-05-20', '7.00', 'EUR'],
      ['R1', '2026-05-22', '1.00', 'USD'],
      ['R2', '2026-05-22', '1.00', 'USD'],
      ['R3', '2026-05-22', '1.00', 'USD'],
      ['R4', '2026-05-22', '1.00', 'USD'],
    ].map(([invoiceNumber, paymentDate, amount, currency]) => ({
      customerNumber: 'A',
      invoiceNumber: invoiceNumber ?? '',
      paymentDate: paymentDate ?? '',
      paymentReference: `P-${invoiceNumber}-${paymentDate}`,
      amount: amount ?? '',
      currency: currency ?? '',
    })),
    { kind: 'payments' },
  );
  const id = await engine.account('A');
  for (const text of ['one', 'two', 'three']) await note(engine, id, text, NOON);
  await engine.workspace.db.write(
    'setNextAction',
    { accountIds: [id], action: { kind: 'call', date: plainDate('2026-06-03'), note: null } },
    engine.workspace.context(),
  );
  return { engine, id };
}

const note = (engine: EngineTest, accountId: AccountId, text: string, at: string) =>
  engine.workspace.db.write(
    'addTouchpoint',
    { accountId, kind: 'note', outcome: null, text },
    { ...engine.workspace.context(), now: instant(at) },
  );

/** Goes through a list page by page; between two pages somebody writes. */
async function through<Row>(
  page: (cursor: string | null) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
  limit: number,
  between: () => Promise<unknown> = async () => undefined,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let cursor: string | null = null; ; ) {
    const { rows, next } = await page(cursor);
    expect(rows.length).toBeLessThanOrEqual(limit);
    if (cursor !== null) expect(rows).not.toEqual([]);
    found.push(...rows);
    expect(found.length).toBeLessThan(1_000);
    if (next === null) return found;
    expect(rows.length).toBe(limit);
    cursor = next;
    await between();
  }
}

describe('a timeline', () => {
  const timelinePage =
    (engine: EngineTest, id: AccountId, limit: number, more: object = {}) =>
    async (cursor: string | null) => {
      const input = { id, group: 'all', limit, cursor, ...more } as const;
      const { entries, next } = await engine.workspace.db.read('timeline', input);
      return { rows: entries.map(({ key }) => key), next };
    };

  it('has every entry once in pages of any size, also where many happened at one moment and more is added', async () => {
    const { engine, id } = await busyAccount();
    const whole = await through(timelinePage(engine, id, 500), 500);
    expect(new Set(whole).size).toBe(whole.length);
    expect(whole.length).toBe(7);
    for (let limit = 1; limit <= whole.length + 1; limit += 1) {
      const added = () => note(engine, id, 'later', '2026-06-02T09:00:00.000Z');
      const before = await through(timelinePage(engine, id, 500), 500);
      expect(await through(timelinePage(engine, id, limit), limit, limit < 4 ? added : undefined)).toEqual(
        before,
      );
    }
  });

  it('groups the payments of a day by currency and names up to three invoices', async () => {
    const { engine, id } = await busyAccount();
    const { entries } = await engine.workspace.db.read('timeline', {
      id,
      group: 'ledger',
      limit: 9,
      cursor: null,
    });
    expect(
      entries.map(({ summary, money, actor, at }) => [summary, money?.minor, money?.currency, actor, at]),
    ).toEqual([
      ['Payment received on 4 invoices', 400, 'USD', 'Ledger', '2026-05-22T12:00:00.000Z'],
      ['Payment received on R1, R2', 1_500, 'USD', 'Ledger', NOON],
      ['Payment received on E1', 700, 'EUR', 'Ledger', NOON],
    ]);
    const conversation = await engine.workspace.db.read('timeline', {
      id,
      group: 'conversation',
      limit: 9,
      cursor: null,
    });
    expect(conversation.entries.map(({ summary, text }) => [summary, text])).toEqual([
      ['Note: three', 'three'],
      ['Note: two', 'two'],
      ['Note: one', 'one'],
    ]);
  });

  it('of a past day ends with that day where the workspace is', async () => {
    const { engine, id } = await busyAccount('America/New_York');
    // 03:30 UTC on the 21st is still the evening of the 20th in New York.
    await note(engine, id, 'late', '2026-05-21T03:30:00.000Z');
    await note(engine, id, 'next day', '2026-05-21T04:00:00.000Z');
    const seen = async (asOf: string) =>
      (
        await engine.workspace.db.read('timeline', {
          id,
          group: 'conversation',
          asOf: plainDate(asOf),
          limit: 9,
          cursor: null,
        })
      ).entries.map(({ text }) => text);
    expect(await seen('2026-05-19')).toEqual([]);
    expect(await seen('2026-05-20')).toEqual(['late', 'three', 'two', 'one']);
    expect(await seen('2026-05-21')).toEqual(['next day', 'late', 'three', 'two', 'one']);
    const ofLog = async (from: string | null, to: string | null) => {
      const [first, last] = [from, to].map((day) => (day === null ? null : plainDate(day)));
      const selection = { ...EVERYTHING, from: first ?? null, to: last ?? null, kinds: ['note'] as const };
      return (await readLogPage(engine.workspace, selection, 9, null)).entries.map(({ text }) => text);
    };
    expect(await ofLog('2026-05-20', '2026-05-20')).toEqual(['late', 'three', 'two', 'one']);
    expect(await ofLog('2026-05-21', null)).toEqual(['next day']);
    expect(await ofLog(null, '2026-05-19')).toEqual([]);
  });
});

describe('the log', () => {
  it('has every entry once in pages of any size while entries are added, newest first, and ends with its last page', async () => {
    const { engine, id } = await busyAccount();
    const { workspace } = engine;
    const total = Number(engine.value('SELECT COUNT(*) FROM touchpoint'));
    for (const limit of [1, 2, total - 1, total, total + 1]) {
      const start = Number(engine.value('SELECT MAX(seq) FROM touchpoint'));
      const page = async (cursor: string | null) => {
        const { entries, next } = await readLogPage(workspace, EVERYTHING, limit, cursor);
        return { rows: entries.map(({ seq }) => seq), next };
      };
      const added = () => (limit === 2 ? note(engine, id, 'more', NOON) : Promise.resolve());
      const found = await through(page, limit, added);
      expect(found).toEqual(Array.from({ length: start }, (_, index) => start - index));
    }
    await expect(readLogPage(workspace, EVERYTHING, 2, 'bm8')).rejects.toMatchObject({ code: 'validation' });
  });

  it('is narrowed by who, which account and which kinds, all at once, in pages and in an export', async () => {
    const { engine, id } = await busyAccount();
    const { workspace } = engine;
    const other = await engine.account('B');
    const tom = { ...workspace.context(), actor: 'Tom' };
    const call: CommandInput<'addTouchpoint'> = { accountId: id, kind: 'call', outcome: 'busy', text: '' };
    await workspace.db.write('addTouchpoint', call, tom);
    await workspace.db.write('addTouchpoint', { ...call, accountId: other }, tom);
    await workspace.db.write('addTouchpoint', { ...call, accountId: other }, workspace.context());
    const count = async (selection: Partial<typeof EVERYTHING>) => {
      const asked = { ...EVERYTHING, ...selection };
      const { entries, total, actors } = await readLogPage(workspace, asked, 100, null);
      expect(total).toBe(entries.length);
      expect(actors).toEqual(['Ines Okafor', 'Tom']);
      expect((await exportLog(workspace, asked, 'jsonl')).entries).toBe(total);
      return total;
    };
    expect(await count({ actor: 'Tom' })).toBe(2);
    expect(await count({ actor: 'Tom', accountId: id })).toBe(1);
    expect(await count({ kinds: ['call'] })).toBe(3);
    expect(await count({ kinds: ['call', 'note'], accountId: id })).toBe(4);
    expect(await count({ actor: 'tom' })).toBe(0);
    expect(await count({})).toBe(Number(engine.value('SELECT COUNT(*) FROM touchpoint')));
  });
});

describe('a list of drafts', () => {
  it('has every draft of the asked states and account once in pages of any size, while drafts are added', async () => {
    const { engine, id } = await busyAccount();
    const { workspace } = engine;
    const other = await engine.account('B');
    let made = 0;
    const draft = async (accountId: AccountId) => {
      made += 1;
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
        messageId: `${made}`,
        sender: null,
        summary: 'x',
      };
      const about = { currency: 'USD', stage: 'firm', language: 'en', templateVersion: 1, amountMinor: 1 };
      const draftId = `d${String(made).padStart(3, '0')}` as DraftId;
      const input = { id: draftId, accountId, asOf: workspace.today(), ...about, ...text, ...json };
      await workspace.db.write('createDraft', input, workspace.context());
      if (made % 4 === 0) await workspace.db.write('discardDraft', { id: draftId }, workspace.context());
    };
    for (let index = 0; index < 12; index += 1) await draft(index % 3 === 0 ? other : id);
    const states = fc.subarray(['draft', 'discarded', 'queued'], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(states, fc.boolean(), fc.integer({ min: 1, max: 13 }), async (asked, all, limit) => {
        const accountId = all ? null : id;
        const expected = engine
          .rows<{ id: string; state: string; account_id: string }>('SELECT * FROM draft ORDER BY id DESC')
          .filter((row) => asked.includes(row.state) && (all || row.account_id === id))
          .map((row) => row.id);
        const page = async (cursor: string | null) => {
          const input = { states: asked, accountId, limit, cursor };
          const { drafts, next, total } = await workspace.db.read('draftList', input);
          if (cursor === null) expect(total).toBe(expected.length);
          return { rows: drafts.map((row) => row.id as string), next };
        };
        expect(await through(page, limit, () => draft(id))).toEqual(expected);
      }),
      { numRuns: 12 },
    );
    await expect(
      workspace.db.read('draftList', { states: ['draft'], accountId: null, limit: 1, cursor: 'MQ' }),
    ).rejects.toMatchObject({ code: 'validation' });
  });
});
