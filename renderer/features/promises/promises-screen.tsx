import { Button, SegmentedControl } from '@mantine/core';
import { IconCalendarDollar, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PromiseRow } from '../../../shared/contract/promises.ts';
import { PROMISE_STATES } from '../../../shared/domain/promises/types.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ListBesideAccount } from '../account/list-beside-account.tsx';
import { PROMISE_COLUMNS } from './promise-columns.tsx';
import { PromiseOutcomeDialog } from './promise-outcome-dialog.tsx';
import { PromiseTotals } from './promise-totals.tsx';
import { isIn, PROMISE_VIEWS, type PromiseView, shownPromises } from './promise-views.ts';

/** Promises to pay: what is due today, what was not kept, and how reliably they are kept; the account beside the list. */
export function PromisesScreen() {
  const location = useLocation();
  const { today, locale } = useFormat();
  const view: PromiseView =
    PROMISE_VIEWS.find(({ value }) => value === location.params.show)?.value ?? 'open';
  const list = useQuery(useQueries().promises.list.queryOptions({ input: { states: [...PROMISE_STATES] } }));
  const [search, setSearch] = useWindowState('promises.search', '');
  const all = list.data?.promises ?? null;
  const rows = useMemo(
    () => (all === null ? null : shownPromises(all, { view, search, today })),
    [all, view, search, today],
  );
  const active = rows?.find(({ id }) => id === location.id) ?? rows?.[0] ?? null;
  const opened = location.params.full === '1';
  const open = (row: PromiseRow) =>
    navigate({ screen: 'promises', id: row.id, params: { ...location.params, full: '1' } });
  const close = () => {
    const { full: _, ...params } = location.params;
    navigate({ ...location, params });
  };
  const table = (
    <Pane
      title="Promises"
      subtitle={rows === null ? undefined : count(rows.length, 'promise', 'promises', locale)}
      ownScroll
      actions={
        <>
          <SearchField label="Search promises" value={search} onChange={setSearch} />
          {active ? <CommandButton command="promise.correct" label="Correct" /> : null}
        </>
      }
      toolbar={
        <SegmentedControl
          size="xs"
          aria-label="Which promises"
          value={view}
          data={PROMISE_VIEWS.map(({ value, label }) => ({
            value,
            label:
              all === null || value === 'all'
                ? label
                : `${label} ${all.filter((one) => isIn(value, one, today)).length}`,
          }))}
          onChange={(show) => navigate({ screen: 'promises', params: show === 'open' ? {} : { show } })}
        />
      }
      footer={<PromiseTotals rows={rows ?? []} rates={list.data?.keptRates ?? []} />}
    >
      <DataTable
        id="promises"
        label="Promises"
        columns={PROMISE_COLUMNS}
        rows={rows}
        total={rows?.length}
        rowKey={({ id }) => id}
        active={active?.id ?? null}
        onActivate={({ id }) => replaceLocation({ id })}
        onOpen={open}
        primary
        empty={<NoPromises view={view} searched={search.trim() !== ''} onReset={() => setSearch('')} />}
        error={
          list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
        }
      />
    </Pane>
  );
  return (
    <>
      <ListBesideAccount
        id="promises"
        row={active && { accountId: active.accountId, name: active.accountName, currency: active.currency }}
        list={table}
        opened={opened}
        onOpen={() => active && open(active)}
        onClose={close}
      />
      <CorrectPromise promise={active} />
    </>
  );
}

/** The promise that the keyboard is on can be corrected by `r`. */
function CorrectPromise({ promise }: { readonly promise: PromiseRow | null }) {
  const [correcting, setCorrecting] = useState<PromiseRow | null>(null);
  useCommands([
    {
      id: 'promise.correct',
      title: 'Correct the promise',
      group: 'Edit',
      keys: ['r'],
      when: () => promise !== null,
      run: () => setCorrecting(promise),
    },
  ]);
  return correcting ? (
    <PromiseOutcomeDialog promise={correcting} onClose={() => setCorrecting(null)} />
  ) : null;
}

const NOTHING: Readonly<Record<PromiseView, string>> = {
  open: 'No open promise',
  due: 'No promise is due today',
  week: 'No promise is due this week',
  broken: 'Every promise was kept or followed up',
  all: 'No promise yet',
};

function NoPromises(props: {
  readonly view: PromiseView;
  readonly searched: boolean;
  readonly onReset: () => void;
}) {
  if (props.searched) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} aria-hidden="true" />}
        title="No promise fits"
        action={<Button onClick={props.onReset}>Show all</Button>}
      >
        Take the search away to see them all.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconCalendarDollar size={24} aria-hidden="true" />}
      title={NOTHING[props.view]}
      action={<Button onClick={() => navigate({ screen: 'worklist' })}>Open the worklist</Button>}
    >
      When a customer promises to pay, press p on the account: nobody asks for it before its day, and payments
      decide whether it was kept.
    </EmptyState>
  );
}
