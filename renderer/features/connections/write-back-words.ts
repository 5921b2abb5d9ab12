import type { WriteBackNoteView, WriteBackView } from '../../../shared/contract/write-back.ts';
import { count } from '../../ui/format/count.ts';
import type { TagTone } from '../../ui/tag.tsx';

interface Words {
  readonly text: string;
  readonly tone: TagTone;
}

/** Notes and letters are switched on each by itself. */
export type WriteBackPart = 'notes' | 'letters';

/** The kinds of a part that flow back now. */
export function flowing(view: WriteBackView, part: WriteBackPart): WriteBackView['kinds'] {
  return view.kinds.filter(
    ({ kind, chosen }) => view.on && chosen && (kind === 'attachment') === (part === 'letters'),
  );
}

/** Where a note stands, in two words. */
export function noteState({ state, runAt }: Pick<WriteBackNoteView, 'state' | 'runAt'>): Words {
  switch (state) {
    case 'queued':
      return { text: 'waiting', tone: 'neutral' };
    case 'sent':
      return { text: 'being written', tone: 'accent' };
    case 'confirmed':
      return { text: 'written', tone: 'neutral' };
    case 'failed':
      return { text: 'not written', tone: 'red' };
    case 'ambiguous':
      return runAt === null
        ? { text: 'perhaps written', tone: 'red' }
        : { text: 'is looked for', tone: 'amber' };
    case 'dropped':
      return { text: 'dropped', tone: 'neutral' };
  }
}

/** A person can do something about it. */
export function needsPerson({ state, runAt }: Pick<WriteBackNoteView, 'state' | 'runAt'>): boolean {
  return state === 'failed' || (state === 'ambiguous' && runAt === null);
}

/** `12 written · 1 waiting`; empty before the first note. */
export function countsText(
  { written, waiting, unknown, failed }: WriteBackView['counts'],
  locale: string,
): string {
  const parts = [
    [written, 'written'],
    [waiting, 'waiting'],
    [unknown, 'of unknown fate'],
    [failed, 'not written'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => count(number, words, words, locale))
    .join(' · ');
}
