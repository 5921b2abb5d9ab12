import { useCallback } from 'react';
import { pickFile, takeDropped } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useWindowState } from '../../app/window-state.ts';
import { type ImportDraft, newDraft } from './import-draft.ts';

export const IMPORT_ENDINGS = ['.csv', '.xlsx', '.tsv', '.txt'] as const;

export interface ImportDraftStore {
  readonly draft: ImportDraft | null;
  set(draft: ImportDraft | null): void;
  /** Changes the draft as it is at that moment; does nothing when there is none. */
  update(change: (draft: ImportDraft) => ImportDraft): void;
}

/** The import that is being set up. It stays while the person looks at other screens. */
export function useImportDraft(): ImportDraftStore {
  const [draft, set] = useWindowState<ImportDraft | null>('import', null);
  const update = useCallback(
    (change: (draft: ImportDraft) => ImportDraft) => set((old) => (old === null ? null : change(old))),
    [set],
  );
  return { draft, set, update };
}

/** The ways in which a file comes: picked in a dialog, dropped on the window, or at hand already. */
export function useImportFile() {
  const { set } = useImportDraft();
  const feedback = useFeedback();
  const begin = (file: ImportDraft['file'] | null) => {
    if (file === null) return;
    set(newDraft(file));
    navigate({ screen: 'imports', id: 'new' });
  };
  return {
    begin,
    pick: () => pickFile({ title: 'Import a file', endings: IMPORT_ENDINGS }).then(begin, feedback.failed),
    drop: (file: File) => takeDropped(file).then(begin, feedback.failed),
  };
}
