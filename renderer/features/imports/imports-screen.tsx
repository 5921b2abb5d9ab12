import { useLocation } from '../../app/location/use-location.ts';
import { BatchPage } from './batch-page.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { ImportHistory } from './import-history.tsx';
import { RunningStep } from './running-step.tsx';
import { useImportDraft } from './use-import-draft.ts';

/** Imports: the history, the result of one, or a new one step by step. */
export function ImportsScreen() {
  const { id } = useLocation();
  if (id === null) return <ImportHistory />;
  return id === 'new' ? <ImportWizard /> : <BatchPage key={id} id={id} />;
}

function ImportWizard() {
  const { draft } = useImportDraft();
  if (draft === null) return <FileStep />;
  const key = draft.file.grant;
  switch (draft.step) {
    case 'columns':
      return <ColumnsStep key={key} draft={draft} />;
    case 'check':
      return <CheckStep key={key} draft={draft} />;
    case 'import':
      return <RunningStep key={key} draft={draft} />;
  }
}
