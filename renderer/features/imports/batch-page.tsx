import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ImportBatch } from '../../../shared/contract/import-procedures.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { GoneInvoices } from './gone-invoices.tsx';
import { ImportReport } from './import-report.tsx';
import classes from './imports.module.css';
import { RejectedRows } from './rejected-rows.tsx';
import { useUndoImport } from './use-import-actions.ts';

/** One import: what it did, what is still to be answered, and the way back. */
export function BatchPage(props: { readonly id: string }) {
  const history = useQuery(useQueries().imports.history.queryOptions());
  const batch = history.data?.find((one) => one.id === props.id);
  const back = () => navigate({ screen: 'imports' });
  if (history.isError) {
    return (
      <Pane title="Import">
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      </Pane>
    );
  }
  if (history.isFetching && batch === undefined) {
    return (
      <Pane title="Import">
        <div className={classes.waiting} role="status">
          Reading the result…
        </div>
      </Pane>
    );
  }
  if (batch === undefined) {
    return (
      <Pane title="Import">
        <EmptyState title="This import is not here" action={<Button onClick={back}>All imports</Button>}>
          It belongs to another workspace, or it is older than the list goes back.
        </EmptyState>
      </Pane>
    );
  }
  return <Batch batch={batch} onBack={back} />;
}

function Batch({ batch, onBack }: { readonly batch: ImportBatch; readonly onBack: () => void }) {
  const client = useClient();
  const undo = useUndoImport();
  useCommands([
    { id: 'import.all', title: 'All imports', group: 'List', keys: ['esc'], run: onBack },
    {
      id: 'import.worklist',
      title: 'Go to the worklist',
      group: 'Go to',
      keys: ['mod+enter'],
      run: () => navigate({ screen: 'worklist' }),
    },
  ]);
  return (
    <Pane
      title="Import"
      label={`Import of ${batch.fileName}`}
      subtitle={batch.fileName}
      actions={
        <>
          {batch.undoable ? (
            <Button
              leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
              loading={undo.busy}
              onClick={() => undo.run(batch)}
            >
              Undo this import
            </Button>
          ) : null}
          <CommandButton command="import.all" />
          <CommandButton command="import.worklist" label="Worklist" variant="filled" />
        </>
      }
    >
      <div className={classes.report}>
        <div className={classes.headline}>
          <h2>{batch.fileName}</h2>
          <BatchState batch={batch} />
          <p>
            Imported <InstantText at={batch.importedAt} /> by {batch.importedBy}
            {batch.asOf === null ? null : (
              <>
                , open amounts as of <DateText date={batch.asOf} absolute />
              </>
            )}
            .
          </p>
        </div>
        {batch.undoneAt === null ? <GoneInvoices batch={batch} /> : null}
        <ImportReport outcome={batch.result} />
        <RejectedRows
          outcome={batch.result}
          exportRows={() => client.imports.exportRejected({ id: batch.id })}
        />
      </div>
    </Pane>
  );
}

/** Whether an import stands, and whether it was a complete list. */
export function BatchState({ batch }: { readonly batch: ImportBatch }) {
  if (batch.undoneAt !== null) return <Tag>undone</Tag>;
  return batch.complete ? <Tag tone="accent">complete list</Tag> : <Tag>some items</Tag>;
}
