import { describe, expect, it } from 'vitest';
import type { DisputeDetails } from '../../../electron/engine/db/commands/dispute-rows.ts';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { type WorklistFilter, worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

const TODAY = plainDate('2026-06-01');

const owing = (number: string, daysLate: number, amount = '100.00'): FileRow => ({
  customerNumber: number,
  customerName: `Customer ${number}`,
  invoiceNumber: `INV-${number}`,
  invoiceDate: addDays(TODAY, -daysLate - 30),
  dueDate: addDays(TODAY, -daysLate),
  amount,
  openAmount: amount,
  currency: 'USD',
  email: `ap@${number.toLowerCase()}.example`,
});

const ROWS = [
  owing('QUICK', 10, '900.00'),
  owing('REGULAR', 40, '900.00'),
  owing('OLD', 80, '900.00'),
  owing('SMALL', 80, '5.00'),
  owing('LATER', -10, '900.00'),
];

async function books(): Promise<EngineTest> {
  const engine = await engineTest({ start: TODAY });
  await importRows(engine.workspace, ROWS);
  return engine;
}

async function page(engine: EngineTest, filter: Partial<WorklistFilter> = {}, asOf?: PlainDate) {
  const today = engine.workspace.today();
  return engine.workspace.db.read('worklistPage', {
    filter: { ...worklistFilterSchema.parse({}), ...filter },
    sort: { key: 'name', descending: false },
    ...{ limit: 50, cursor: null, asOf: asOf ?? today, today },
  });
}

async function item(engine: EngineTest, number: string) {
  const { items } = await page(engine, { scope: 'all', held: 'any' });
  const found = items.find((one) => one.number === number);
  if (found === undefined) throw new Error(`${number} is not in the list.`);
  return found;
}

async function promise(engine: EngineTest, number: string, date: PlainDate) {
  await addPromise(engine.workspace, {
    accountId: await engine.account(number),
    currency: currencyCode('USD'),
    amountMinor: minorUnits(90_000),
    date,
    documentIds: [],
    promisedBy: null,
    channel: 'call',
    note: '',
  });
}

const plan = async (engine: EngineTest, numbers: readonly string[], owner: string | null = null) => {
  const accountIds: AccountId[] = [];
  for (const number of numbers) accountIds.push(await engine.account(number));
  const action = { kind: 'call', date: addDays(TODAY, 2), note: null };
  return engine.workspace.db.write('planStep', { accountIds, action, owner }, engine.workspace.context());
};

describe('the lanes of the worklist', () => {
  it('are counted with their sums, whichever of them is chosen', async () => {
    const engine = await books();
    const { lanes, items } = await page(engine, { lanes: ['at_risk'] });
    expect(items.map(({ number }) => number)).toEqual(['OLD']);
    expect(lanes).toEqual([
      { lane: 'quick_wins', rows: 1, sums: [{ currency: 'USD', overdue: 90_000 }] },
      { lane: 'at_risk', rows: 1, sums: [{ currency: 'USD', overdue: 90_000 }] },
      { lane: 'regular', rows: 1, sums: [{ currency: 'USD', overdue: 90_000 }] },
      { lane: 'small_balances', rows: 1, sums: [{ currency: 'USD', overdue: 500 }] },
    ]);
  });

  it('come with the first page alone', async () => {
    const engine = await books();
    const input = {
      filter: worklistFilterSchema.parse({}),
      sort: { key: 'name', descending: false },
      ...{ limit: 1, asOf: TODAY, today: TODAY },
    } as const;
    const first = await engine.workspace.db.read('worklistPage', { ...input, cursor: null });
    const second = await engine.workspace.db.read('worklistPage', { ...input, cursor: first.next });
    expect(first.lanes).toHaveLength(4);
    expect(second).toMatchObject({ lanes: [], withoutStep: 0 });
  });

  it('leave out what is not overdue', async () => {
    const engine = await books();
    expect(await item(engine, 'LATER')).toMatchObject({ lane: null, proposal: null, hasStep: true });
  });

  it('show promises that are due, though nothing is asked for, and only when they are chosen', async () => {
    const engine = await books();
    await promise(engine, 'OLD', TODAY);
    const numbers = async (filter: Partial<WorklistFilter>) =>
      (await page(engine, filter)).items.map(({ number }) => number);
    expect(await numbers({})).not.toContain('OLD');
    expect(await numbers({ lanes: ['promises_due'] })).toEqual(['OLD']);
    const { lanes } = await page(engine);
    expect(lanes[0]).toMatchObject({ lane: 'promises_due', rows: 1 });
  });

  it('change the day a promise breaks', async () => {
    const engine = await books();
    await promise(engine, 'OLD', addDays(TODAY, 1));
    expect(await item(engine, 'OLD')).toMatchObject({ lane: 'waiting', proposal: { kind: 'wait' } });
    engine.clock.forward(3);
    await engine.workspace.db.maintain('ageSummaries', { force: false }, engine.workspace.context());
    expect(await item(engine, 'OLD')).toMatchObject({ lane: 'broken_promises', proposal: { kind: 'call' } });
  });

  it('are worked out for a past day as well', async () => {
    const engine = await books();
    const { lanes } = await page(engine, {}, addDays(TODAY, -30));
    expect(lanes.map(({ lane }) => lane)).toEqual(['quick_wins', 'regular', 'small_balances']);
  });
});

describe('the next best action in the worklist', () => {
  it('is the letter of the stage where nothing speaks against it', async () => {
    const engine = await books();
    expect((await item(engine, 'QUICK')).proposal).toEqual({
      ...{ kind: 'mail', stage: 'friendly', date: TODAY },
      reasons: ['10 days late, nobody was in touch yet'],
    });
    expect((await item(engine, 'SMALL')).proposal).toMatchObject({ kind: 'send_statement' });
  });

  it('follows an address that came back, a wish, and a contact that is added or taken away', async () => {
    const engine = await books();
    const accountId = await engine.account('QUICK');
    const { db } = engine.workspace;
    const kind = async () => (await item(engine, 'QUICK')).proposal?.kind;
    const mark = { accountId, address: 'ap@quick.example', about: '550' };
    await db.write('markUndeliverable', mark, engine.workspace.context());
    expect(await kind()).toBe('call');
    await db.write('clearUndeliverable', mark, engine.workspace.context());
    expect(await kind()).toBe('mail');
    const [contact] = engine.rows<{ id: never }>('SELECT id FROM contact WHERE account_id = ?', accountId);
    if (contact === undefined) throw new Error('The file brought no contact.');
    await db.write('removeContact', { id: contact.id }, engine.workspace.context());
    expect(await kind()).toBe('call');
    const nobody = { name: 'Mia', role: null, email: 'mia@quick.example', phone: null, billing: true };
    await db.write('addContact', { accountId, contact: nobody }, engine.workspace.context());
    expect(await kind()).toBe('mail');
    const wish = { accountId, contactId: null, channel: 'all', reason: 'Lawyer' } as const;
    await db.write('setDoNotContact', wish, engine.workspace.context());
    expect(await kind()).toBe('escalate_internally');
  });

  it('is to read the books once the figures are too old to write to anybody', async () => {
    const engine = await books();
    engine.clock.forward(46);
    await engine.workspace.db.maintain('ageSummaries', { force: false }, engine.workspace.context());
    expect((await item(engine, 'QUICK')).proposal).toMatchObject({ kind: 'read_books', stage: null });
    const { balances } = await engine.workspace.db.read('accountView', {
      id: await engine.account('QUICK'),
      ...{ asOf: engine.workspace.today(), today: engine.workspace.today() },
    });
    expect(balances[0]?.proposal).toMatchObject({ kind: 'read_books' });
  });

  it('is to chase a dispute without a date, and to wait for its date', async () => {
    const engine = await books();
    const accountId = await engine.account('REGULAR');
    const details: DisputeDetails = {
      ...{ reason: 'price' as const, amountMinor: null, text: '', owner: 'Sales' },
      ...{ nextAction: null, nextDate: null, papers: [] },
    };
    const documentId = engine.value("SELECT id FROM document WHERE number = 'INV-REGULAR'") as DocumentId;
    const { db } = engine.workspace;
    const opened = await db.write(
      'openDispute',
      { accountId, documentId, ...details },
      engine.workspace.context(),
    );
    expect(await item(engine, 'REGULAR')).toMatchObject({
      ...{ lane: 'disputes', hasStep: false, proposal: { kind: 'chase_dispute' } },
    });
    const dated = { ...details, nextDate: addDays(TODAY, 3) };
    await db.write('changeDispute', { id: opened.output.id, details: dated }, engine.workspace.context());
    expect(await item(engine, 'REGULAR')).toMatchObject({
      ...{ hasStep: true, proposal: { kind: 'wait', date: '2026-06-04' } },
    });
  });
});

describe('overdue accounts without a next step', () => {
  it('are counted whatever the filter, and found by it', async () => {
    const engine = await books();
    expect((await page(engine, { search: 'nobody' })).withoutStep).toBe(4);
    await plan(engine, ['QUICK', 'OLD']);
    const { items, withoutStep } = await page(engine, { nextStep: 'none', held: 'any' });
    expect(withoutStep).toBe(2);
    expect(items.map(({ number }) => number)).toEqual(['REGULAR', 'SMALL']);
  });

  it('are none any more once a step is planned: whoever plans owns what nobody owned', async () => {
    const engine = await books();
    const actor = engine.workspace.context().actor;
    await plan(engine, ['QUICK'], 'Ines Okafor');
    const { output } = await plan(engine, ['QUICK', 'OLD']);
    expect(await item(engine, 'QUICK')).toMatchObject({ owner: 'Ines Okafor', hasStep: true });
    expect(await item(engine, 'OLD')).toMatchObject({ owner: actor, nextAction: { kind: 'call' } });
    expect(output.map(({ owner, action }) => [owner, action?.kind ?? null])).toEqual([
      ['Ines Okafor', 'call'],
      [null, null],
    ]);
  });

  it('each write has its entry: the action and the owner', async () => {
    const engine = await books();
    await plan(engine, ['QUICK']);
    const kinds = engine.rows<{ kind: string }>(
      "SELECT kind FROM touchpoint WHERE kind IN ('next_action_set', 'owner_set') ORDER BY seq",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['next_action_set', 'owner_set']);
    const { entries } = await plan(engine, ['QUICK']);
    expect(entries).toEqual([]);
  });
});
