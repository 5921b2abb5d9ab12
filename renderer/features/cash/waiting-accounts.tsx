import type { ReactNode } from 'react';
import type { WaitingAccount } from '../../../shared/contract/cash.ts';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { NothingWaiting } from './nothing-here.tsx';
import { useWaitingAccounts } from './use-cash.ts';
import { WAITING_COLUMNS } from './waiting-columns.tsx';

/** Unapplied cash and open credit notes of the books, account by account, the longest waiting first. */
export function WaitingAccounts(props: { readonly toolbar: ReactNode; readonly actions: ReactNode }) {
  const { id } = useLocation();
  const list = useWaitingAccounts();
  const rows = list.rows ?? [];
  const active = rows.find((row) => keyOf(row) === id) ?? rows[0] ?? null;
  return (
    <Pane
      title="Cash"
      subtitle={list.total === undefined ? undefined : count(list.total, 'account')}
      ownScroll
      toolbar={props.toolbar}
      actions={props.actions}
    >
      <DataTable
        id="cash.accounts"
        label="Unapplied cash and credits by account"
        columns={WAITING_COLUMNS}
        rows={list.rows}
        total={list.total}
        rowKey={keyOf}
        active={active === null ? null : keyOf(active)}
        onActivate={(row) => replaceLocation({ id: keyOf(row) })}
        onOpen={({ accountId, currency }) =>
          navigate({ screen: 'customers', id: accountId, params: { full: '1', currency } })
        }
        onNeedMore={list.more}
        primary
        empty={<NothingWaiting />}
        error={list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined}
      />
    </Pane>
  );
}

function keyOf({ accountId, currency }: WaitingAccount): string {
  return `${accountId} ${currency}`;
}
