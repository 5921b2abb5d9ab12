import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useDropTarget } from '../../app/drop/drop-target.ts';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useTakeover } from '../takeover/takeover-context.tsx';
import { HANDOFF_COLUMNS } from './handoff-columns.tsx';
import classes from './handoffs.module.css';
import { NoHandoffs } from './no-handoffs.tsx';
import { SharedFolder } from './shared-folder.tsx';
import { useReturnFile } from './use-return-file.ts';

/** Handoffs that were given from here, and the packs that wait in the shared folder. */
export function HandoffList() {
  const { locale } = useFormat();
  const overview = useQuery(useQueries().handoffs.overview.queryOptions());
  const returned = useReturnFile();
  const takeover = useTakeover();
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = overview.data?.handoffs ?? null;
  const active = rows?.find(({ id }) => id === chosen) ?? rows?.[0] ?? null;
  useDropTarget({
    words: 'Drop a return to see what is in it. Nothing changes yet.',
    take: (file) => void returned.drop(file),
  });
  useCommands([
    {
      id: 'handoffs.new',
      title: 'Hand over accounts',
      group: 'List',
      keys: ['n'],
      run: () => navigate({ screen: 'handoffs', id: 'new' }),
    },
    {
      id: 'handoffs.merge',
      title: 'Merge a return',
      group: 'List',
      keys: ['m'],
      run: () => void returned.pick(),
    },
  ]);
  return (
    <Pane
      title="Handoffs"
      subtitle={rows === null ? undefined : count(rows.length, 'handoff', 'handoffs', locale)}
      ownScroll
      actions={
        <>
          <CommandButton command="handoffs.merge" label="Merge a return…" />
          <CommandButton command="handoffs.new" label="Hand over…" variant="filled" />
        </>
      }
    >
      <div className={classes.list}>
        <div className={classes.table}>
          <DataTable
            id="handoffs"
            label="Handoffs"
            columns={HANDOFF_COLUMNS}
            rows={rows}
            total={rows?.length}
            rowKey={({ id }) => id}
            active={active?.id ?? null}
            onActivate={({ id }) => setChosen(id)}
            onOpen={({ id }) => navigate({ screen: 'handoffs', id })}
            primary
            empty={<NoHandoffs />}
            error={
              overview.isError ? (
                <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
              ) : undefined
            }
          />
        </div>
        <SharedFolder
          onReturn={(name) => returned.shared(name)}
          onHandoff={(name) => takeover.begin({ name, source: { shared: name } })}
        />
      </div>
    </Pane>
  );
}
