import type { PackSource } from '../../../shared/contract/handoffs.ts';
import { pickFile, takeDropped } from '../../api/platform.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useWindowState } from '../../app/window-state.ts';

export const RETURN_ENDING = '.duebook-return';

/** A return that is looked at before it is merged. */
export interface ReturnFile {
  readonly name: string;
  readonly source: PackSource;
}

/** Whether a file is a return by its name. */
export function isReturnFile(name: string): boolean {
  return name.toLowerCase().endsWith(RETURN_ENDING);
}

/** The return that is looked at, and the ways to come to one: each opens the look. */
export function useReturnFile() {
  const [file, setFile] = useWindowState<ReturnFile | null>('handoffs.return', null);
  const feedback = useFeedback();
  const look = (found: ReturnFile) => {
    setFile(found);
    navigate({ screen: 'handoffs', id: 'return' });
  };
  const taken = (picked: { readonly grant: string; readonly name: string } | null) => {
    if (picked !== null) look({ name: picked.name, source: { grant: picked.grant } });
  };
  return {
    file,
    drop: (dropped: File) => takeDropped(dropped).then(taken, feedback.failed),
    pick: () => pickFile({ title: 'Merge a return', endings: [RETURN_ENDING] }).then(taken, feedback.failed),
    shared: (name: string) => look({ name, source: { shared: name } }),
    forget: () => setFile(null),
  };
}
