import { Button, SegmentedControl } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { NOTHING_SELECTED } from '../../ui/table/row-selection.ts';
import { NoMailbox } from '../compose/no-mailbox.tsx';
import { useSenders } from '../compose/use-senders.ts';
import { draftColumns } from './draft-columns.tsx';
import { DraftDetail } from './draft-detail.tsx';
import { DRAFT_VIEWS, type DraftViewName, isDraftView } from './draft-states.ts';
import { SendKeptWording } from './send-kept-wording.tsx';
import { useDraftActions } from './use-draft-actions.ts';
import { useDraftCommands } from './use-draft-commands.ts';
import { useDrafts } from './use-drafts.ts';

/** Letters that were kept: those still to be saved, those on their way, and those in the mailbox. */
export function DraftsScreen() {
  const location = useLocation();
  const view: DraftViewName = isDraftView(location.params.show) ? location.params.show : 'open';
  const list = useDrafts(view);
  const online = useQuery(useQueries().app.connectivity.queryOptions()).data?.online !== false;
  const columns = useMemo(() => draftColumns(online), [online]);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [editing, setEditing] = useState(false);
  /** Letters that were edited in the mailbox, until the person says that the kept wording is to go out. */
  const [asked, setAsked] = useState<readonly Draft[] | null>(null);
  const [teaching, setTeaching] = useState<'save' | 'send' | null>(null);
  const senders = useSenders();
  const actions = useDraftActions();
  const rows = list.rows ?? [];
  const active = rows.find((draft) => draft.id === location.id) ?? rows[0] ?? null;
  const ticked = rows.filter((draft) => selection.keys.has(draft.id));
  const chosen = ticked.length > 0 ? ticked : active ? [active] : [];
  const opened = location.params.full === '1' && active !== null;
  const open = (draft: Draft) =>
    navigate({ ...location, id: draft.id, params: { ...location.params, full: '1' } });
  const close = () => {
    const { full: _, ...params } = location.params;
    navigate({ ...location, params });
  };
  const activate = (draft: Draft) => {
    setEditing(false);
    replaceLocation({ id: draft.id });
  };
  /** One whose sender is gone is not kept from trying: the engine says what is to be done. */
  const canSendFrom = ({ mailboxId, senderProblem }: Draft) =>
    senderProblem !== null || senders.canSend(mailboxId === null ? senders.first : { mailboxId });
  const save = () => {
    if (senders.first === null) setTeaching('save');
    else void actions.saveToMailbox(chosen);
    setEditing(false);
  };
  const send = (drafts: readonly Draft[], options: { readonly despiteEdits?: boolean } = {}) => {
    setEditing(false);
    const edited = drafts.some(({ mailboxCopy }) => mailboxCopy?.state === 'edited');
    if (!drafts.some(canSendFrom)) setTeaching('send');
    else if (edited && options.despiteEdits !== true) setAsked(drafts);
    else void actions.send(drafts, options);
  };
  useDraftCommands({
    active,
    chosen,
    actions,
    editing,
    opened,
    onEditing: setEditing,
    onSave: save,
    onSend: () => send(chosen),
    onClose: close,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const instead = (run: (draft: Draft) => Promise<unknown>) => () => {
    setTeaching(null);
    if (active) void run(active);
  };

  const table = (
    <Pane
      title="Drafts"
      subtitle={list.total === undefined ? undefined : count(list.total, 'draft')}
      ownScroll
      toolbar={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Which drafts"
            value={view}
            data={Object.entries(DRAFT_VIEWS).map(([value, { label }]) => ({ value, label }))}
            onChange={(show) => {
              setSelection(NOTHING_SELECTED);
              navigate({ screen: 'drafts', params: { show } });
            }}
          />
          {ticked.length > 1 ? (
            <>
              <CommandButton command="draft.send" />
              <CommandButton command="draft.save" />
              <CommandButton command="draft.discard" />
            </>
          ) : null}
        </>
      }
    >
      <DataTable
        id="drafts"
        label="Drafts"
        columns={columns}
        rows={list.rows}
        total={list.total}
        rowKey={(draft) => draft.id}
        active={active?.id ?? null}
        onActivate={activate}
        onOpen={open}
        selection={selection}
        onSelect={setSelection}
        onNeedMore={more}
        primary
        empty={<NoDrafts view={view} />}
        error={list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined}
      />
    </Pane>
  );
  return (
    <>
      <SplitPanes
        id="drafts"
        initial={0.36}
        list={table}
        opened={opened}
        listAlone={list.rows?.length === 0}
        detail={
          active ? (
            <DraftDetail
              key={active.id}
              draft={active}
              actions={actions}
              canSend={canSendFrom(active)}
              editing={editing}
              onEditing={setEditing}
            />
          ) : null
        }
      />
      <SendKeptWording
        drafts={asked}
        onConfirm={() => {
          setAsked(null);
          if (asked) send(asked, { despiteEdits: true });
        }}
        onClose={() => setAsked(null)}
      />
      <NoMailbox
        wanted={teaching}
        savesDrafts={senders.first !== null}
        onSave={() => {
          setTeaching(null);
          save();
        }}
        onClose={() => setTeaching(null)}
        onSetUp={() => navigate({ screen: 'mailboxes' })}
        onExport={instead(actions.exportEml)}
        onCopy={instead(actions.copy)}
      />
    </>
  );
}

function NoDrafts(props: { readonly view: DraftViewName }) {
  const icon = <IconMail size={24} aria-hidden="true" />;
  if (props.view === 'mailbox') {
    return (
      <EmptyState icon={icon} title="Nothing in the mailbox yet">
        Letters that were saved to your drafts folder stand here, so that you see what is left to send.
      </EmptyState>
    );
  }
  if (props.view === 'sent') {
    return (
      <EmptyState icon={icon} title="Nothing was sent yet">
        Letters that went out stand here: sent from the outbox, or by you from the drafts folder of your
        mailbox.
      </EmptyState>
    );
  }
  if (props.view === 'discarded') {
    return (
      <EmptyState icon={icon} title="Nothing was discarded">
        A discarded draft can be taken back here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title="No drafts"
      action={
        <Button variant="filled" onClick={() => navigate({ screen: 'worklist' })}>
          Go to the worklist
        </Button>
      }
    >
      Select accounts in the worklist and press e: Duebook writes one letter for each. What you do not send or
      save to your mailbox at once waits here.
    </EmptyState>
  );
}
