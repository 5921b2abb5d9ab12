import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import { navigate } from '../../app/location/use-location.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { backToColumns, type ImportDraft } from './import-draft.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { useImportDraft } from './use-import-draft.ts';
import { useOutcome } from './use-outcome.ts';

/** The fourth step: the import runs; when it is done its page is shown. */
export function RunningStep({ draft }: { readonly draft: ImportDraft }) {
  const store = useImportDraft();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const job = useJob(draft.run);
  const outcome = useOutcome(job);
  const batch = outcome?.batch ?? null;
  const { set } = store;
  useEffect(() => {
    if (batch === null) return;
    void queryClient.invalidateQueries({ queryKey: queries.imports.history.key() });
    set(null);
    navigate({ screen: 'imports', id: batch });
  }, [batch, queryClient, queries, set]);
  const back = () => store.update(backToColumns);
  return (
    <Pane title="Import" label="Import: running" subtitle={<ImportSteps current="import" />}>
      {job?.state === 'failed' ? (
        <ErrorState error={jobError(job)} action={<Button onClick={back}>Back to the columns</Button>} />
      ) : job?.state === 'cancelled' ? (
        <div className={classes.waiting}>
          The import was stopped, and nothing of it was kept.{' '}
          <Button onClick={back}>Back to the columns</Button>
        </div>
      ) : outcome !== null && batch === null ? (
        <div className={classes.waiting} role="status">
          This file was imported before, and it changed nothing.{' '}
          <Button
            onClick={() => {
              set(null);
              navigate({ screen: 'imports' });
            }}
          >
            All imports
          </Button>
        </div>
      ) : (
        <ImportProgress
          job={job}
          title={`Importing ${draft.file.name}`}
          text="All rows are taken over together at the end, or none. You can go on working in the other screens."
        />
      )}
    </Pane>
  );
}
