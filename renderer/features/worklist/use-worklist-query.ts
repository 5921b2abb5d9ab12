import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { useLocation } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import type { SavedView } from './saved-views.tsx';
import { INITIAL_QUERY, type WorklistKind, type WorklistQuery } from './worklist-filter.ts';

/** Filter and order of the screen, or of the saved view that the location names; changes stay while the window is open. */
export function useWorklistQuery(kind: WorklistKind) {
  const location = useLocation();
  const views = useQuery(useQueries().worklist.views.list.queryOptions());
  const viewId = kind === 'worklist' ? (location.params.view ?? null) : null;
  const view: SavedView | null = views.data?.find((one) => one.id === viewId) ?? null;
  const initial: WorklistQuery = view ?? INITIAL_QUERY[kind];
  const [changed, setQuery] = useWindowState<WorklistQuery | null>(`query.${viewId ?? kind}`, null);
  const query = changed ?? initial;
  return { query, setQuery, initial, view };
}
