import type { FolderFileView } from '../../../shared/contract/connection-files.ts';
import type { TagTone } from '../../ui/tag.tsx';

const STATES: Readonly<Record<FolderFileView['state'], { readonly text: string; readonly tone: TagTone }>> = {
  waiting: { text: 'not complete yet', tone: 'amber' },
  taken: { text: 'taken in', tone: 'neutral' },
  same: { text: 'nothing new', tone: 'neutral' },
  needs_mapping: { text: 'needs a mapping', tone: 'amber' },
  refused: { text: 'not taken in', tone: 'red' },
};

/** The state of a file in two words. */
export function fileState({ state, undone }: Pick<FolderFileView, 'state' | 'undone'>): {
  readonly text: string;
  readonly tone: TagTone;
} {
  return state === 'taken' && undone ? { text: 'import undone', tone: 'amber' } : STATES[state];
}
