import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { Pane } from '../../ui/pane.tsx';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { useImportFile } from './use-import-draft.ts';

/** The first step: which file. Says what can be read, and that looking changes nothing. */
export function FileStep() {
  const { pick } = useImportFile();
  const presets = useQuery(useQueries().imports.presets.queryOptions());
  return (
    <Pane title="Import a file" label="Import a file" subtitle={<ImportSteps current="file" />}>
      <div className={classes.fileStep}>
        <div className={classes.dropPlace}>
          <IconFileImport size={24} aria-hidden="true" />
          <h2>Open invoices, credit notes or payments</h2>
          <p>
            CSV or Excel, up to 200 MB, as your accounting system exports it: title rows, totals and all. Drop
            it anywhere on this window.
          </p>
          <Button variant="filled" onClick={() => void pick()} data-autofocus>
            Pick a file
          </Button>
          <p className={classes.quiet}>Nothing is imported before you have seen and checked every column.</p>
        </div>
        {presets.data ? (
          <section className={classes.presets} aria-label="Exports that are known">
            <h2>Exports that are known</h2>
            <dl>
              {presets.data.map((preset) => (
                <div key={preset.id}>
                  <dt>{preset.name}</dt>
                  <dd>{preset.evidence}</dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null}
      </div>
    </Pane>
  );
}
