import type { ReactNode } from 'react';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { useNarrow } from '../../app/frame/use-narrow.ts';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { MATCH_COLUMNS } from './cash-columns.tsx';
import { MatchDetail } from './match-detail.tsx';
import { NothingApproved } from './nothing-here.tsx';
import { useMatches } from './use-cash.ts';
import { useCashActions } from './use-cash-actions.ts';

/** What was approved: what waits for its export, or all of it. */
export function ApprovedMatches(props: {
  readonly pending: boolean;
  readonly toolbar: ReactNode;
  readonly actions: ReactNode;
}) {
  const { pending } = props;
  const location = useLocation();
  const narrow = useNarrow();
  const list = useMatches(pending);
  const actions = useCashActions();
  const rows = list.rows ?? [];
  const place = rows.findIndex(({ id }) => id === location.id);
  const active = rows[Math.max(0, place)] ?? null;
  const { full, ...rest } = location.params;
  const opened = full === '1' && active !== null;
  const withdraw = async () => {
    if (active === null) return;
    const at = Math.max(0, place);
    const next = rows[at + 1]?.id ?? rows[at - 1]?.id ?? null;
    if (await actions.withdraw(active)) replaceLocation({ id: next });
  };
  return (
    <SplitPanes
      id="cash"
      initial={0.38}
      opened={opened}
      besideList
      listAlone={list.rows?.length === 0}
      list={
        <Pane
          title="Cash"
          subtitle={list.total === undefined ? undefined : count(list.total, 'application')}
          ownScroll
          toolbar={props.toolbar}
          actions={props.actions}
        >
          <DataTable
            id="cash.matches"
            label="Approved applications"
            columns={MATCH_COLUMNS}
            rows={list.rows}
            total={list.total}
            rowKey={({ id }) => id}
            active={active?.id ?? null}
            onActivate={({ id }) => replaceLocation({ id })}
            onOpen={({ id }) => navigate({ screen: 'cash', id, params: { ...rest, full: '1' } })}
            onNeedMore={list.more}
            primary
            empty={<NothingApproved pending={pending} />}
            error={
              list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
            }
          />
        </Pane>
      }
      detail={
        active ? (
          <MatchDetail
            key={active.id}
            match={active}
            onWithdraw={() => void withdraw()}
            onClose={
              narrow && opened ? () => navigate({ screen: 'cash', id: location.id, params: rest }) : null
            }
          />
        ) : null
      }
    />
  );
}
