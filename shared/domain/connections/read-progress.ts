import { countOf } from '../format/words.ts';
import type { SyncEntity } from './connector-kinds.ts';
import { ENTITY_WORDS } from './entity-words.ts';

/** Reading the records, asking for the open ones once more, asking which ids are there; or the files of a folder. */
export type ReadStage = 'records' | 'open_again' | 'ids' | 'files';

/** What is left at the pace of this run, in whole seconds; `part`: only of what is read now, since nobody knows the rest. */
export interface TimeLeft {
  readonly seconds: number;
  readonly part: boolean;
}

/** How far a read of the books is. */
export interface ReadProgress {
  readonly stage: ReadStage;
  readonly entity: SyncEntity;
  readonly done: number;
  /** Null where nobody knows how many there are. */
  readonly total: number | null;
  /** Who says how many there are: the system, or the read before. */
  readonly told: 'system' | 'last_read' | null;
  /** Null while nothing honest can be said. */
  readonly left: TimeLeft | null;
}

/** What is read, in words: `invoices`, `open invoices once more`. */
export function stageWords({ stage, entity }: Pick<ReadProgress, 'stage' | 'entity'>): string {
  const words = ENTITY_WORDS[entity];
  switch (stage) {
    case 'records':
      return words;
    case 'open_again':
      return `open ${words} once more`;
    case 'ids':
      return `which ${words} are still there`;
    case 'files':
      return 'files';
  }
}

/** `about 4 minutes left`; `about 2 minutes of invoices left` where the rest is not known. */
export function timeLeftWords({ seconds, part }: TimeLeft, what: string): string {
  const of = part ? ` of ${what}` : '';
  if (seconds < 45) return `under a minute${of} left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${countOf(minutes, 'minute', 'minutes')}${of} left`;
  return `about ${countOf(Math.round(minutes / 60), 'hour', 'hours')}${of} left`;
}

/** What is left, and what the total rests on: what is to be said beside the counts. */
export function progressRemark(progress: ReadProgress): string {
  const { left, told } = progress;
  const parts = [
    ...(left === null ? [] : [timeLeftWords(left, stageWords(progress))]),
    ...(told === 'last_read' ? ['the total is that of the last read'] : []),
    ...(told === null ? ['how many there are is not known'] : []),
  ];
  return parts.join(', ');
}
