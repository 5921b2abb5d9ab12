import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { useNarrow } from '../../app/frame/use-narrow.ts';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ChosenForm } from './chosen-form.tsx';
import { ConnectionDetail } from './connection-detail.tsx';
import { connectionState } from './connection-words.ts';

const NEW = 'new';

/** The accounting systems that this workspace reads. */
export function ConnectionsScreen() {
  const location = useLocation();
  const narrow = useNarrow();
  const client = useClient();
  const feedback = useFeedback();
  const connections = useQuery(useQueries().connections.list.queryOptions());
  const rows = connections.data ?? null;
  const adding = location.id === NEW;
  const active = adding ? null : (rows?.find(({ id }) => id === location.id) ?? rows?.[0] ?? null);
  const changing = active !== null && location.params.change === '1';
  const forming = adding || changing;
  const opened = forming || location.params.full === '1';
  const add = () => navigate({ screen: 'connections', id: NEW });
  const openDetail = (id: ConnectionId) =>
    navigate({ screen: 'connections', id, params: narrow ? { full: '1' } : {} });
  const saved = ({ id }: ConnectionView) => {
    void connections.refetch();
    openDetail(id);
  };
  /** Saved, and read at once: what stood there before does not count any more. */
  const savedAnew = async (connection: ConnectionView) => {
    saved(connection);
    if (connection.signedIn === false) return;
    await client.connections.sync({ id: connection.id, mode: 'changes' }).catch(feedback.failed);
  };
  const changed = (connection: ConnectionView, before: ConnectionView) => {
    feedback.say(`${connection.name} was saved`);
    if (before.status === 'ready') saved(connection);
    else void savedAnew(connection);
  };
  const closing = {
    id: 'connection.close',
    title: 'Back',
    group: 'Edit' as const,
    keys: ['esc'],
    run: () => navigate({ screen: 'connections', id: location.id }),
  };
  useCommands([
    ...(forming
      ? []
      : [{ id: 'connection.add', title: 'Connect a system', group: 'Edit' as const, keys: ['n'], run: add }]),
    ...(narrow && opened && !forming ? [closing] : []),
  ]);
  const list = (
    <Pane title="Connections" ownScroll actions={<CommandButton command="connection.add" label="Connect" />}>
      <DataTable
        id="connections"
        label="Connections"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
        active={active?.id ?? null}
        onActivate={({ id }) => replaceLocation({ id })}
        onOpen={({ id }) => navigate({ screen: 'connections', id, params: { full: '1' } })}
        primary={!forming}
        empty={<NoConnections onAdd={add} adding={adding} />}
        error={
          connections.error ? (
            <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
          ) : undefined
        }
      />
    </Pane>
  );
  const detail = adding ? (
    <ChosenForm
      key={NEW}
      connection={null}
      onSaved={(connection) => void savedAnew(connection)}
      onCancel={() => navigate({ screen: 'connections' })}
    />
  ) : active && changing ? (
    <ChosenForm
      key={`change ${active.id}`}
      connection={active}
      onSaved={(connection) => changed(connection, active)}
      onCancel={() => openDetail(active.id)}
    />
  ) : active ? (
    <ConnectionDetail key={active.id} connection={active} />
  ) : null;
  return (
    <SplitPanes
      id="connections"
      initial={0.32}
      list={list}
      listAlone={detail === null && rows?.length === 0}
      opened={opened}
      besideList={!forming}
      detail={detail}
    />
  );
}

function NoConnections(props: { readonly adding: boolean; readonly onAdd: () => void }) {
  return (
    <EmptyState
      icon={<IconPlugConnected size={24} aria-hidden="true" />}
      title="No accounting system connected"
      action={
        props.adding ? undefined : (
          <Button variant="filled" onClick={props.onAdd}>
            Connect a system
          </Button>
        )
      }
    >
      Connect the accounting system, and invoices, payments and contacts come in by themselves, many times a
      day. It is only read: Duebook never changes the books. Without it, import an export as a file.
    </EmptyState>
  );
}

const COLUMNS: readonly Column<ConnectionView>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 150,
    fixed: true,
    cell: ({ name, system }) => <span title={system}>{name}</span>,
    sheet: ({ name }) => name,
  },
  {
    id: 'state',
    header: 'State',
    width: 116,
    cell: (connection) => {
      const state = connectionState(connection);
      return <Tag tone={state.tone}>{state.text}</Tag>;
    },
    sheet: (connection) => connectionState(connection).text,
  },
  {
    id: 'fresh',
    header: 'Figures of',
    width: 96,
    cell: ({ freshAt }) => (freshAt === null ? null : <InstantText at={freshAt} />),
    sheet: ({ freshAt }) => freshAt,
  },
];
