import { IconDownload, IconFocus2 } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useCommandRegistry } from '../../app/commands/commands-context.tsx';
import { replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { IconButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { RowSelection } from '../../ui/table/row-selection.ts';
import { useAgingEdges } from '../account/use-aging-edges.ts';
import { AsOfControl } from '../looking-back/as-of-control.tsx';
import { AsOfLine } from '../looking-back/as-of-line.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import { LaneBar } from './lane-bar.tsx';
import { NothingHere } from './nothing-here.tsx';
import { SavedViews } from './saved-views.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortMenu } from './sort-menu.tsx';
import { useCopyRows } from './use-copy-rows.ts';
import { type useWorklist, worklistKey } from './use-worklist.ts';
import type { useWorklistQuery } from './use-worklist-query.ts';
import { worklistColumns } from './worklist-columns.tsx';
import { sameQuery, sortOf, type WorklistKind } from './worklist-filter.ts';
import { WorklistFilters } from './worklist-filters.tsx';
import { WorklistFooter } from './worklist-footer.tsx';

const NO_FACETS = { currencies: [], countries: [] };

export interface WorklistPaneProps {
  readonly kind: WorklistKind;
  readonly state: ReturnType<typeof useWorklistQuery>;
  readonly list: ReturnType<typeof useWorklist>;
  /** The key of the row that the keyboard is on. */
  readonly active: string | null;
  readonly selection: RowSelection;
  readonly selected: readonly WorklistItem[];
  readonly onSelect: (selection: RowSelection) => void;
  readonly onOpen: (item: WorklistItem) => void;
  readonly onExport: () => void;
}

/** The list itself: lanes, filters, order, rows and what they add up to. */
export function WorklistPane({ kind, state, list, ...props }: WorklistPaneProps) {
  const copyRows = useCopyRows();
  const { locale } = useFormat();
  const location = useLocation();
  const registry = useCommandRegistry();
  const { asOf } = useAsOf();
  const edges = useAgingEdges();
  const { query, setQuery, initial, view } = state;
  const columns = useMemo(() => worklistColumns(edges), [edges]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const filterBy = (filter: typeof query.filter) => setQuery({ ...query, filter });
  const total = list.first?.total ?? 0;
  const lanes = list.first?.lanes ?? [];
  const title = view?.name ?? (kind === 'worklist' ? 'Worklist' : 'Customers');
  return (
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
            onChange={(search) => filterBy({ ...query.filter, search })}
          />
          <SavedViews query={query} initial={initial} open={view} />
          <SortMenu sort={query.sort} onChange={(sort) => setQuery({ ...query, sort })} />
          {kind === 'worklist' && asOf === null ? (
            <IconButton
              label="Focus: one account at a time"
              keys="shift+f"
              icon={<IconFocus2 size={16} aria-hidden="true" />}
              disabled={total === 0}
              onClick={() => registry.run('worklist.focus')}
            />
          ) : null}
          <IconButton
            label="Export the list"
            keys="shift+e"
            icon={<IconDownload size={16} aria-hidden="true" />}
            disabled={total === 0}
            onClick={props.onExport}
          />
        </>
      }
      toolbar={
        <>
          {props.selected.length > 0 ? (
            <SelectionBar rows={props.selected.length} />
          ) : (
            <>
              {kind === 'worklist' ? (
                <LaneBar lanes={lanes} filter={query.filter} onChange={filterBy} />
              ) : null}
              <WorklistFilters
                kind={kind}
                filter={query.filter}
                onChange={filterBy}
                facets={list.first?.facets ?? NO_FACETS}
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
          <WorklistFooter
            total={total}
            totals={list.first.totals}
            selected={props.selected}
            withoutStep={asOf === null ? list.first.withoutStep : 0}
          />
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
        active={props.active}
        onActivate={(item) =>
          replaceLocation({ id: item.accountId, params: { ...location.params, currency: item.currency } })
        }
        onOpen={props.onOpen}
        selection={props.selection}
        onSelect={props.onSelect}
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
            waiting={lanes.find(({ lane }) => lane === 'waiting')?.rows ?? 0}
            onReset={() => setQuery(initial)}
            onShowWaiting={() => filterBy({ ...query.filter, lanes: ['waiting'] })}
          />
        }
      />
    </Pane>
  );
}
