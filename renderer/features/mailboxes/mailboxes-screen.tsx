import { Button } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailboxView } from '../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
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
import { mailboxState } from './check-words.ts';
import { MailboxDetail } from './mailbox-detail.tsx';
import { MailboxForm } from './mailbox-form.tsx';

const NEW = 'new';

/** The mailboxes whose drafts folders letters go to. */
export function MailboxesScreen() {
  const location = useLocation();
  const narrow = useNarrow();
  const feedback = useFeedback();
  const mailboxes = useQuery(useQueries().mailboxes.list.queryOptions());
  const [added, setAdded] = useState<MailboxId | null>(null);
  const rows = mailboxes.data ?? null;
  const adding = location.id === NEW;
  const active = adding ? null : (rows?.find(({ id }) => id === location.id) ?? rows?.[0] ?? null);
  const changing = active !== null && location.params.change === '1';
  const forming = adding || changing;
  const add = () => navigate({ screen: 'mailboxes', id: NEW });
  const opened = forming || location.params.full === '1';
  const openDetail = (id: MailboxId) =>
    navigate({ screen: 'mailboxes', id, params: narrow ? { full: '1' } : {} });
  useCommands([
    ...(forming
      ? []
      : [{ id: 'mailbox.add', title: 'Add a mailbox', group: 'Edit' as const, keys: ['n'], run: add }]),
    ...(narrow && opened && !forming
      ? [
          {
            id: 'mailbox.close',
            title: 'Back',
            group: 'Edit' as const,
            keys: ['esc'],
            run: () => navigate({ screen: 'mailboxes', id: location.id }),
          },
        ]
      : []),
  ]);
  const list = (
    <Pane title="Mailboxes" ownScroll actions={<CommandButton command="mailbox.add" label="Add" />}>
      <DataTable
        id="mailboxes"
        label="Mailboxes"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
        active={active?.id ?? null}
        onActivate={({ id }) => replaceLocation({ id })}
        onOpen={({ id }) => navigate({ screen: 'mailboxes', id, params: { full: '1' } })}
        primary={!forming}
        empty={<NoMailboxes onAdd={add} adding={adding} />}
        error={
          mailboxes.error ? (
            <ErrorState error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />
          ) : undefined
        }
      />
    </Pane>
  );
  const detail = adding ? (
    <MailboxForm
      key={NEW}
      mailbox={null}
      onSaved={({ id }) => {
        setAdded(id);
        void mailboxes.refetch();
        openDetail(id);
      }}
      onCancel={() => navigate({ screen: 'mailboxes' })}
    />
  ) : active && changing ? (
    <MailboxForm
      key={`change ${active.id}`}
      mailbox={active}
      onSaved={({ id, address }, test) => {
        feedback.say(test ? `Mailbox ${address} works and was saved` : `Mailbox ${address} was saved`);
        void mailboxes.refetch();
        openDetail(id);
      }}
      onCancel={() => openDetail(active.id)}
    />
  ) : active ? (
    <MailboxDetail
      key={active.id}
      mailbox={active}
      fresh={active.id === added}
      onChange={() => navigate({ screen: 'mailboxes', id: active.id, params: { change: '1' } })}
      onRemoved={() => navigate({ screen: 'mailboxes' })}
      onChanged={() => void mailboxes.refetch()}
    />
  ) : null;
  return (
    <SplitPanes
      id="mailboxes"
      initial={0.36}
      list={list}
      listAlone={detail === null && rows?.length === 0}
      opened={opened}
      besideList
      detail={detail}
    />
  );
}

function NoMailboxes(props: { readonly adding: boolean; readonly onAdd: () => void }) {
  return (
    <EmptyState
      icon={<IconMailbox size={24} aria-hidden="true" />}
      title="No mailbox yet"
      action={
        props.adding ? undefined : (
          <Button variant="filled" onClick={props.onAdd}>
            Add a mailbox
          </Button>
        )
      }
    >
      Add your own mailbox: letters then go straight into its drafts folder, where you look them over and send
      them. Without one, letters can be saved as .eml files or copied.
    </EmptyState>
  );
}

const COLUMNS: readonly Column<MailboxView>[] = [
  {
    id: 'address',
    header: 'Address',
    width: 184,
    grow: 3,
    fixed: true,
    cell: (mailbox) => <span title={mailbox.displayName ?? undefined}>{mailbox.address}</span>,
    sheet: (mailbox) => mailbox.address,
  },
  {
    id: 'state',
    header: 'State',
    width: 108,
    cell: (mailbox) => {
      const state = mailboxState(mailbox);
      return <Tag tone={state.tone}>{state.text}</Tag>;
    },
    sheet: (mailbox) => mailboxState(mailbox).text,
  },
  {
    id: 'tested',
    header: 'Tested',
    width: 96,
    cell: (mailbox) => (mailbox.lastCheck ? <InstantText at={mailbox.lastCheck.at} /> : null),
    sheet: (mailbox) => mailbox.lastCheck?.at.slice(0, 10) ?? null,
  },
];
