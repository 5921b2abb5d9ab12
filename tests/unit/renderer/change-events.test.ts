import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { applyEvent, keysOf } from '../../../renderer/api/change-events.ts';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import type { Job } from '../../../shared/contract/app.ts';
import { TOPICS } from '../../../shared/contract/app.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import type { AccountId, JobId } from '../../../shared/domain/ids.ts';
import { createSampleEngine } from './support/sample-engine.ts';

const { queries } = createSampleEngine().engine;
const account = (id: string) => queries.accounts.get.queryKey({ input: { id: id as AccountId } });

/** Puts data into the cache and says afterwards what went stale. */
function cacheWith(keys: readonly (readonly unknown[])[]): {
  client: QueryClient;
  stale: () => readonly boolean[];
} {
  const client = createQueryClient();
  for (const key of keys) client.setQueryData(key, {});
  return { client, stale: () => keys.map((key) => client.getQueryState(key)?.isInvalidated ?? false) };
}

describe('a change that the engine tells', () => {
  it('touches only the accounts it names', () => {
    const { client, stale } = cacheWith([account('a'), account('b')]);
    applyEvent({ type: 'changed', topic: 'accounts', ids: ['b'] }, client, queries);
    expect(stale()).toEqual([false, true]);
  });

  it('touches all accounts when it names none', () => {
    const { client, stale } = cacheWith([account('a'), account('b')]);
    applyEvent({ type: 'changed', topic: 'accounts' }, client, queries);
    expect(stale()).toEqual([true, true]);
  });

  it('of the worklist leaves the accounts alone, but counts the saved views and the calls again', () => {
    const counted = [queries.worklist.views.list.queryKey(), queries.calls.count.queryKey()];
    const { client, stale } = cacheWith([account('a'), ...counted]);
    applyEvent({ type: 'changed', topic: 'worklist' }, client, queries);
    expect(stale()).toEqual([false, true, true]);
  });

  it('has something to touch for every topic', () => {
    for (const topic of TOPICS) expect(keysOf(topic, undefined, queries).length).toBeGreaterThan(0);
  });

  it('fetches again only what is visible', async () => {
    const client = createQueryClient();
    let fetched = 0;
    const options = { queryKey: account('seen'), queryFn: async () => ++fetched };
    const unseen: readonly unknown[] = account('unseen');
    client.setQueryData(unseen, 0);
    const stop = new QueryObserver(client, options).subscribe(() => {});
    await client.fetchQuery(options);
    applyEvent({ type: 'changed', topic: 'accounts' }, client, queries);
    await new Promise((resolve) => setTimeout(resolve, 0));
    stop();
    expect(fetched).toBe(2);
    expect(client.getQueryState(account('unseen'))?.isInvalidated).toBe(true);
  });
});

describe('a lock', () => {
  it('drops every customer from the window, but not its preferences', () => {
    const preferences = queries.app.preferences.get.queryKey();
    const filter = [['window', 'query.worklist']];
    const client = createQueryClient();
    for (const key of [account('a'), preferences, filter]) client.setQueryData(key as readonly unknown[], {});
    applyEvent(
      { type: 'status', status: { state: 'needs_unlock', folder: '/w', unlock: ['passphrase'] } },
      client,
      queries,
    );
    expect(client.getQueryData(account('a'))).toBeUndefined();
    expect(client.getQueryData(filter)).toBeUndefined();
    expect(client.getQueryData(preferences)).toBeDefined();
  });
});

describe('a job', () => {
  const job = (done: number): Job => ({
    id: 'job-1' as JobId,
    kind: 'import',
    title: 'Importing',
    state: 'running',
    phase: 'reading',
    done,
    total: 100,
    cancellable: true,
    startedAt: '2026-11-21T08:00:00.000Z' as Instant,
    error: null,
    result: null,
  });

  it('appears, and then moves on in its place', () => {
    const client = createQueryClient();
    applyEvent({ type: 'job', job: job(10) }, client, queries);
    applyEvent({ type: 'job', job: job(60) }, client, queries);
    expect(client.getQueryData(queries.app.jobs.list.queryKey())?.map(({ done }) => done)).toEqual([60]);
  });
});
