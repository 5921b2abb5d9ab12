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
    write: (template: Template, wording: Wording) =>
      setUnsaved((all) => ({ ...all, [keyOf(template)]: wording })),
    /** Only this letter's: another one may have been written meanwhile. */
    forget: (template: Template) => setUnsaved(({ [keyOf(template)]: _, ...rest }) => rest),
  };
}

export type UnsavedWording = ReturnType<typeof useUnsavedWording>;
