import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HoldRow } from '../../../shared/contract/holds.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useWindowState } from '../../app/window-state.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ListBesideAccount, type RowAccount } from '../account/list-beside-account.tsx';
import { HOLD_COLUMNS } from './hold-columns.tsx';
import { EVERYTHING } from './hold-words.ts';
import { NoHolds } from './no-holds.tsx';
import { useHoldActions } from './use-hold-actions.ts';

/** All that rests today, on everything, on accounts and on invoices; the account of each beside the list. */
export function HoldsScreen() {
  const location = useLocation();
  const { locale } = useFormat();
  const list = useQuery(useQueries().holds.list.queryOptions());
  const [search, setSearch] = useWindowState('holds.search', '');
  const all = list.data?.holds ?? null;
  const rows = useMemo(() => (all === null ? null : shownHolds(all, search)), [all, search]);
  const active = rows?.find(({ id }) => id === location.id) ?? rows?.[0] ?? null;
  const account = active === null ? null : accountOf(active);
  const opened = location.params.full === '1' && account !== null;
  const open = (row: HoldRow) => {
    if (accountOf(row)) navigate({ screen: 'holds', id: row.id, params: { full: '1' } });
  };
  const table = (
    <Pane
      title="Holds"
      subtitle={rows === null ? undefined : count(rows.length, 'hold', 'holds', locale)}
      ownScroll
      actions={
        <>
          <SearchField label="Search holds" value={search} onChange={setSearch} />
          {active ? <CommandButton command="hold.lift" label="Lift" /> : null}
          <CommandButton command="hold.everything" />
        </>
      }
    >
      <DataTable
        id="holds"
        label="Holds"
        columns={HOLD_COLUMNS}
        rows={rows}
        total={rows?.length}
        rowKey={({ id }) => id}
        active={active?.id ?? null}
        onActivate={({ id }) => replaceLocation({ id })}
        onOpen={open}
        primary
        empty={<NoHolds searched={search.trim() !== ''} onReset={() => setSearch('')} />}
        error={
          list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
        }
      />
    </Pane>
  );
  return (
    <>
      <ListBesideAccount
        id="holds"
        row={account}
        list={table}
        opened={opened}
        onOpen={() => active && open(active)}
        onClose={() => navigate({ screen: 'holds', id: location.id, params: {} })}
      />
      <LiftHold hold={active} />
    </>
  );
}

/** The hold that the keyboard is on is lifted by `r`. */
function LiftHold({ hold }: { readonly hold: HoldRow | null }) {
  const actions = useHoldActions();
  const feedback = useFeedback();
  useCommands([
    {
      id: 'hold.lift',
      title: 'Lift the hold',
      group: 'Edit',
      keys: ['r'],
      when: () => hold !== null,
      run: () => {
        if (hold) actions.lift(nameOf(hold), [hold]).catch(feedback.failed);
      },
    },
  ]);
  return null;
}

function shownHolds(holds: readonly HoldRow[], search: string): readonly HoldRow[] {
  const wanted = search.trim().toLowerCase();
  return holds.filter((hold) =>
    [hold.accountName ?? EVERYTHING, hold.accountNumber, hold.number, hold.reason, hold.setBy].some((text) =>
      text?.toLowerCase().includes(wanted),
    ),
  );
}

function nameOf({ number, accountName }: HoldRow): string {
  return number ?? accountName ?? EVERYTHING;
}

/** Null for a hold on everything, and where nothing of the account is open any more. */
function accountOf({ target, accountName, currency }: HoldRow): RowAccount | null {
  if (target.scope === 'workspace' || accountName === null || currency === null) return null;
  return { accountId: target.accountId, name: accountName, currency };
}
