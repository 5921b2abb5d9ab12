import { describe, expect, it } from 'vitest';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import { type Bench, bench, lastRun, only } from '../../support/engine/connection-bench.ts';

describe('what a first read finds out', () => {
  const facts = {
    company: { name: 'Halden Instruments A/S', baseCurrency: 'EUR' },
    signIn: {
      what: 'API key',
      from: '2020-01-01T00:00:00.000Z' as Instant,
      until: '2020-03-31T00:00:00.000Z' as Instant,
    },
  } as const;

  it('is kept: whose books they are, and until when the key is good', async () => {
    const test = await bench();
    test.tell(() => facts);
    expect(await only(test)).toMatchObject({ company: null, signIn: null });
    await test.read();
    expect(await only(test)).toMatchObject({
      company: 'Halden Instruments A/S',
      signIn: { what: 'API key', endsOn: '2020-03-31', state: 'ended' },
    });
    test.tell(() => {
      throw new Error('It is asked once.');
    });
    expect(await test.read()).toMatchObject({ state: 'done' });
  });

  it('is asked again for another key, and stays as it was for another name', async () => {
    const test = await bench();
    test.tell(() => facts);
    await test.read();
    await test.client.connections.change({ id: test.id, name: 'Branch' });
    expect((await only(test)).signIn?.endsOn).toBe('2020-03-31');
    await test.client.connections.change({ id: test.id, secrets: { password: 'battery staple' } });
    expect(await only(test)).toMatchObject({ company: 'Halden Instruments A/S', signIn: null });
    const until = '2099-03-31T00:00:00.000Z' as Instant;
    test.tell(() => ({ ...facts, signIn: { ...facts.signIn, until } }));
    await test.read();
    expect((await only(test)).signIn).toEqual({
      what: 'API key',
      endsOn: '2099-03-31',
      state: 'lasting',
      warning: null,
    });
  });

  it('may be refused without harm to the read, and is asked for again', async () => {
    const test = await bench();
    test.tell(() => {
      throw connectorFailure('forbidden', 'The company may not be seen.');
    });
    expect(await test.read()).toMatchObject({ state: 'done' });
    test.tell(() => ({ company: facts.company }));
    await test.read();
    expect(await only(test)).toMatchObject({ company: 'Halden Instruments A/S', signIn: null });
  });
});

describe('a read', () => {
  it('fills the worklist, says how fresh it is, and what it cost', async () => {
    const test = await bench();
    expect(await test.read()).toMatchObject({ state: 'done', result: { connectionId: test.id } });
    const connection = await only(test);
    expect(connection).toMatchObject({ status: 'ready', error: null, running: null });
    expect(connection.freshAt).toBe(connection.lastRun?.startedAt);
    expect(connection.nextRunAt?.localeCompare(connection.freshAt ?? '')).toBe(1);
    expect(connection.lastRun?.counts.customer).toBe(3);
    const filter = worklistFilterSchema.parse({ scope: 'all', held: 'any' });
    const page = await test.client.worklist.page({ filter, sort: { key: 'priority', descending: true } });
    expect(page.figures).toEqual({ at: connection.freshAt, from: 'Head office', sources: 1 });
    expect(await test.client.connections.differences({ id: test.id })).toEqual([]);
  });

  it('tells what changed since, by group, each with its account', async () => {
    const test = await bench();
    await test.read();
    expect((await lastRun(test)).changes).toEqual({});
    test.ledger.tick(1_000);
    test.ledger.pay([[test.books.openInvoice, 123_456]]);
    test.ledger.setDueDate(test.books.partPaid, '2026-12-24');
    await test.read();
    const run = await lastRun(test);
    expect(run.changes).toMatchObject({ paid: 1, due_dates: 1 });
    const { changes } = await test.client.connections.changes({ runId: run.id, group: 'paid' });
    expect(changes).toMatchObject([
      { account: 'Halden & Søn A/S', currency: 'EUR', change: { kind: 'paid', amount: 123_456 } },
    ]);
    const all = await test.client.connections.changes({ runId: run.id, limit: 1 });
    expect(all.changes).toHaveLength(1);
    const rest = await test.client.connections.changes({ runId: run.id, limit: 1, cursor: all.next });
    expect(rest.changes[0]?.id).toBeGreaterThan(all.changes[0]?.id ?? 0);
  });

  it('that fails says why, leaves the figures as fresh as they were, and is listed', async () => {
    const test = await bench();
    await test.read();
    const { freshAt } = await only(test);
    test.behave({
      beforePage() {
        throw connectorFailure('auth_revoked', 'Tryton does not know this user any more.');
      },
    });
    expect(await test.read()).toMatchObject({
      state: 'failed',
      error: { code: 'connector_auth', message: 'Tryton does not know this user any more.' },
    });
    expect(await only(test)).toMatchObject({
      status: 'reconnect',
      freshAt,
      error: { reason: 'auth_revoked' },
    });
    const { runs, next } = await test.client.connections.runs({ id: test.id, limit: 1 });
    expect(runs).toMatchObject([{ state: 'failed' }]);
    const earlier = await test.client.connections.runs({ id: test.id, limit: 5, cursor: next });
    expect(earlier).toMatchObject({ runs: [{ state: 'done' }], next: null });
  });

  it('that is asked for twice runs once', async () => {
    const test = await bench();
    const input = { id: test.id, mode: 'changes' } as const;
    const [first, second] = await Promise.all([
      test.client.connections.sync(input),
      test.client.connections.sync(input),
    ]);
    expect(second.jobId).toBe(first.jobId);
    await test.ended(first.jobId);
    expect((await test.client.connections.runs({ id: test.id })).runs).toHaveLength(1);
  });

  it('that is cancelled stops, and the next one goes on to the end', async () => {
    const test = await bench();
    const jobs = test.engine.context.jobs;
    test.behave({
      pageSize: 2,
      beforePage(page) {
        if (page === 3) for (const { id } of jobs.list()) jobs.cancel(id);
      },
    });
    expect(await test.read()).toMatchObject({ state: 'cancelled' });
    expect(await only(test)).toMatchObject({ freshAt: null, lastRun: { state: 'cancelled' } });
    test.behave({});
    expect(await test.read()).toMatchObject({ state: 'done' });
    expect((await only(test)).freshAt).not.toBeNull();
  });

  it('sets a record aside that cannot be read, and goes on', async () => {
    const test = await bench();
    test.behave({ spoiled: new Set([test.books.openInvoice]) });
    expect(await test.read()).toMatchObject({ state: 'done' });
    expect(await test.client.connections.problems({ id: test.id })).toMatchObject([
      { entity: 'invoice', sourceId: test.books.openInvoice },
    ]);
  });
});

describe('when many records are gone at once', () => {
  /** Three of four invoices are deleted, and the system does not say so. */
  async function decimated() {
    const test = await bench();
    test.behave({ capabilities: { deletions: 'sweep' }, silentDeletions: true });
    await test.read();
    const invoices = [...test.ledger.documents.values()].filter(({ kind }) => kind === 'invoice');
    test.ledger.tick(1_000);
    for (const { id } of invoices.slice(0, Math.ceil(invoices.length * 0.75))) test.ledger.delete(id);
    await test.read('full');
    return test;
  }
  const open = async ({ client }: Bench) => {
    const filter = worklistFilterSchema.parse({ scope: 'all', held: 'any' });
    const page = await client.worklist.page({ filter, sort: { key: 'priority', descending: true } });
    return page.totals;
  };

  it('asks, and takes nothing away before the answer', async () => {
    const test = await decimated();
    const [question] = (await only(test)).missing;
    expect(question?.entity).toBe('invoice');
    expect(question?.there).toBeLessThan((question?.known ?? 0) * 0.9);
  });

  it('takes them out when a person says that they were deleted', async () => {
    const test = await decimated();
    const before = await open(test);
    const { jobId } = await test.client.connections.answerMissing({ id: test.id, believe: true });
    if (jobId === null) throw new Error('Nothing is read again.');
    expect(await test.ended(jobId)).toMatchObject({ state: 'done' });
    expect((await only(test)).missing).toEqual([]);
    expect(await open(test)).not.toEqual(before);
    expect((await lastRun(test)).changes.voided).toBeGreaterThan(0);
  });

  it('keeps them, and does not ask again at once, when a person says that they were not', async () => {
    const test = await decimated();
    const before = await open(test);
    expect(await test.client.connections.answerMissing({ id: test.id, believe: false })).toEqual({
      jobId: null,
    });
    expect((await only(test)).missing).toEqual([]);
    await test.read();
    expect((await only(test)).missing).toEqual([]);
    expect(await open(test)).toEqual(before);
  });
});
