import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { AppEvent, Job, Topic } from '../../shared/contract/app.ts';
import type { AccountId } from '../../shared/domain/ids.ts';
import type { Engine, EngineQueries } from './engine.ts';

/** Which answers a change touches. */
export function keysOf(
  topic: Topic,
  ids: readonly string[] | undefined,
  queries: EngineQueries,
): readonly QueryKey[] {
  const byAccount = (key: (id: AccountId) => QueryKey, all: QueryKey) =>
    ids && ids.length > 0 ? ids.map((id) => key(id as AccountId)) : [all];
  switch (topic) {
    case 'status':
      return [queries.app.status.key(), queries.app.info.key()];
    case 'worklist':
      return [
        queries.worklist.page.key(),
        queries.worklist.aging.key(),
        queries.worklist.views.key(),
        queries.today.view.key(),
        queries.calls.list.key(),
        queries.takeover.key(),
        queries.calls.count.key(),
      ];
    case 'views':
      return [queries.worklist.views.key()];
    case 'accounts':
      return [
        ...byAccount((id) => queries.accounts.get.key({ input: { id } }), queries.accounts.get.key()),
        queries.accounts.search.key(),
      ];
    case 'timeline':
      return byAccount(
        (id) => queries.accounts.timeline.key({ input: { id } }),
        queries.accounts.timeline.key(),
      );
    case 'holdFire':
      return [
        queries.promises.key(),
        queries.disputes.key(),
        queries.holds.key(),
        queries.calls.list.key(),
        queries.takeover.firstHour.key(),
        queries.calls.count.key(),
      ];
    case 'jobs':
      return [queries.app.jobs.key()];
    case 'connectivity':
      return [queries.app.connectivity.key()];
    default:
      return [[[topic]]];
  }
}

/** Applies one event of the engine to what the window holds: only what is visible is fetched again. */
export function applyEvent(event: AppEvent, queryClient: QueryClient, queries: EngineQueries): void {
  switch (event.type) {
    case 'status': {
      const opened = event.status.state === 'ready';
      queryClient.setQueryData(queries.app.status.queryKey(), event.status);
      if (!opened) forgetWorkspace(queryClient);
      return;
    }
    case 'job':
      queryClient.setQueryData(queries.app.jobs.list.queryKey(), (jobs) => withJob(jobs ?? [], event.job));
      return;
    case 'connectivity':
      queryClient.setQueryData(queries.app.connectivity.queryKey(), event.connectivity);
      return;
    case 'changed':
      for (const queryKey of keysOf(event.topic, event.ids, queries)) {
        void queryClient.invalidateQueries({ queryKey });
      }
  }
}

/** Listens until the signal aborts; after a lost channel it begins anew and asks again for everything visible. */
export async function followEvents(
  engine: Engine,
  queryClient: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  for (let first = true; !signal.aborted; first = false) {
    try {
      const events = await engine.client.app.watch(undefined, { signal });
      if (!first) void queryClient.invalidateQueries();
      for await (const event of events) applyEvent(event, queryClient, engine.queries);
    } catch {
      // The channel is gone: the next call waits until there is a new one.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Customer data does not outlive the lock: all but what the window itself needs is dropped. */
function forgetWorkspace(queryClient: QueryClient): void {
  queryClient.removeQueries({
    predicate: (query) => Array.isArray(query.queryKey[0]) && query.queryKey[0][0] !== 'app',
  });
}

function withJob(jobs: readonly Job[], job: Job): Job[] {
  return jobs.some((one) => one.id === job.id)
    ? jobs.map((one) => (one.id === job.id ? job : one))
    : [...jobs, job];
}
