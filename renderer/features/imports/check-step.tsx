import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { useAction } from '../../ui/use-action.ts';
import { inspectInput } from './columns-step.tsx';
import { backToColumns, type ImportDraft } from './import-draft.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { RejectedRows } from './rejected-rows.tsx';
import { goodRows } from './result-words.ts';
import { UnknownRows } from './row-facts.tsx';
import { useImportDraft } from './use-import-draft.ts';
import { useOutcome } from './use-outcome.ts';

/** The third step: the whole import worked out, and nothing changed yet. */
export function CheckStep({ draft }: { readonly draft: ImportDraft }) {
  const client = useClient();
  const store = useImportDraft();
  const { locale } = useFormat();
  const inspection = useQuery(useQueries().imports.inspect.queryOptions({ input: inspectInput(draft) }));
  const job = useJob(draft.tryOut);
  const outcome = useOutcome(job);
  const { settled, complete, asOf } = draft;
  const tryOut = useAction(async () => {
    if (settled === null) return;
    const { jobId } = await client.imports.tryOut({ grant: draft.file.grant, complete, asOf, ...settled });
    store.update((old) => ({ ...old, tryOut: jobId }));
  });
  const run = useAction(async () => {
    if (settled === null) return;
    const { jobId } = await client.imports.run({ grant: draft.file.grant, complete, asOf, ...settled });
    store.update((old) => ({ ...old, run: jobId, step: 'import' }));
  });
  const back = () => store.update(backToColumns);
  useStartOnce(draft.tryOut, tryOut.run);

  const good = outcome === null ? 0 : goodRows(outcome.rows);
  useCommands([
    {
      id: 'import.run',
      title: 'Import',
      group: 'Edit',
      keys: ['mod+enter'],
      when: () => good > 0 && !run.busy,
      run: () => run.run(),
    },
    { id: 'import.back', title: 'Back to the columns', group: 'Edit', keys: ['esc'], run: back },
  ]);
  const failed = tryOut.error ?? run.error ?? (job?.state === 'failed' ? jobError(job) : null);
  const again = () => {
    store.update((old) => ({ ...old, tryOut: null }));
    tryOut.run();
  };
  return (
    <Pane
      title="Import"
      label="Import: check"
      subtitle={<ImportSteps current="check" />}
      footer={
        <>
          <CommandButton command="import.back" label="Back" />
          <span className={classes.missing}>{outcome === null ? '' : footWords(outcome, good, locale)}</span>
          <CommandButton
            command="import.run"
            label={good > 0 ? `Import ${count(good, 'row', 'rows', locale)}` : 'Import'}
            variant="filled"
            disabled={good === 0 || run.busy}
          />
        </>
      }
    >
      {failed !== null ? (
        <ErrorState error={failed} action={<Button onClick={back}>Back to the columns</Button>} />
      ) : job?.state === 'cancelled' ? (
        <Cancelled onAgain={again} />
      ) : outcome === null ? (
        <ImportProgress
          job={job}
          title={`Checking ${draft.file.name}`}
          text="The import is worked out row by row. Nothing is changed by it."
        />
      ) : (
        <div className={classes.report}>
          <div className={classes.headline}>
            <h2>{draft.file.name}</h2>
            <p>This is what the import will do. Nothing has been changed yet.</p>
          </div>
          <ImportReport outcome={outcome} />
          {outcome.gone.length > 0 ? (
            <Section title="No longer listed" aside={count(outcome.gone.length, 'item', 'items', locale)}>
              <p className={classes.quiet}>
                They are open in Duebook and not in this complete list. After the import you are asked which
                of them to close.
              </p>
            </Section>
          ) : null}
          {job ? (
            <RejectedRows
              outcome={outcome}
              exportRows={() => client.imports.exportRejected({ jobId: job.id })}
            />
          ) : null}
          {inspection.data && inspection.data.inspection.unknownRows.length > 0 ? (
            <Section title="Rows that are not understood">
              <UnknownRows inspection={inspection.data.inspection} />
            </Section>
          ) : null}
        </div>
      )}
    </Pane>
  );
}

function footWords(outcome: ImportOutcome, good: number, locale: string): string {
  if (good === 0) return 'No row can be imported. Go back and look at the columns.';
  return outcome.rows.rejected > 0
    ? `${count(outcome.rows.rejected, 'row', 'rows', locale)} will not be imported.`
    : 'Every row of data will be imported.';
}

function Cancelled(props: { readonly onAgain: () => void }) {
  return (
    <div className={classes.waiting}>
      The check was stopped. Nothing was changed. <Button onClick={props.onAgain}>Check again</Button>
    </div>
  );
}

/** Starts the dry run when the step is entered, once also where effects run twice. */
function useStartOnce(started: JobId | null, start: () => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (started !== null || asked.current) return;
    asked.current = true;
    start();
  }, [started, start]);
}
