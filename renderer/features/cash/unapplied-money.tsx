import type { ReactNode } from 'react';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { useNarrow } from '../../app/frame/use-narrow.ts';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { UNAPPLIED_COLUMNS } from './cash-columns.tsx';
import { MoneyDetail } from './money-detail.tsx';
import { NothingUnapplied } from './nothing-here.tsx';
import { useUnapplied } from './use-cash.ts';
import { useCashActions } from './use-cash-actions.ts';

/** Money without an invoice, and beside it what each may be for. After an approval the next one is shown. */
export function UnappliedMoney(props: {
  readonly toolbar: ReactNode;
  readonly actions: ReactNode;
  readonly onImport: () => void;
}) {
  const location = useLocation();
  const narrow = useNarrow();
  const list = useUnapplied();
  const actions = useCashActions();
  const rows = list.rows ?? [];
  const place = rows.findIndex(({ id }) => id === location.id);
  const active = rows[Math.max(0, place)] ?? null;
  const opened = location.params.full === '1' && active !== null;
  const close = () => navigate({ screen: 'cash', id: location.id });
  const next = () => {
    const at = Math.max(0, place);
    replaceLocation({ id: rows[at + 1]?.id ?? rows[at - 1]?.id ?? null });
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
          subtitle={list.total === undefined ? undefined : count(list.total, 'payment')}
          ownScroll
          toolbar={props.toolbar}
          actions={props.actions}
        >
          <DataTable
            id="cash.unapplied"
            label="Money without an invoice"
            columns={UNAPPLIED_COLUMNS}
            rows={list.rows}
            total={list.total}
            rowKey={({ id }) => id}
            active={active?.id ?? null}
            onActivate={({ id }) => replaceLocation({ id })}
            onOpen={({ id }) => navigate({ screen: 'cash', id, params: { full: '1' } })}
            onNeedMore={list.more}
            primary
            empty={<NothingUnapplied onImport={props.onImport} />}
            error={
              list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
            }
          />
        </Pane>
      }
      detail={
        active ? (
          <MoneyDetail
            key={active.id}
            money={active}
            actions={actions}
            onApproved={next}
            onClose={narrow && opened ? close : null}
          />
        ) : null
      }
    />
  );
}
