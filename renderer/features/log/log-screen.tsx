import { Button } from '@mantine/core';
import { IconHistory, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { LogEntry } from '../../../shared/contract/log.ts';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { CrmExportDialog } from '../crm/crm-export-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import classes from './log.module.css';
import { LOG_COLUMNS } from './log-columns.tsx';
import { LogDetail } from './log-detail.tsx';
import { isFiltered, type LogFilter, NO_FILTER } from './log-filter.ts';
import { LogFilters } from './log-filters.tsx';
import { useLog } from './use-log.ts';
import { useLogCommands } from './use-log-commands.ts';
import { useSeek } from './use-seek.ts';
import { useVerification } from './use-verification.ts';
import { Verification } from './verification.tsx';

/** Everything that was done in this workspace, in the order in which it was done, and the proof of it. */
export function LogScreen() {
  const location = useLocation();
  const { locale } = useFormat();
  const [filter, setFilter] = useWindowState<LogFilter>('log.filter', NO_FILTER);
  const [exporting, setExporting] = useState<'log' | 'crm' | null>(null);
  const list = useLog(filter);
  const check = useVerification();
  const rows = list.rows ?? [];
  const active = rows.find((entry) => String(entry.seq) === location.id) ?? rows[0] ?? null;
  const opened = location.params.full === '1' && active !== null;
  const seek = useSeek(list);
  const show = (seq: number) => {
    setFilter(NO_FILTER);
    replaceLocation({ id: String(seq) });
    seek(seq);
  };
  const openAccount = (entry: LogEntry) => {
    if (entry.account) navigate({ screen: 'customers', id: entry.account.id, params: { full: '1' } });
  };
  useLogCommands({
    entry: active,
    opened,
    onAccount: openAccount,
    onVerify: check.verify,
    onVerifyFile: check.verifyFile,
    onExport: () => setExporting('log'),
    onClose: () => navigate({ screen: 'log', id: location.id }),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const table = (
    <Pane
      title="Log"
      subtitle={list.total === undefined ? undefined : count(list.total, 'entry', 'entries', locale)}
      ownScroll
      actions={
        <>
          <CommandButton command="log.verifyFile" label="Verify a file" />
          <CommandButton command="log.export" label="Export" />
          <CommandButton command="log.verify" label="Verify" variant="filled" />
        </>
      }
      toolbar={<LogFilters filter={filter} onChange={setFilter} actors={list.actors} />}
    >
      <div className={classes.body}>
        {check.verified ? (
          <Verification verified={check.verified} onShow={show} onClose={check.close} />
        ) : null}
        <div className={classes.table}>
          <DataTable
            id="log"
            label="Log"
            columns={LOG_COLUMNS}
            rows={list.rows}
            total={list.total}
            rowKey={(entry) => String(entry.seq)}
            active={active ? String(active.seq) : null}
            onActivate={(entry) => replaceLocation({ id: String(entry.seq) })}
            onOpen={(entry) => navigate({ screen: 'log', id: String(entry.seq), params: { full: '1' } })}
            onNeedMore={more}
            primary
            empty={<NoEntries filtered={isFiltered(filter)} onClear={() => setFilter(NO_FILTER)} />}
            error={
              list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : undefined
            }
          />
        </div>
      </div>
    </Pane>
  );
  return (
    <>
      <SplitPanes
        id="log"
        initial={0.67}
        list={table}
        opened={opened}
        detail={active ? <LogDetail entry={active} onOpenAccount={() => openAccount(active)} /> : null}
      />
      <ExportDialog
        opened={exporting === 'log'}
        filter={filter}
        total={list.total ?? 0}
        onCrm={() => setExporting('crm')}
        onClose={() => setExporting(null)}
      />
      {exporting === 'crm' ? (
        <CrmExportDialog
          start={{
            subject: 'touchpoints',
            accounts: filter.account === null ? null : [filter.account.id],
            from: filter.from,
            to: filter.to,
          }}
          whose={filter.account?.name ?? 'all accounts'}
          onClose={() => setExporting(null)}
        />
      ) : null}
    </>
  );
}

function NoEntries(props: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (props.filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} aria-hidden="true" />}
        title="Nothing of that kind"
        action={<Button onClick={props.onClear}>Show all entries</Button>}
      >
        No entry fits the filter.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<IconHistory size={24} aria-hidden="true" />} title="Nothing has happened yet">
      Every import, letter, call and note gets an entry here that nobody can change without it being seen.
    </EmptyState>
  );
}
