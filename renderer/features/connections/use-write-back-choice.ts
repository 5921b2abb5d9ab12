import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackView } from '../../../shared/contract/write-back.ts';
import type { WriteBackKind } from '../../../shared/domain/connections/write-back.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useAction } from '../../ui/use-action.ts';
import { flowing, type WriteBackPart } from './write-back-words.ts';

/** Sets which kinds of one part flow back; none switches the part off. The other part stays as it is. */
export function useWriteBackChoice(
  connection: ConnectionView,
  view: WriteBackView,
  part: WriteBackPart,
  onSaved: () => void = () => {},
) {
  const client = useClient();
  const feedback = useFeedback();
  return useAction(async (chosen: readonly WriteBackKind[]) => {
    const others = flowing(view, part === 'notes' ? 'letters' : 'notes').map(({ kind }) => kind);
    const kinds = [...chosen, ...others];
    const approve = view.kinds
      .filter(({ kind, approved }) => approved === null && chosen.includes(kind))
      .map(({ kind }) => kind);
    try {
      await client.connections.setWriteBack({ id: connection.id, on: kinds.length > 0, kinds, approve });
      onSaved();
    } catch (cause) {
      feedback.failed(cause);
    }
  });
}
