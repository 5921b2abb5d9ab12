import type { SyncEntity } from './connector-kinds.ts';
import type { ReadProgress, ReadStage, TimeLeft } from './read-progress.ts';

/** What is known before a read begins. */
export interface PaceStart {
  /** The entities that are read, in their order. */
  readonly entities: readonly SyncEntity[];
  /** Records of each entity by the read before; absent: it was never read whole. */
  readonly known: ReadonlyMap<SyncEntity, number>;
  /** Everything is read, so that what was there before tells how much there is. */
  readonly whole: boolean;
}

/** What has been read of an entity up to a moment, in milliseconds. */
export interface PaceMark {
  readonly stage: ReadStage;
  readonly entity: SyncEntity;
  readonly done: number;
  /** How many there are, where the system says so. */
  readonly expected: number | null;
  readonly at: number;
}

/** No word before so long a look, and before so much was seen to pass. */
const LEAST_MS = 3_000;
const LEAST_DONE = 20;

interface Part extends Pick<PaceMark, 'stage' | 'entity' | 'at' | 'done'> {}

/**
 * Follows a read and says what is left by the pace of this run: that of the part which is read now, once enough of it was
 * seen. Parts to come count by the read before, and only where all of them are known: otherwise it speaks of this part.
 */
export function readPace({ entities, known, whole }: PaceStart): (mark: PaceMark) => ReadProgress {
  let part: Part | null = null;

  const toCome = (entity: SyncEntity): number | null => {
    if (!whole) return null;
    const later = entities.slice(entities.indexOf(entity) + 1).map((one) => known.get(one));
    return later.reduce<number | null>(
      (sum, number) => (sum === null || number === undefined ? null : sum + number),
      0,
    );
  };

  return (mark) => {
    const { stage, entity, done, expected, at } = mark;
    if (part?.entity !== entity || part.stage !== stage) part = { stage, entity, at, done };
    const before = whole && stage === 'records' ? (known.get(entity) ?? null) : null;
    const total = expected ?? (before !== null && before >= done ? before : null);
    const told = total === null ? null : expected === null ? 'last_read' : 'system';
    const left = total === null ? null : timeLeft(part, mark, total - done, toCome(entity));
    return { stage, entity, done, total, told, left };
  };
}

function timeLeft(begin: Part, now: PaceMark, here: number, later: number | null): TimeLeft | null {
  const passed = now.at - begin.at;
  const read = now.done - begin.done;
  if (passed < LEAST_MS || read < LEAST_DONE) return null;
  if (here <= 0 && later === null) return null;
  const records = Math.max(0, here) + (later ?? 0);
  if (records === 0) return null;
  return { seconds: Math.round((records * passed) / read / 1_000), part: later === null };
}
