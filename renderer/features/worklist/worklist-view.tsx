import { IconDownload } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { IconButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { NOTHING_SELECTED } from '../../ui/table/row-selection.ts';
import { AccountActions } from '../account/account-actions.tsx';
import { AccountPage, LoadingAccount } from '../account/account-page.tsx';
import { useAgingEdges } from '../account/use-aging-edges.ts';
import { CrmExportDialog } from '../crm/crm-export-dialog.tsx';
import { AsOfControl } from '../looking-back/as-of-control.tsx';
import { AsOfLine } from '../looking-back/as-of-line.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import { ExportWorklist } from './export-worklist.tsx';
import { NothingHere } from './nothing-here.tsx';
import { SavedViews } from './saved-views.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortMenu } from './sort-menu.tsx';
import { useCopyRows } from './use-copy-rows.ts';
import { useCursor } from './use-cursor.ts';
import { useReadAhead } from './use-read-ahead.ts';
import { useWorklist, worklistKey } from './use-worklist.ts';
import { useWorklistQuery } from './use-worklist-query.ts';
import { worklistColumns } from './worklist-columns.tsx';
import { sameQuery, sortOf, type WorklistKind } from './worklist-filter.ts';
import { WorklistFilters } from './worklist-filters.tsx';
import { WorklistFooter } from './worklist-footer.tsx';

const NO_FACETS = { currencies: [], countries: [] };

/** List and account side by side: the worklist, a saved view of it, or all customers. */
export function WorklistView({ kind }: { readonly kind: WorklistKind }) {
  const { locale } = useFormat();
  const location = useLocation();
  const { asOf } = useAsOf();
  const edges = useAgingEdges();
  const { query, setQuery, initial, view } = useWorklistQuery(kind);
  const list = useWorklist(query);
  const columns = useMemo(() => worklistColumns(edges), [edges]);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [ticked, setTicked] = useState<ComposeTarget | null>(null);
  const cursor = useCursor(list.rows, location);
  useReadAhead(list.rows, cursor.item);
  const opened = location.params.full === '1';
  const copyRows = useCopyRows();
  const [exporting, setExporting] = useState<'list' | 'crm' | null>(null);
  useCommands([
    {
      id: 'worklist.export',
      title: 'Export the list',
      group: 'List',
      keys: ['shift+e'],
      when: () => (list.first?.total ?? 0) > 0,
      run: () => setExporting('list'),
    },
    {
      id: 'worklist.exportCrm',
      title: 'Export the accounts of the list for a CRM',
      group: 'List',
      when: () => (list.first?.total ?? 0) > 0,
      run: () => setExporting('crm'),
    },
  ]);
  const selected = useMemo(
    () => (list.rows ?? []).filter((item) => selection.keys.has(worklistKey(item))),
    [list.rows, selection],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const open = (item: WorklistItem) =>
    navigate({
      screen: kind,
      id: item.accountId,
      params: { ...location.params, currency: item.currency, full: '1' },
    });
  const close = () => {
    const { full: _, ...params } = location.params;
    navigate({ ...location, params });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter or view begins without ticks
  useEffect(() => setSelection(NOTHING_SELECTED), [query]);

  const total = list.first?.total ?? 0;
  const facets = list.first?.facets ?? NO_FACETS;
  const title = view?.name ?? (kind === 'worklist' ? 'Worklist' : 'Customers');
  const table = (
    <Pane
      title={title}
      subtitle={
        list.first ? (
          <>
            {count(total, 'account', 'accounts', locale)}
            {asOf === null ? (
              <>
                {' · '}
                <FiguresStamp figures={list.first.figures} />
              </>
            ) : null}
          </>
        ) : undefined
      }
      ownScroll
      actions={
        <>
          <SearchField
            label="Search accounts"
            value={query.filter.search}
            onChange={(search) => setQuery({ ...query, filter: { ...query.filter, search } })}
          />
          <SavedViews query={query} initial={initial} open={view} />
          <SortMenu sort={query.sort} onChange={(sort) => setQuery({ ...query, sort })} />
          <IconButton
            label="Export the list"
            keys="shift+e"
            icon={<IconDownload size={16} aria-hidden="true" />}
            disabled={total === 0}
            onClick={() => setExporting('list')}
          />
        </>
      }
      toolbar={
        <>
          {selected.length > 0 ? (
            <SelectionBar rows={selected.length} />
          ) : (
            <>
              <WorklistFilters
                kind={kind}
                filter={query.filter}
                onChange={(filter) => setQuery({ ...query, filter })}
                facets={facets}
                edges={edges}
              />
              <AsOfControl />
            </>
          )}
          <AsOfLine />
        </>
      }
      footer={
        list.first ? (
          <WorklistFooter total={total} totals={list.first.totals} selected={selected} />
        ) : (
          <span />
        )
      }
    >
      <DataTable
        id={kind}
        label={title}
        columns={columns}
        rows={list.rows}
        total={total}
        rowKey={worklistKey}
        active={cursor.key}
        onActivate={(item) =>
          replaceLocation({ id: item.accountId, params: { ...location.params, currency: item.currency } })
        }
        onOpen={open}
        selection={selection}
        onSelect={setSelection}
        sort={query.sort}
        onSort={(sort) => {
          const next = sortOf(sort);
          if (next) setQuery({ ...query, sort: next });
        }}
        onNeedMore={more}
        onCopy={copyRows}
        primary
        error={
          list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
        }
        empty={
          <NothingHere
            kind={kind}
            filtered={!sameQuery(query, initial)}
            hasLedger={(list.first?.figures.at ?? null) !== null}
            onReset={() => setQuery(initial)}
          />
        }
      />
    </Pane>
  );
  return (
    <AccountActions
      targets={selected.length > 0 ? selected : cursor.item ? [cursor.item] : []}
      several={selected.length > 0}
      ticked={ticked}
      onDone={() => (selected.length > 0 ? setSelection(NOTHING_SELECTED) : cursor.next())}
    >
      {exporting === 'list' ? (
        <ExportWorklist
          query={query}
          rows={total}
          facets={facets}
          edges={edges}
          onCrm={() => setExporting('crm')}
          onClose={() => setExporting(null)}
        />
      ) : null}
      {exporting === 'crm' ? (
        <CrmExportDialog
          start={{ subject: 'accounts', accounts: query.filter, from: null, to: null }}
          whose="the accounts of this list, as of today"
          onClose={() => setExporting(null)}
        />
      ) : null}
      <SplitPanes
        id="worklist"
        initial={0.55}
        opened={opened}
        listAlone={cursor.accountId === null && list.rows?.length === 0}
        list={table}
        detail={
          cursor.accountId ? (
            <AccountPage
              accountId={cursor.accountId}
              currency={cursor.currency}
              opened={opened}
              onTick={setTicked}
              onClose={close}
              onOpen={() => cursor.item && open(cursor.item)}
            />
          ) : (
            <LoadingAccount />
          )
        }
      />
    </AccountActions>
  );
}
