import { Button } from '@mantine/core';
import { IconArrowBackUp, IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatch } from '../../../shared/contract/import-procedures.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { BatchState } from './batch-page.tsx';
import classes from './imports.module.css';
import { resultLine } from './result-words.ts';
import { useUndoImport } from './use-import-actions.ts';
import { useImportDraft, useImportFile } from './use-import-draft.ts';

const COLUMNS: readonly Column<ImportBatch>[] = [
  {
    id: 'file',
    header: 'File',
    width: 300,
    fixed: true,
    cell: (batch) => <span title={batch.fileName}>{batch.fileName}</span>,
    sheet: (batch) => batch.fileName,
  },
  {
    id: 'at',
    header: 'Imported',
    width: 140,
    cell: (batch) => <InstantText at={batch.importedAt} />,
    sheet: (batch) => batch.importedAt,
  },
  { id: 'state', header: 'State', width: 120, cell: (batch) => <BatchState batch={batch} /> },
  {
    id: 'result',
    header: 'Result',
    width: 280,
    cell: (batch) => <ResultCell batch={batch} />,
    sheet: (batch) => resultLine(batch.result.rows, 'en-GB'),
  },
  {
    id: 'by',
    header: 'By',
    width: 140,
    cell: (batch) => batch.importedBy,
    sheet: (batch) => batch.importedBy,
  },
];

function ResultCell({ batch }: { readonly batch: ImportBatch }) {
  const { locale } = useFormat();
  return <span>{resultLine(batch.result.rows, locale)}</span>;
}

/** Every import of this workspace, newest first; the newest one that stands can be undone. */
export function ImportHistory() {
  const history = useQuery(useQueries().imports.history.queryOptions());
  const { draft } = useImportDraft();
  const { pick } = useImportFile();
  const undo = useUndoImport();
  const { locale } = useFormat();
  const [active, setActive] = useState<string | null>(null);
  const undoable = history.data?.find((batch) => batch.undoable);
  const open = (batch: ImportBatch) => navigate({ screen: 'imports', id: batch.id });
  useCommands([
    { id: 'import.new', title: 'Import a file', group: 'Edit', keys: ['i'], run: () => void pick() },
  ]);
  const empty = (
    <EmptyState
      icon={<IconFileImport size={24} aria-hidden="true" />}
      title="No figures yet"
      action={
        <Button variant="filled" onClick={() => navigate({ screen: 'imports', id: 'new' })}>
          Import a file
        </Button>
      }
    >
      Export the open invoices of your accounting system as CSV or Excel and import them here, or drop the
      file on the window. The next export updates them; what has not changed stays as it is.
    </EmptyState>
  );
  return (
    <Pane
      title="Imports"
      subtitle={history.data ? count(history.data.length, 'import', 'imports', locale) : undefined}
      ownScroll
      actions={
        <>
          {draft ? (
            <Button onClick={() => navigate({ screen: 'imports', id: 'new' })}>
              Go on with {draft.file.name}
            </Button>
          ) : null}
          {undoable ? (
            <Button
              leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
              loading={undo.busy}
              onClick={() => undo.run(undoable)}
            >
              Undo the newest
            </Button>
          ) : null}
          {history.data?.length === 0 ? null : <CommandButton command="import.new" variant="filled" />}
        </>
      }
    >
      <div className={classes.history}>
        <DataTable
          id="imports"
          label="Imports"
          columns={COLUMNS}
          rows={history.data ?? null}
          rowKey={(batch) => batch.id}
          active={active}
          onActivate={(batch) => setActive(batch.id)}
          onOpen={open}
          primary
          empty={empty}
          error={
            history.isError ? (
              <ErrorState error={history.error} onRetry={() => void history.refetch()} />
            ) : undefined
          }
        />
      </div>
    </Pane>
  );
}
