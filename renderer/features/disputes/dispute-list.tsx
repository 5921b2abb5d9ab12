import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { DisputeRow } from '../../../shared/contract/disputes.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ListBesideAccount } from '../account/list-beside-account.tsx';
import { openColumns, resolvedColumns } from './dispute-columns.tsx';
import { DisputeCommands } from './dispute-commands.tsx';
import { DisputeFilters } from './dispute-filters.tsx';
import { CycleTime, Disputed } from './dispute-totals.tsx';
import { isFiltered, NO_DISPUTE_FILTER, shownDisputes } from './dispute-views.ts';
import { NoDisputes } from './no-disputes.tsx';

/** Open disputes, those that nobody moves first, or resolved ones; the account of each beside the list. */
export function DisputeList({
  view,
  views,
}: {
  readonly view: 'open' | 'resolved';
  readonly views: ReactNode;
}) {
  const location = useLocation();
  const queries = useQueries();
  const { today, locale } = useFormat();
  const list = useQuery(queries.disputes.list.queryOptions({ input: { states: view } }));
  const summary = useQuery(queries.disputes.summary.queryOptions());
  const [filter, setFilter] = useWindowState('disputes.filter', NO_DISPUTE_FILTER);
  const all = list.data?.disputes ?? null;
  const used = view === 'open' ? filter : { ...NO_DISPUTE_FILTER, search: filter.search };
  const rows = useMemo(() => (all === null ? null : shownDisputes(all, used, today)), [all, used, today]);
  const columns = useMemo(
    () => (view === 'open' ? openColumns(today) : resolvedColumns(today)),
    [view, today],
  );
  const active = rows?.find(({ id }) => id === location.id) ?? rows?.[0] ?? null;
  const opened = location.params.full === '1';
  const open = (row: DisputeRow) =>
    navigate({ screen: 'disputes', id: row.id, params: { ...location.params, full: '1' } });
  const close = () => {
    const { full: _, ...params } = location.params;
    navigate({ ...location, params });
  };
  const table = (
    <Pane
      title="Disputes"
      subtitle={rows === null ? undefined : count(rows.length, 'dispute', 'disputes', locale)}
      ownScroll
      actions={
        <>
          <SearchField
            label="Search disputes"
            value={filter.search}
            onChange={(search) => setFilter({ ...filter, search })}
          />
          {active ? (
            <CommandButton command="dispute.settle" label={view === 'open' ? 'Resolve' : 'Reopen'} />
          ) : null}
        </>
      }
      toolbar={
        <>
          {views}
          {view === 'open' ? (
            <DisputeFilters filter={filter} summary={summary.data} onChange={setFilter} />
          ) : null}
        </>
      }
      footer={view === 'open' ? <Disputed rows={rows ?? []} /> : <CycleTime />}
    >
      <DataTable
        id={`disputes.${view}`}
        label="Disputes"
        columns={columns}
        rows={rows}
        total={rows?.length}
        rowKey={({ id }) => id}
        active={active?.id ?? null}
        onActivate={({ id }) => replaceLocation({ id })}
        onOpen={open}
        primary
        empty={
          <NoDisputes
            filtered={isFiltered(used)}
            resolved={view === 'resolved'}
            onReset={() => setFilter(NO_DISPUTE_FILTER)}
          />
        }
        error={
          list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
        }
      />
    </Pane>
  );
  return (
    <>
      <ListBesideAccount
        id="disputes"
        row={active && { accountId: active.accountId, name: active.accountName, currency: active.currency }}
        list={table}
        opened={opened}
        onOpen={() => active && open(active)}
        onClose={close}
      />
      <DisputeCommands dispute={active} />
    </>
  );
}
