import { describe, expect, it } from 'vitest';
import type { DisputeDetails } from '../../../electron/engine/db/commands/dispute-rows.ts';
import type { TodayView } from '../../../electron/engine/db/queries/today.ts';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { TodaySection } from '../../../shared/domain/today/sections.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

/** A Monday. */
const TODAY = plainDate('2026-06-01');

async function books(): Promise<EngineTest> {
  const engine = await engineTest({ start: TODAY });
  await importRows(
    engine.workspace,
    ['A', 'B', 'C'].map((number) => ({
      customerNumber: number,
      customerName: `Customer ${number}`,
      invoiceNumber: `INV-${number}`,
      invoiceDate: '2026-04-01',
      dueDate: '2026-05-01',
      amount: '100.00',
      openAmount: '100.00',
      currency: 'USD',
      email: `ap@${number.toLowerCase()}.example`,
    })),
  );
  return engine;
}

const view = (engine: EngineTest): Promise<TodayView> =>
  engine.workspace.db.read('todayView', { today: engine.workspace.today() });

async function section(engine: EngineTest, name: TodaySection) {
  const found = (await view(engine)).sections.find((one) => one.section === name);
  if (found === undefined) throw new Error(`There is no section ${name}.`);
  return found;
}

async function promise(engine: EngineTest, number: string, date: PlainDate) {
  await addPromise(engine.workspace, {
    accountId: await engine.account(number),
    currency: currencyCode('USD'),
    ...{ amountMinor: minorUnits(10_000), date, documentIds: [] },
    ...{ promisedBy: 'Mia Lund', channel: 'call', note: '' },
  });
}

/** The numbers of the customers on the worklist as it opens. */
async function listed(engine: EngineTest) {
  const { items } = await engine.workspace.db.read('worklistPage', {
    filter: worklistFilterSchema.parse({}),
    sort: { key: 'name', descending: false },
    ...{ limit: 10, cursor: null, asOf: engine.workspace.today(), today: engine.workspace.today() },
  });
  return items.map(({ number }) => number);
}

async function plan(engine: EngineTest, number: string, kind: string, date: PlainDate) {
  const action = { kind, date, note: kind === 'call' ? 'Ask Mia' : null };
  await engine.workspace.db.write(
    'setNextAction',
    { accountIds: [await engine.account(number)], action },
    engine.workspace.context(),
  );
}

async function tomorrow(engine: EngineTest, days = 1) {
  engine.clock.forward(days);
  await engine.workspace.db.maintain('ageSummaries', { force: false }, engine.workspace.context());
}

describe('the morning screen', () => {
  it('has every section in its order, empty ones too, and says from when on things are new', async () => {
    const engine = await books();
    const { sections, since, figuresTooOld } = await view(engine);
    expect(sections.map(({ section: name, total }) => [name, total])).toEqual([
      ['replies', 0],
      ['broken_promises', 0],
      ['promises_due', 0],
      ['callbacks', 0],
      ['follow_ups', 0],
      ['disputes', 0],
      ['without_step', 3],
      ['payments', 0],
    ]);
    expect(since).toBe('2026-05-29');
    expect(figuresTooOld).toBe(false);
    await tomorrow(engine);
    expect((await view(engine)).since).toBe('2026-06-01');
  });

  it('lists a promise on its day, in its days of grace, and as broken the day after', async () => {
    const engine = await books();
    await promise(engine, 'A', addDays(TODAY, 1));
    expect((await section(engine, 'promises_due')).total).toBe(0);
    await tomorrow(engine);
    expect((await section(engine, 'promises_due')).rows).toMatchObject([
      { name: 'Customer A', minor: 10_000, currency: 'USD', text: 'Mia Lund promised it, last day 3 Jun' },
    ]);
    await tomorrow(engine);
    expect((await section(engine, 'promises_due')).rows[0]?.text).toContain('today is the last day');
    await tomorrow(engine);
    expect((await section(engine, 'promises_due')).total).toBe(0);
    expect((await section(engine, 'broken_promises')).rows).toMatchObject([
      { name: 'Customer A', minor: 10_000, text: 'Promise broken on 3 Jun' },
    ]);
  });

  it('is of the day on which it is read, also before anybody aged the figures for that day', async () => {
    const engine = await books();
    await promise(engine, 'A', TODAY);
    await plan(engine, 'B', 'mail', addDays(TODAY, 2));
    engine.clock.forward(2);
    const early = await view(engine);
    expect(early.sections.find((one) => one.section === 'broken_promises')?.rows).toMatchObject([
      { name: 'Customer A', minor: 10_000, text: 'Promise broken on 2 Jun' },
    ]);
    expect(early.sections.find((one) => one.section === 'follow_ups')?.rows).toMatchObject([
      { name: 'Customer B', currency: 'USD', minor: 10_000 },
    ]);
    await tomorrow(engine, 0);
    expect(await view(engine)).toEqual(early);
  });

  it('lists a promise that broke while somebody holds the account, which is off the worklist till then', async () => {
    const engine = await books();
    const accountId = await engine.account('A');
    await promise(engine, 'A', addDays(TODAY, 1));
    const hold = {
      target: { scope: 'account' as const, accountId },
      ...{ reason: 'The client wants it so', until: addDays(TODAY, 4) },
    };
    await engine.workspace.db.write('setHold', hold, engine.workspace.context());
    await tomorrow(engine, 3);
    expect((await section(engine, 'broken_promises')).rows).toMatchObject([{ name: 'Customer A' }]);
    expect(await listed(engine)).toEqual(['B', 'C']);
    await tomorrow(engine);
    expect(await listed(engine)).toEqual(['A', 'B', 'C']);
  });

  it('tells calls from other follow-ups, and leaves out what is later or snoozed', async () => {
    const engine = await books();
    await plan(engine, 'A', 'call', TODAY);
    await plan(engine, 'B', 'send_copy', addDays(TODAY, -2));
    await plan(engine, 'C', 'call', addDays(TODAY, 1));
    expect((await section(engine, 'callbacks')).rows).toMatchObject([
      { number: 'A', text: 'Call: Ask Mia', date: TODAY, minor: 10_000 },
    ]);
    expect((await section(engine, 'follow_ups')).rows).toMatchObject([{ number: 'B', text: 'Send copy' }]);
    const away = {
      accountIds: [await engine.account('A')],
      until: addDays(TODAY, 4),
      reason: null,
    };
    await engine.workspace.db.write('snooze', away, engine.workspace.context());
    expect((await section(engine, 'callbacks')).total).toBe(0);
  });

  it('names a dispute without a next date, and one whose date went by', async () => {
    const engine = await books();
    const documentId = engine.value("SELECT id FROM document WHERE number = 'INV-B'") as DocumentId;
    const details: DisputeDetails = {
      ...{ reason: 'price' as const, amountMinor: minorUnits(4_000), text: '', owner: 'Sales' },
      ...{ nextAction: 'Ask Sales', nextDate: addDays(TODAY, 1), papers: [] },
    };
    await engine.workspace.db.write(
      'openDispute',
      { accountId: await engine.account('B'), documentId, ...details },
      engine.workspace.context(),
    );
    expect((await section(engine, 'disputes')).total).toBe(0);
    await tomorrow(engine, 2);
    expect((await section(engine, 'disputes')).rows).toMatchObject([
      {
        ...{ number: 'B', minor: 4_000, date: '2026-06-02' },
        text: 'INV-B, price · open for 2 days · Ask Sales was due on 2 Jun · with Sales',
      },
    ]);
  });

  it('lists who waits for an answer, and no more once it was given', async () => {
    const engine = await books();
    const accountId = await engine.account('C');
    const context = engine.workspace.context();
    await engine.workspace.db.write('markUnanswered', { accountId, about: 'Wrong PO' }, context);
    expect((await section(engine, 'replies')).rows).toMatchObject([{ number: 'C', text: 'Wrong PO' }]);
    await engine.workspace.db.write('clearUnanswered', { accountId }, engine.workspace.context());
    expect((await section(engine, 'replies')).total).toBe(0);
  });

  it('offers what has no next step with the reason of its proposal, until one is planned', async () => {
    const engine = await books();
    const first = (await section(engine, 'without_step')).rows;
    expect(first).toHaveLength(3);
    expect(first[0]?.text).toBe('31 days late, nobody was in touch yet');
    await plan(engine, 'A', 'call', addDays(TODAY, 9));
    expect((await section(engine, 'without_step')).rows.map(({ number }) => number)).toEqual(['B', 'C']);
  });

  it('shows payments dated since the last working day, and says what is not applied', async () => {
    const engine = await books();
    const pay = (id: string, paymentDate: string, amount: string) => ({
      ...{ customerNumber: 'A', customerName: 'Customer A', currency: 'USD' },
      ...{ paymentDate, amount, unappliedAmount: amount, paymentReference: id },
    });
    await importRows(
      engine.workspace,
      [pay('T-1', '2026-05-29', '40.00'), pay('T-2', '2026-05-28', '25.00')],
      { kind: 'payments' },
    );
    const { rows } = await section(engine, 'payments');
    expect(rows.map(({ date }) => date)).toEqual(['2026-05-29']);
    expect(rows[0]).toMatchObject({ name: 'Customer A', minor: 4_000 });
    expect(rows[0]?.text).toBe('Not applied yet · T-1');
  });
});
