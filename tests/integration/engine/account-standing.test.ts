import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import type { ContactId, DocumentId, PromiseId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { ready, row } from '../../support/engine/letter-books.ts';

const USD = currencyCode('USD');
const idOf = (engine: EngineTest, number: string) =>
  engine.value(`SELECT id FROM document WHERE number = '${number}'`) as DocumentId;

async function view(engine: EngineTest) {
  const today = engine.workspace.today();
  return engine.workspace.db.read('accountView', { id: await engine.account('A'), asOf: today, today });
}

async function document(engine: EngineTest, number: string) {
  const found = (await view(engine)).documents.find((one) => one.number === number);
  if (found === undefined) throw new Error(`${number} is not open.`);
  return found;
}

async function promise(engine: EngineTest, amount: number, inDays: number, on: readonly string[] = []) {
  const { output } = await addPromise(engine.workspace, {
    accountId: await engine.account('A'),
    currency: USD,
    amountMinor: minorUnits(amount),
    date: addDays(engine.workspace.today(), inDays),
    documentIds: on.map((number) => idOf(engine, number)),
    promisedBy: 'Mia Lund',
    channel: 'call',
    note: '',
  });
  return output.id;
}

async function dispute(engine: EngineTest, number: string, amount: number | null) {
  const details = {
    reason: 'price',
    text: '',
    owner: 'Sales',
    nextAction: null,
    nextDate: null,
    papers: [],
  } as const;
  const { output } = await engine.workspace.db.write(
    'openDispute',
    {
      ...details,
      accountId: await engine.account('A'),
      documentId: idOf(engine, number),
      amountMinor: amount === null ? null : minorUnits(amount),
    },
    engine.workspace.context(),
  );
  return output.id;
}

async function hold(engine: EngineTest, number: string | null) {
  const accountId = await engine.account('A');
  const target =
    number === null
      ? ({ scope: 'account', accountId } as const)
      : ({ scope: 'invoice', accountId, documentId: idOf(engine, number) } as const);
  await engine.workspace.db.write(
    'setHold',
    { target, reason: 'Audit', until: null },
    engine.workspace.context(),
  );
}

const stateOf = async (engine: EngineTest, id: PromiseId) =>
  engine.value(`SELECT state FROM promise WHERE id = '${id}'`);
const withdraw = (engine: EngineTest, id: PromiseId) =>
  engine.workspace.db.write('withdrawPromise', { id, reason: '' }, engine.workspace.context());
const reinstate = (engine: EngineTest, id: PromiseId) =>
  engine.workspace.db.write('reinstatePromise', { id }, engine.workspace.context());

describe('the account says what stands against asking', () => {
  it('parts each open invoice, and parts nothing that is owed to the customer', async () => {
    const engine = await ready();
    await importRows(engine.workspace, [
      row('CN-1', '2026-05-20', { amount: '-20.00', openAmount: '-20.00' }),
    ]);
    await promise(engine, 6_000, 9, ['LATE-2']);
    await dispute(engine, 'LATE-1', 3_000);
    expect(await document(engine, 'LATE-1')).toMatchObject({ parts: { disputed: 3_000, free: 7_000 } });
    expect(await document(engine, 'LATE-2')).toMatchObject({
      parts: { promised: 6_000, free: 0 },
      promisedUntil: '2026-06-11',
    });
    expect(await document(engine, 'SOON')).toMatchObject({ parts: { free: 10_000 }, promisedUntil: null });
    expect((await document(engine, 'CN-1')).parts).toBeNull();
  });

  it('parts them without rest, in whatever order things were put down', async () => {
    const engine = await ready();
    const steps = [
      () => promise(engine, 6_500, 5),
      () => promise(engine, 4_000, 9, ['LATE-1']),
      () => dispute(engine, 'LATE-1', 2_500),
      () => dispute(engine, 'LATE-1', null),
      () => dispute(engine, 'LATE-2', 6_000),
      () => hold(engine, 'LATE-2'),
      () => hold(engine, null),
    ];
    const order = fc.shuffledSubarray(steps, { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(order, async (chosen) => {
        for (const step of chosen) await step();
        for (const { open, parts } of (await view(engine)).documents) {
          const { claimed, disputed, held, promised, free } = parts ?? {
            claimed: 0,
            disputed: 0,
            held: 0,
            promised: 0,
            free: 0,
          };
          expect(claimed + disputed + held + promised + free).toBe(open);
          expect(Math.min(claimed, disputed, held, promised, free)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('lists promises with their invoices, disputes, holds, wishes and marks', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    const context = () => engine.workspace.context();
    const { db } = engine.workspace;
    await promise(engine, 6_000, 9, ['LATE-2']);
    await dispute(engine, 'LATE-1', 3_000);
    await hold(engine, 'SOON');
    await db.write(
      'setHold',
      { target: { scope: 'workspace' }, reason: 'Migration', until: null },
      context(),
    );
    const contactId = engine.value('SELECT id FROM contact LIMIT 1') as ContactId;
    await db.write(
      'setDoNotContact',
      { accountId, contactId, channel: 'call', reason: 'Asked so' },
      context(),
    );
    await db.write('markUnanswered', { accountId, about: 'Wrong PO' }, context());
    await db.write('markUndeliverable', { accountId, address: 'AP@aurora.example', about: '550' }, context());
    await db.write('markUndeliverable', { accountId, address: 'else@other.example', about: '' }, context());
    await db.write('setAccountOwner', { accountIds: [accountId], owner: 'Ines' }, context());
    const { standing, holds } = await view(engine);
    expect(standing.promises).toMatchObject([{ state: 'open', numbers: ['LATE-2'], lastDay: '2026-06-11' }]);
    expect(standing.disputes).toMatchObject([{ number: 'LATE-1', amountMinor: 3_000, owner: 'Sales' }]);
    expect(standing.holds.map(({ target, number, reason }) => [target.scope, number, reason])).toEqual([
      ['invoice', 'SOON', 'Audit'],
      ['workspace', null, 'Migration'],
    ]);
    expect(standing.doNotContact).toMatchObject([{ name: 'ap@aurora.example', channel: 'call' }]);
    expect(standing.unansweredReply).toMatchObject({ since: '2026-06-01', about: 'Wrong PO' });
    expect(standing.undeliverable.map(({ address }) => address)).toEqual(['ap@aurora.example']);
    expect(standing).toMatchObject({ owner: 'Ines', debtor: { debtorType: 'company' } });
    expect(holds.map(({ code }) => code)).toContain('held');
  });

  it('has no kept rate before a promise is over, and then one for each currency over twelve months', async () => {
    const engine = await ready();
    await promise(engine, 10_000, 2, ['LATE-1']);
    await promise(engine, 6_000, 2, ['LATE-2']);
    expect((await view(engine)).standing.keptRates).toEqual([]);
    engine.clock.forward(1);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '0.00' })]);
    engine.clock.forward(4);
    const [rate, ...others] = (await view(engine)).standing.keptRates;
    expect(others).toEqual([]);
    expect(rate).toMatchObject({
      currency: 'USD',
      promises: 2,
      kept: 1,
      byCount: 0.5,
      byValue: 0.625,
      byCash: 0.625,
    });
    expect(rate).toMatchObject({ from: '2025-06-06', to: '2026-06-06' });
    engine.clock.forward(400);
    expect((await view(engine)).standing.keptRates).toEqual([]);
  });

  it('counts a promise that a later one took the place of as not kept, and one that was taken back not at all', async () => {
    const engine = await ready();
    await promise(engine, 10_000, 2, ['LATE-1']);
    await promise(engine, 10_000, 20, ['LATE-1']);
    await withdraw(engine, await promise(engine, 6_000, 2, ['LATE-2']));
    engine.clock.forward(5);
    expect((await view(engine)).standing.keptRates).toMatchObject([{ promises: 1, kept: 0 }]);
  });
});

describe('a promise that was taken back', () => {
  it('gives way to all that it had replaced, not to one of them only', async () => {
    const engine = await ready();
    const first = await promise(engine, 10_000, 9, ['LATE-1']);
    const second = await promise(engine, 6_000, 9, ['LATE-2']);
    const both = await promise(engine, 16_000, 20, ['LATE-1', 'LATE-2']);
    expect([await stateOf(engine, first), await stateOf(engine, second)]).toEqual(['replaced', 'replaced']);
    await withdraw(engine, both);
    expect([await stateOf(engine, first), await stateOf(engine, second)]).toEqual(['open', 'open']);
  });

  it('stands again with its level, and what it had replaced is replaced again', async () => {
    const engine = await ready();
    const first = await promise(engine, 10_000, 9, ['LATE-1']);
    const second = await promise(engine, 10_000, 20, ['LATE-1']);
    await withdraw(engine, second);
    await reinstate(engine, second);
    expect([await stateOf(engine, first), await stateOf(engine, second)]).toEqual(['replaced', 'open']);
    expect((await view(engine)).standing.promises).toMatchObject([{ id: second, level: 2 }]);
  });

  it('stays back where a later promise stands in its place, and says what to do', async () => {
    const engine = await ready();
    const first = await promise(engine, 10_000, 9, ['LATE-1']);
    await withdraw(engine, first);
    await promise(engine, 10_000, 20, ['LATE-1']);
    await expect(reinstate(engine, first)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Take that one back first'),
    });
  });

  it('is decided by the payments when a correction is taken back', async () => {
    const engine = await ready();
    const id = await promise(engine, 10_000, 2, ['LATE-1']);
    engine.clock.forward(5);
    await engine.workspace.db.write(
      'correctPromise',
      { id, state: 'kept', reason: 'Cheque' },
      engine.workspace.context(),
    );
    await reinstate(engine, id);
    expect(await stateOf(engine, id)).toBe('broken');
    expect((await view(engine)).standing.promises).toMatchObject([{ id, state: 'broken', correction: null }]);
  });
});

describe('a dispute that was taken back', () => {
  it('leaves the invoice as the books have it: a mark there counts again', async () => {
    const engine = await ready([row('LATE-1', '2026-03-31', { disputed: 'yes' })]);
    const id = await dispute(engine, 'LATE-1', 3_000);
    expect(await document(engine, 'LATE-1')).toMatchObject({ parts: { disputed: 3_000 } });
    await engine.workspace.db.write('withdrawDispute', { id, reason: '' }, engine.workspace.context());
    expect(await document(engine, 'LATE-1')).toMatchObject({ parts: { disputed: 10_000 } });
    expect((await view(engine)).standing.disputes).toEqual([]);
    const { disputes } = await engine.workspace.db.read('disputeList', { states: 'all', accountId: null });
    expect(disputes).toEqual([]);
  });
});

describe('the timeline of an account', () => {
  it('tells how a dispute ended without taking it for the outcome of a call', async () => {
    const engine = await ready();
    const id = await dispute(engine, 'LATE-1', 3_000);
    const outcome = 'Credit note issued';
    await engine.workspace.db.write('resolveDispute', { id, outcome }, engine.workspace.context());
    const { entries } = await engine.workspace.db.read('timeline', {
      ...{ id: await engine.account('A'), group: 'all', limit: 5, cursor: null },
    });
    expect(entries[0]).toMatchObject({ kind: 'dispute_resolved', outcome: null });
    expect(entries[0]?.summary).toContain(outcome);
  });
});

describe('the aging of disputes', () => {
  it('counts open ones by age and reason, and tells mean and median of the days of resolved ones', async () => {
    const engine = await ready();
    const resolve = (id: Awaited<ReturnType<typeof dispute>>) =>
      engine.workspace.db.write('resolveDispute', { id, outcome: 'Settled' }, engine.workspace.context());
    const ids = [await dispute(engine, 'LATE-1', 100), await dispute(engine, 'LATE-1', 200)];
    const last = await dispute(engine, 'LATE-1', 300);
    await dispute(engine, 'LATE-2', null);
    for (const [index, days] of [4, 7, 19].entries()) {
      engine.clock.forward(days);
      await resolve(ids[index] ?? last);
    }
    await dispute(engine, 'LATE-1', 500);
    const summary = await engine.workspace.db.read('disputeSummary', { asOf: engine.workspace.today() });
    expect(summary.resolved).toEqual({ disputes: 3, meanDays: 15, medianDays: 11 });
    expect(summary.bands.map(({ disputes }) => disputes)).toEqual([1, 0, 1, 0, 0]);
    expect(summary.bands[2]?.amounts).toEqual([{ currency: 'USD', minor: 6_000 }]);
    expect(summary.causes).toMatchObject([
      {
        reason: 'price',
        open: 2,
        amounts: [{ currency: 'USD', minor: 6_500 }],
        resolved: { medianDays: 11 },
      },
    ]);
  });
});

describe('the list of promises', () => {
  it('says what is still open, whether a later one follows, and how reliably all are kept', async () => {
    const engine = await ready();
    await promise(engine, 10_000, 2, ['LATE-1']);
    await promise(engine, 6_000, 2, ['LATE-2']);
    engine.clock.forward(5);
    await promise(engine, 10_000, 9, ['LATE-1']);
    const { promises, keptRates } = await engine.workspace.db.read('promiseList', {
      ...{ states: ['broken', 'open'], accountId: null, asOf: engine.workspace.today() },
    });
    expect(
      promises.map(({ numbers, state, openMinor, followed }) => [numbers[0], state, openMinor, followed]),
    ).toEqual([
      ['LATE-1', 'open', 10_000, false],
      ['LATE-2', 'broken', 6_000, false],
      ['LATE-1', 'broken', 10_000, true],
    ]);
    expect(keptRates).toMatchObject([{ currency: 'USD', promises: 2, kept: 0 }]);
  });
});
