import { describe, expect, it } from 'vitest';
import type { PreviousAction, PreviousSnooze } from '../../../electron/engine/db/commands/planning.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { logged } from '../../support/engine/logged.ts';

const D = plainDate;
const CALL = { kind: 'call', date: D('2026-06-03'), note: 'ask for Mia' };

async function booksOf(...customers: readonly string[]): Promise<EngineTest> {
  const engine = await engineTest();
  await importRows(
    engine.workspace,
    customers.map((customerNumber) => ({
      customerNumber,
      invoiceNumber: '1',
      invoiceDate: '2026-04-01',
      dueDate: '2026-05-01',
      amount: '1.00',
    })),
  );
  return engine;
}

/** The plans and the worklist that rests on them; who set them and when is part of the log, not of the plan. */
const plans = (engine: EngineTest) => [
  engine.rows('SELECT account_id, kind, date, note FROM next_action ORDER BY account_id'),
  engine.rows('SELECT account_id, until, reason FROM snooze ORDER BY account_id'),
  engine.rows('SELECT * FROM account_summary ORDER BY account_id'),
];

async function shown(engine: EngineTest, filter: object, asOf: string): Promise<readonly string[]> {
  const today = engine.workspace.today();
  const page = await engine.workspace.db.read('worklistPage', {
    filter: { ...worklistFilterSchema.parse({}), held: 'any', ...filter },
    sort: { key: 'name', descending: false },
    limit: 50,
    cursor: null,
    asOf: D(asOf),
    today,
  });
  return page.items.map((item) => item.name);
}

describe('a next action', () => {
  it('is told with what stood there before, and is changed by its note alone', async () => {
    const engine = await booksOf('A');
    const id = await engine.account('A');
    const set = await logged(engine, 'setNextAction', { accountIds: [id], action: CALL });
    expect(set.entries).toEqual([
      {
        kind: 'next_action_set',
        account: id,
        payload: { summary: 'Next: call on 3 Jun 2026: ask for Mia', ...CALL, before: null },
      },
    ]);
    const later = { ...CALL, note: null };
    const changed = await logged(engine, 'setNextAction', { accountIds: [id], action: later });
    expect(changed.output).toEqual([{ accountId: id, action: CALL }]);
    expect(changed.entries[0]?.payload).toEqual({
      summary: 'Next: call on 3 Jun 2026',
      ...later,
      before: CALL,
    });
    const cleared = await logged(engine, 'setNextAction', { accountIds: [id], action: null });
    expect(cleared.entries).toEqual([
      {
        kind: 'next_action_cleared',
        account: id,
        payload: { summary: 'Next action cleared', before: later },
      },
    ]);
    expect((await logged(engine, 'setNextAction', { accountIds: [id], action: null })).entries).toEqual([]);
  });

  it('of a selection is logged only where it changes, and is taken back to exactly what stood there', async () => {
    const engine = await booksOf('A', 'B', 'C');
    const ids = await Promise.all(['A', 'B', 'C'].map((key) => engine.account(key)));
    const [first, second, third] = ids;
    const other = { kind: 'send_copy', date: D('2026-06-20'), note: null };
    await logged(engine, 'setNextAction', { accountIds: ids.slice(0, 1), action: CALL });
    await logged(engine, 'setNextAction', { accountIds: ids.slice(1, 2), action: other });
    const before = plans(engine);
    const { output, entries } = await logged(engine, 'setNextAction', { accountIds: ids, action: CALL });
    expect(entries.map(({ account }) => account)).toEqual([second, third]);
    expect(output).toEqual([
      { accountId: first, action: CALL },
      { accountId: second, action: other },
      { accountId: third, action: null },
    ]);
    for (const { accountId, action } of output as readonly PreviousAction[]) {
      await logged(engine, 'setNextAction', { accountIds: [accountId], action });
    }
    expect(plans(engine)).toEqual(before);
  });

  it('is set for nobody when one of the selection is unknown', async () => {
    const engine = await booksOf('A');
    const before = plans(engine);
    const accountIds = [await engine.account('A'), 'nobody' as AccountId];
    await expect(logged(engine, 'setNextAction', { accountIds, action: CALL })).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no such account in this workspace.',
    });
    await expect(
      logged(engine, 'snooze', { accountIds, until: D('2026-07-01'), reason: null }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(plans(engine)).toEqual(before);
  });

  it('is planned until the day before its date and due on it', async () => {
    const engine = await booksOf('A', 'B');
    await logged(engine, 'setNextAction', { accountIds: [await engine.account('A')], action: CALL });
    const by = async (asOf: string) => ({
      due: await shown(engine, { nextAction: 'due' }, asOf),
      planned: await shown(engine, { nextAction: 'planned' }, asOf),
      none: await shown(engine, { nextAction: 'none' }, asOf),
    });
    expect(await by('2026-06-02')).toEqual({ due: [], planned: ['A'], none: ['B'] });
    expect(await by('2026-06-03')).toEqual({ due: ['A'], planned: [], none: ['B'] });
    expect(await by('2026-06-04')).toEqual({ due: ['A'], planned: [], none: ['B'] });
  });
});

describe('a snooze', () => {
  it('is told with its reason and the day before, and is changed by its reason alone', async () => {
    const engine = await booksOf('A');
    const accountIds = [await engine.account('A')];
    const until = D('2026-06-10');
    const put = await logged(engine, 'snooze', { accountIds, until, reason: 'promised' });
    expect(put.entries[0]).toEqual({
      kind: 'snoozed',
      account: accountIds[0],
      payload: { summary: 'Snoozed until 10 Jun 2026: promised', until, reason: 'promised', before: null },
    });
    const other = await logged(engine, 'snooze', { accountIds, until, reason: 'on leave' });
    expect(other.output).toEqual([{ accountId: accountIds[0], until, reason: 'promised' }]);
    expect(other.entries[0]?.payload).toMatchObject({ reason: 'on leave', before: until });
    expect((await logged(engine, 'snooze', { accountIds, until, reason: 'on leave' })).entries).toEqual([]);
    const ended = await logged(engine, 'snooze', { accountIds, until: null, reason: 'ignored' });
    expect(ended.entries[0]).toMatchObject({
      kind: 'snooze_ended',
      payload: { summary: 'Snooze ended', before: until },
    });
    expect((await logged(engine, 'snooze', { accountIds, until: null, reason: 'x' })).entries).toEqual([]);
  });

  it('of a selection is taken back to exactly what stood there, reasons included', async () => {
    const engine = await booksOf('A', 'B');
    const accountIds = [await engine.account('A'), await engine.account('B')];
    await logged(engine, 'snooze', {
      accountIds: accountIds.slice(0, 1),
      until: D('2026-06-05'),
      reason: 'promised',
    });
    const before = plans(engine);
    const { output } = await logged(engine, 'snooze', { accountIds, until: D('2026-08-01'), reason: null });
    expect(plans(engine)).not.toEqual(before);
    for (const { accountId, until, reason } of output as readonly PreviousSnooze[]) {
      await logged(engine, 'snooze', { accountIds: [accountId], until, reason });
    }
    expect(plans(engine)).toEqual(before);
  });

  it('hides an account up to the day before its date; on the day it is back, on every screen', async () => {
    const engine = await booksOf('A', 'B');
    const id = await engine.account('A');
    await logged(engine, 'snooze', { accountIds: [id], until: D('2026-06-03'), reason: 'promised' });
    const holds = async (asOf: string) => {
      const today = engine.workspace.today();
      const view = await engine.workspace.db.read('accountView', { id, asOf: D(asOf), today });
      return view.holds;
    };
    expect(await shown(engine, { held: 'hidden' }, '2026-06-02')).toEqual(['B']);
    expect(await shown(engine, { held: 'only' }, '2026-06-02')).toEqual(['A']);
    expect(await holds('2026-06-02')).toEqual([{ code: 'snoozed', until: '2026-06-03', reason: 'promised' }]);
    expect(await shown(engine, { held: 'hidden' }, '2026-06-03')).toEqual(['A', 'B']);
    expect(await shown(engine, { held: 'only' }, '2026-06-03')).toEqual([]);
    expect(await holds('2026-06-03')).toEqual([]);
    engine.clock.forward(2);
    await engine.workspace.db.maintain('ageSummaries', { force: false }, engine.workspace.context());
    expect(engine.value('SELECT snoozed_until FROM account_summary WHERE account_id = ?', id)).toBeNull();
    expect(await shown(engine, { held: 'hidden' }, '2026-06-03')).toEqual(['A', 'B']);
  });
});

describe('the day of a call', () => {
  it('is the one on which it was where the workspace is, for last contact and the gate', async () => {
    const engine = await engineTest({ timeZone: 'Pacific/Auckland' });
    await importRows(engine.workspace, [
      {
        customerNumber: 'A',
        invoiceNumber: '1',
        invoiceDate: '2026-04-01',
        dueDate: '2026-05-01',
        amount: '1.00',
      },
    ]);
    const id = await engine.account('A');
    // 13:00 UTC is one in the morning of 31 May over there.
    const context = { ...engine.workspace.context(), now: instant('2026-05-30T13:00:00.000Z') };
    const call = { accountId: id, kind: 'call', outcome: 'voicemail', text: '' } as const;
    await engine.workspace.db.write('addTouchpoint', call, context);
    const today = D('2026-06-02');
    const facts = await engine.workspace.db.read('letterFacts', {
      accountId: id,
      currency: 'USD' as never,
      asOf: today,
      today,
    });
    expect(facts.recentContacts).toEqual([{ date: '2026-05-31', kind: 'call', actor: context.actor }]);
    const seen = async (asOf: string) => {
      const input = { id, group: 'conversation', asOf: D(asOf), limit: 9, cursor: null } as const;
      return (await engine.workspace.db.read('timeline', input)).entries.length;
    };
    expect([await seen('2026-05-30'), await seen('2026-05-31')]).toEqual([0, 1]);
    const reasons = async (asOf: string) => {
      const view = await engine.workspace.db.read('accountView', { id, asOf: D(asOf), today });
      return view.balances[0]?.reasons.map(({ text }) => text);
    };
    expect(await reasons('2026-05-30')).toContain('never contacted');
    expect(await reasons('2026-05-31')).toContain('contacted today');
    expect(await reasons('2026-06-01')).toContain('contacted yesterday');
  });
});
