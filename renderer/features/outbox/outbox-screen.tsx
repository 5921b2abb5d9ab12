import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { OutboxMessage, OutboxPause } from '../../../shared/contract/outbox.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useOpenMessages } from '../../app/sending/use-open-messages.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { NOTHING_SELECTED } from '../../ui/table/row-selection.ts';
import { NothingInOutbox } from './nothing-in-outbox.tsx';
import classes from './outbox.module.css';
import { outboxColumns } from './outbox-columns.tsx';
import { OutboxDetail } from './outbox-detail.tsx';
import { isOutboxView, OUTBOX_VIEWS, type OutboxViewName } from './outbox-states.ts';
import { RebuildChoice } from './own-words.tsx';
import { PauseBanner } from './pause-banner.tsx';
import { SettleConfirm } from './settle-confirm.tsx';
import { useOutbox } from './use-outbox.ts';
import { useOutboxActions } from './use-outbox-actions.ts';
import { useOutboxCommands } from './use-outbox-commands.ts';

const NO_PAUSES: readonly OutboxPause[] = [];

/** Approved messages: what waits, what needs a person, and what went out. */
export function OutboxScreen() {
  const location = useLocation();
  const { view, known } = useView(location.params.show);
  const list = useOutbox(view, known);
  const online = useQuery(useQueries().app.connectivity.queryOptions()).data?.online !== false;
  const status = useQuery(useQueries().app.status.queryOptions()).data;
  const demo = status?.state === 'ready' && status.workspace.demo;
  const pauses = demo ? NO_PAUSES : list.pauses;
  const around = useMemo(
    () => ({ online, paused: new Set<string>(pauses.map(({ mailboxId }) => mailboxId)) }),
    [online, pauses],
  );
  const columns = useMemo(() => outboxColumns(around), [around]);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [settling, setSettling] = useState<'sent' | 'not_sent' | null>(null);
  const [rebuilding, setRebuilding] = useState<OutboxMessage | null>(null);
  const actions = useOutboxActions();
  const rows = list.rows ?? [];
  const active = rows.find(({ id }) => id === location.id) ?? rows[0] ?? null;
  const ticked = rows.filter(({ id }) => selection.keys.has(id));
  const chosen = ticked.length > 0 ? ticked : active ? [active] : [];
  const opened = location.params.full === '1' && active !== null;
  useOutboxCommands({
    active,
    chosen,
    pauses,
    actions,
    opened,
    onRebuild: (message) => {
      if (message.review?.ownWords) setRebuilding(message);
      else void actions.rebuild(message);
    },
    onSettle: setSettling,
    onClose: () => {
      const { full: _, ...params } = location.params;
      navigate({ ...location, params });
    },
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const open = (message: OutboxMessage) =>
    navigate({ screen: 'outbox', id: message.id, params: { show: view, full: '1' } });

  const table = (
    <Pane
      title="Outbox"
      subtitle={list.total === undefined ? undefined : count(list.total, 'message')}
      ownScroll
      toolbar={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Which messages"
            value={view}
            data={Object.entries(OUTBOX_VIEWS).map(([value, { label }]) => ({ value, label }))}
            onChange={(show) => {
              setSelection(NOTHING_SELECTED);
              navigate({ screen: 'outbox', params: { show } });
            }}
          />
          {ticked.length > 1 ? (
            <>
              <CommandButton command="outbox.send" />
              <CommandButton command="outbox.stop" />
              <CommandButton command="outbox.takeBack" />
            </>
          ) : null}
        </>
      }
    >
      <div className={classes.list}>
        <PauseBanner
          pauses={list.pauses}
          demo={demo}
          onResume={({ mailboxId, address }) => void actions.resume(mailboxId, address)}
        />
        <DataTable
          id="outbox"
          label="Outbox"
          columns={columns}
          rows={list.rows}
          total={list.total}
          rowKey={({ id }) => id}
          active={active?.id ?? null}
          onActivate={({ id }) => replaceLocation({ id })}
          onOpen={open}
          selection={selection}
          onSelect={setSelection}
          onNeedMore={more}
          primary
          empty={<NothingInOutbox view={view} />}
          error={
            list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
          }
        />
      </div>
    </Pane>
  );
  return (
    <>
      <SplitPanes
        id="outbox"
        initial={0.4}
        list={table}
        opened={opened}
        listAlone={list.rows?.length === 0}
        detail={
          active ? (
            <OutboxDetail
              key={active.id}
              message={active}
              around={around}
              pauses={pauses}
              actions={actions}
            />
          ) : null
        }
      />
      <RebuildChoice
        message={rebuilding}
        onKeepWords={(message) => {
          setRebuilding(null);
          void actions.rework(message);
        }}
        onDropWords={(message) => {
          setRebuilding(null);
          void actions.rebuild(message, { dropOwnWords: true });
        }}
        onClose={() => setRebuilding(null)}
      />
      {active ? (
        <SettleConfirm
          message={active}
          as={settling}
          onConfirm={(as) => {
            setSettling(null);
            void actions.settle(active, as);
          }}
          onClose={() => setSettling(null)}
        />
      ) : null}
    </>
  );
}

/** The part that was chosen; at first what needs the person, if anything does. It does not change under the hand. */
function useView(chosen: string | undefined): { readonly view: OutboxViewName; readonly known: boolean } {
  const { needsYou = 0, asked } = useOpenMessages();
  const [first, setFirst] = useState<OutboxViewName | null>(null);
  if (first === null && asked) setFirst(needsYou > 0 ? 'needsYou' : 'waiting');
  if (isOutboxView(chosen)) return { view: chosen, known: true };
  return { view: first ?? 'waiting', known: first !== null };
}
