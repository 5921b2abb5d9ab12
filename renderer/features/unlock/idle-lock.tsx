import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { watchIdle } from './watch-idle.ts';

/** Locks the workspace after the time without input that its settings name. Draws nothing. */
export function IdleLock() {
  const client = useClient();
  const settings = useQuery(useQueries().settings.get.queryOptions());
  const minutes = settings.data?.idleLockMinutes ?? 0;
  useEffect(() => {
    if (minutes === 0) return;
    return watchIdle(window, minutes * 60_000, () => {
      client.workspaces.lock().catch(() => {
        // No channel: the window shows so, and there is nothing to see on it.
      });
    });
  }, [client, minutes]);
  return null;
}
