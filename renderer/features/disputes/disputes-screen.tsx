import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate, useLocation } from '../../app/location/use-location.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { DisputeList } from './dispute-list.tsx';
import { CycleTime } from './dispute-totals.tsx';
import { RootCauses } from './root-causes.tsx';

const VIEWS = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'causes', label: 'By cause' },
] as const;
type ViewName = (typeof VIEWS)[number]['value'];

/** Disputes of the workspace: those that nobody moves first, the account of each beside the list, and root causes. */
export function DisputesScreen() {
  const { params } = useLocation();
  const view: ViewName = VIEWS.find(({ value }) => value === params.show)?.value ?? 'open';
  const queries = useQueries();
  const summary = useQuery(queries.disputes.summary.queryOptions());
  const views = (
    <SegmentedControl
      size="xs"
      aria-label="Which disputes"
      value={view}
      data={[...VIEWS]}
      onChange={(show) => navigate({ screen: 'disputes', params: show === 'open' ? {} : { show } })}
    />
  );
  if (view !== 'causes') return <DisputeList key={view} view={view} views={views} />;
  return (
    <Pane title="Disputes" ownScroll toolbar={views} footer={<CycleTime />}>
      {summary.isError ? (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      ) : (
        <RootCauses summary={summary.data} />
      )}
    </Pane>
  );
}
