import type { AccountId } from '../../../shared/domain/ids.ts';
import type { EngineContext } from './context.ts';

/** What stands against asking an account changed: its page, the lists, and letters written or approved are read anew. */
export function tellAccount({ hub }: EngineContext, accountId: AccountId | null): void {
  const ids = accountId === null ? undefined : [accountId];
  for (const topic of ['accounts', 'timeline'] as const) hub.changed(topic, ids);
  for (const topic of ['worklist', 'views', 'drafts', 'outbox', 'log', 'holdFire'] as const)
    hub.changed(topic);
}
