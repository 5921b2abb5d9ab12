import type { ImportBatch } from '../../../shared/contract/import-procedures.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Takes a whole import back: the books are then as they were before it. */
export function useUndoImport() {
  const client = useClient();
  const feedback = useFeedback();
  return useAction(async (batch: ImportBatch) => {
    try {
      await client.imports.undo({ id: batch.id });
      feedback.say(`Import of ${batch.fileName} undone. The figures are as before it.`);
    } catch (error) {
      feedback.failed(error);
    }
  });
}
