import type { Template } from '../../../shared/contract/templates.ts';
import { useWindowState } from '../../app/window-state.ts';
import { isSameWording, type Wording } from './template-words.ts';

type Unsaved = Readonly<Record<string, Wording>>;

const NONE: Unsaved = {};

/** Wording that was written and not saved yet, by stage: it stays while the person looks at other things. */
export function useUnsavedWording() {
  const [unsaved, setUnsaved] = useWindowState<Unsaved>('templates.unsaved', NONE);
  const keyOf = (template: Pick<Template, 'stage' | 'language'>) => `${template.stage} ${template.language}`;
  return {
    of: (template: Template): Wording | null => {
      const wording = unsaved[keyOf(template)];
      return wording && !isSameWording(wording, template) ? wording : null;
    },
    write: (template: Template, wording: Wording) => setUnsaved({ ...unsaved, [keyOf(template)]: wording }),
    forget: (template: Template) => {
      const { [keyOf(template)]: _, ...rest } = unsaved;
      setUnsaved(rest);
    },
  };
}

export type UnsavedWording = ReturnType<typeof useUnsavedWording>;
