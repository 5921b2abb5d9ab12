import { useQuery } from '@tanstack/react-query';
import type { HoldRow } from '../../../shared/contract/holds.ts';
import { useQueries } from '../../api/engine-context.tsx';

/** The hold that rests on everything today; null where none does, or while it is unknown. */
export function useWorkspaceHold(): HoldRow | null {
  const list = useQuery(useQueries().holds.list.queryOptions());
  return list.data?.holds.find(({ target }) => target.scope === 'workspace') ?? null;
}
