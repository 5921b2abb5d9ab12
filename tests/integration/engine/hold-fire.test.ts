import { describe, expect, it } from 'vitest';
import type { DisputeDetails } from '../../../electron/engine/db/commands/dispute-rows.ts';
import { createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { DisputeId, DocumentId, PromiseId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { PROMISE_STATES } from '../../../shared/domain/promises/types.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { gateOf, LEDGER, ready, request, row } from '../../support/engine/letter-books.ts';

const USD = currencyCode('USD');

function documentOf(engine: EngineTest, number: string): DocumentId {
  return engine.value(`SELECT id FROM document WHERE number = '${number}'`) as DocumentId;
}

async function promise(engine: EngineTest, amount: number, date: string, on: readonly string[] = []) {
  const { output } = await addPromise(engine.workspace, {
    accountId: await engine.account('A'),
    currency: USD,
    amountMinor: minorUnits(amount),
    date: plainDate(date),
    documentIds: on.map((number) => documentOf(engine, number)),
    promisedBy: null,
    channel: 'call',
    note: '',
  });
  return output;
}

async function promises(engine: EngineTest) {
  const { promises: found } = await engine.workspace.db.read('promiseList', {
    states: PROMISE_STATES,
    accountId: await engine.account('A'),
    asOf: engine.workspace.today(),
  });
  return found;
}

async function stateOf(engine: EngineTest, id: PromiseId) {
  return (await promises(engine)).find((one) => one.id === id)?.state;
}

async function dispute(engine: EngineTest, number: string, changes: Partial<DisputeDetails> = {}) {
  const { output } = await engine.workspace.db.write(
    'openDispute',
    {
      accountId: await engine.account('A'),
      documentId: documentOf(engine, number),
      ...{
        reason: 'price',
        amountMinor: null,
        text: '',
        owner: 'Sales',
        nextAction: null,
        nextDate: null,
        papers: [],
      },
      ...changes,
    },
    engine.workspace.context(),
  );
  return output.id;
}

const decide = (engine: EngineTest) =>
  engine.workspace.db.write('decidePromises', null, engine.workspace.context());

async function item(engine: EngineTest) {
  const page = await engine.workspace.db.read('worklistPage', {
    filter: {
      ...{ scope: 'all', search: '', currencies: [USD], buckets: [], stages: [], countries: [] },
      ...{ minOverdue: null, minDaysPastDue: null, nextAction: 'any', held: 'any', disputedInLedger: 'any' },
      ...{ lanes: [], nextStep: 'any' },
    },
    sort: { key: 'priority', descending: true },
    ...{ limit: 10, cursor: null, asOf: engine.workspace.today(), today: engine.workspace.today() },
  });
  return page.items[0];
}

describe('a promise to pay', () => {
  it('keeps its invoices out of letters until its last day, and no others', async () => {
    const engine = await ready();
    await promise(engine, 10_000, '2026-06-10', ['LATE-1']);
    const { draft, proposal } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.invoices.map(({ number }) => number)).toEqual(['LATE-2']);
    expect(proposal.gate).toMatchObject([{ code: 'promised', decision: 'block', invoices: ['LATE-1'] }]);
    const on = (asOf: string) => gateOf(engine, { asOf: plainDate(asOf) });
    expect((await on('2026-06-11')).gate).toContain('promised block');
    expect((await on('2026-06-12')).gate).not.toContain('promised block');
  });

  it('on the account covers what is due longest, and the letter asks for the rest alone', async () => {
    const engine = await ready();
    await promise(engine, 13_000, '2026-06-10');
    const { draft, proposal } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.invoices).toMatchObject([{ number: 'LATE-2' }]);
    expect(proposal.amount).toBe(3_000);
    expect(draft?.text).toContain('30.00');
    expect(draft?.text).not.toContain('60.00');
  });

  it('is kept by the payment that the next file shows, with an entry', async () => {
    const engine = await ready();
    const { id } = await promise(engine, 10_000, '2026-06-10', ['LATE-1']);
    engine.clock.forward(3);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '0.00' })]);
    expect(await stateOf(engine, id)).toBe('kept');
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'promise_decided'")).toBe(1);
  });

  it('is broken the day after its last day, stands on top of the list that day, and is chased again', async () => {
    const engine = await ready();
    const { id } = await promise(engine, 10_000, '2026-06-02', ['LATE-1']);
    expect(await item(engine)).toMatchObject({ brokenLevel: 0, promiseDue: '2026-06-02' });
    engine.clock.forward(3);
    await decide(engine);
    expect(await stateOf(engine, id)).toBe('broken');
    expect(await item(engine)).toMatchObject({ brokenLevel: 1, promiseDue: null });
    expect((await item(engine))?.reasons[0]).toMatchObject({ code: 'broken_promise' });
    expect((await gateOf(engine)).gate).not.toContain('promised block');
    const again = await promise(engine, 10_000, '2026-06-20', ['LATE-1']);
    expect(again.level).toBe(2);
  });

  it('is partly kept by less, and one for the rest stays at its level', async () => {
    const engine = await ready();
    const { id } = await promise(engine, 10_000, '2026-06-02', ['LATE-1']);
    engine.clock.forward(1);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '40.00' })]);
    engine.clock.forward(3);
    await decide(engine);
    expect((await promises(engine))[0]).toMatchObject({ id, state: 'partly_kept', receivedMinor: 6_000 });
    expect((await promise(engine, 4_000, '2026-06-20', ['LATE-1'])).level).toBe(1);
  });

  it('takes the place of an open one on the same invoice, a level higher', async () => {
    const engine = await ready();
    const first = await promise(engine, 10_000, '2026-06-10', ['LATE-1']);
    const second = await promise(engine, 10_000, '2026-06-20', ['LATE-1', 'LATE-2']);
    expect(second).toMatchObject({ level: 2, replaced: [first.id] });
    expect(await stateOf(engine, first.id)).toBe('replaced');
    await engine.workspace.db.write(
      'withdrawPromise',
      { id: second.id, reason: 'Wrong account' },
      engine.workspace.context(),
    );
    expect(await stateOf(engine, first.id)).toBe('open');
  });

  it('is kept by cash that nobody has applied yet', async () => {
    const engine = await ready();
    const { id } = await promise(engine, 10_000, '2026-06-02', ['LATE-1']);
    engine.clock.forward(1);
    const cash = {
      customerNumber: 'A',
      paymentDate: '2026-06-02',
      amount: '100.00',
      unappliedAmount: '100.00',
      currency: 'USD',
    };
    await importRows(engine.workspace, [{ ...cash, paymentReference: 'T-1' }], { kind: 'payments' });
    engine.clock.forward(3);
    expect(await stateOf(engine, id)).toBe('kept');
  });

  it('stands as a person corrected it, whatever the payments say', async () => {
    const engine = await ready();
    const { id } = await promise(engine, 10_000, '2026-06-02', ['LATE-1']);
    engine.clock.forward(3);
    await decide(engine);
    await engine.workspace.db.write(
      'correctPromise',
      { id, state: 'kept', reason: 'Paid by cheque, lost in the post room' },
      engine.workspace.context(),
    );
    await decide(engine);
    expect((await promises(engine))[0]).toMatchObject({
      state: 'kept',
      correction: 'Paid by cheque, lost in the post room',
    });
  });
});

describe('a dispute', () => {
  it('about a part holds that part back and the letter asks for the rest', async () => {
    const engine = await ready();
    await dispute(engine, 'LATE-1', { amountMinor: minorUnits(3_000) });
    const { draft, proposal } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.invoices.map(({ number }) => number)).toEqual(['LATE-1', 'LATE-2']);
    expect(proposal.amount).toBe(13_000);
    expect(proposal.gate).toMatchObject([{ code: 'disputed', decision: 'warn', invoices: ['LATE-1'] }]);
    expect(draft?.text).toContain('70.00');
  });

  it('settled here outweighs the mark that the books keep, until they take it off and set it again', async () => {
    const engine = await ready([row('LATE-1', '2026-03-31', { disputed: 'yes' })]);
    expect((await gateOf(engine)).gate).toEqual(['disputed block']);
    const id = await dispute(engine, 'LATE-1');
    const write = (command: 'resolveDispute') =>
      engine.workspace.db.write(
        command,
        { id: id as DisputeId, outcome: 'Price was right' },
        engine.workspace.context(),
      );
    await write('resolveDispute');
    expect((await gateOf(engine)).gate).toEqual([]);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { disputed: 'yes' })]);
    expect((await gateOf(engine)).gate).toEqual([]);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { disputed: 'no' })]);
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { disputed: 'yes' })]);
    expect((await gateOf(engine)).gate).toEqual(['disputed block']);
  });
});

describe('a hold', () => {
  it('on an invoice, an account or everything stops what it rests on until its day', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    const set = (target: object, until: string | null) =>
      engine.workspace.db.write(
        'setHold',
        { target: target as never, reason: 'Audit', until: until === null ? null : plainDate(until) },
        engine.workspace.context(),
      );
    await set({ scope: 'invoice', accountId, documentId: documentOf(engine, 'LATE-1') }, null);
    const { draft } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.invoices.map(({ number }) => number)).toEqual(['LATE-2']);
    await set({ scope: 'account', accountId }, '2026-06-05');
    expect(await gateOf(engine)).toMatchObject({ draft: null });
    expect(await item(engine)).toMatchObject({ rests: true, free: 0 });
    expect((await gateOf(engine, { asOf: plainDate('2026-06-05') })).draft).not.toBeNull();
    await set({ scope: 'workspace' }, null);
    expect(await gateOf(engine, { asOf: plainDate('2026-06-05') })).toMatchObject({ draft: null });
  });
});

describe('whoever asked not to be contacted, or waits for an answer', () => {
  it('gets no mail', async () => {
    const engine = await ready(LEDGER);
    const accountId = await engine.account('A');
    const context = () => engine.workspace.context();
    const { output } = await engine.workspace.db.write(
      'setDoNotContact',
      { accountId, contactId: null, channel: 'mail', reason: 'Lawyer' },
      context(),
    );
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['do_not_contact block'] });
    await engine.workspace.db.write('liftDoNotContact', { id: output.id, reason: '' }, context());
    await engine.workspace.db.write('markUnanswered', { accountId, about: 'Wrong PO' }, context());
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['unanswered_reply block'] });
    await engine.workspace.db.write('clearUnanswered', { accountId }, context());
    await engine.workspace.db.write(
      'markUndeliverable',
      { accountId, address: 'AP@aurora.example', about: '550' },
      context(),
    );
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['undeliverable block'] });
  });

  it('may be called although mail is closed', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    await engine.workspace.db.write(
      'setDoNotContact',
      { accountId, contactId: null, channel: 'call', reason: 'Deaf' },
      engine.workspace.context(),
    );
    expect((await gateOf(engine)).gate).toEqual([]);
  });
});
