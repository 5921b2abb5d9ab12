import { Button, Loader } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine, ErrorState } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Completeness } from './completeness.tsx';
import { changeReading, type ImportDraft, settle } from './import-draft.ts';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { chooseField, isSavedMapping, readiness } from './mapping-state.ts';
import { PreviewTable } from './preview-table.tsx';
import panel from './reading-panel.module.css';
import { ReadingPanel } from './reading-panel.tsx';
import { RowFacts } from './row-facts.tsx';
import { useImportDraft, useImportFile } from './use-import-draft.ts';

/** The question to the engine that a draft stands for. */
export function inspectInput(draft: ImportDraft) {
  const { file, sheet, preset, mapping } = draft;
  return { grant: file.grant, sheet, preset: mapping === null ? preset : null, mapping };
}

/** The second step: what each column means, on the file's own rows. */
export function ColumnsStep({ draft }: { readonly draft: ImportDraft }) {
  const store = useImportDraft();
  const { pick } = useImportFile();
  const { locale } = useFormat();
  const answer = useQuery(
    useQueries().imports.inspect.queryOptions({
      input: inspectInput(draft),
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  );
  const last = useRef(answer.data);
  if (answer.data) last.current = answer.data;
  const shown = answer.data ?? last.current;
  const inspection = shown?.inspection;
  const asOf = draft.asOf ?? ((inspection?.statedAsOf ?? null) as PlainDate | null);
  const missing = inspection ? readiness(inspection, draft.complete, asOf).missing : [];
  const ready = inspection !== undefined && missing.length === 0 && !answer.isFetching && !answer.isError;
  const change = (part: Parameters<typeof changeReading>[1]) =>
    store.update((old) => changeReading(old, part));

  useCommands([
    {
      id: 'import.check',
      title: 'Check the import',
      group: 'Edit',
      keys: ['mod+enter'],
      when: () => ready,
      run: () => {
        if (inspection === undefined) return;
        const { proposedMapping, shapeHash } = inspection;
        store.update((old) => settle(old, { mapping: proposedMapping, shapeHash }, asOf));
      },
    },
  ]);

  const head = {
    title: 'Import',
    label: 'Import: columns',
    subtitle: <ImportSteps current="columns" />,
    actions: <Button onClick={() => void pick()}>Another file</Button>,
  };
  if (inspection === undefined) {
    return (
      <Pane {...head}>
        {answer.isError ? (
          <ErrorState
            error={answer.error}
            action={
              <Button variant="filled" onClick={() => void pick()}>
                Pick another file
              </Button>
            }
          />
        ) : (
          <div className={classes.waiting} role="status">
            <Loader size="sm" aria-hidden="true" /> Reading {draft.file.name}…
          </div>
        )}
      </Pane>
    );
  }
  const mapping = draft.mapping ?? inspection.proposedMapping;
  const changeMapping = (how: (old: ImportMapping) => ImportMapping) =>
    store.update((old) => changeReading(old, { mapping: how(old.mapping ?? inspection.proposedMapping) }));
  return (
    <Pane
      {...head}
      toolbar={
        <>
          <b>{draft.file.name}</b>
          <span className={classes.quiet}>
            {count(inspection.counts.data, 'row of data', 'rows of data', locale)}. Say what each column is;
            the rest is left out.
          </span>
        </>
      }
      ownScroll
      footer={
        <>
          <span className={classes.missing} role="status" data-open={missing.length > 0 || undefined}>
            {missing.length > 0
              ? `Still to say: ${missing.join(', ')}.`
              : 'Nothing changes before you have seen the check.'}
          </span>
          <CommandButton command="import.check" label="Check" variant="filled" disabled={!ready} />
        </>
      }
    >
      <div className={classes.columns}>
        <PreviewTable
          inspection={inspection}
          mapping={mapping}
          onChoose={(column, field) => changeMapping((old) => chooseField(old, column, field))}
        />
        <aside className={classes.aside} aria-label="How the file is read">
          <div className={panel.panel}>
            {answer.isError ? <ErrorLine error={answer.error} /> : null}
            <ReadingPanel
              inspection={inspection}
              mapping={mapping}
              preset={draft.mapping === null && draft.preset !== null ? draft.preset : mapping.preset}
              saved={
                draft.mapping === null &&
                draft.preset === null &&
                isSavedMapping(mapping, shown?.savedMapping ?? null)
              }
              onMapping={changeMapping}
              onPreset={(preset) => change({ preset, mapping: null })}
              onSheet={(sheet) => change({ sheet, preset: null, mapping: null })}
            />
            <Completeness inspection={inspection} complete={draft.complete} asOf={asOf} onChange={change} />
            <RowFacts inspection={inspection} />
          </div>
        </aside>
      </div>
    </Pane>
  );
}
