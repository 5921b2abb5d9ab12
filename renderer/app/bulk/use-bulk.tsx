import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useFeedback } from '../undo/undo-context.tsx';
import { inParts } from './in-parts.ts';

/** So many things in one write: small enough that a cancel is heard, large enough that few writes do. */
const PART = 50;
/** Work that takes longer shows how far it is. */
const SHOWN_AFTER_MS = 500;

export interface BulkWork<Thing, Answer> {
  /** What is done, for the progress: "Snoozing". */
  readonly title: string;
  readonly things: readonly Thing[];
  readonly work: (part: Thing[]) => Promise<Answer>;
  /** Called once, with what was done before it ended, was cancelled or failed; not when that is nothing. */
  readonly onDone: (answers: readonly Answer[], done: number) => void;
}

/**
 * Does the same to many things: with progress and a way to stop once it takes longer than a moment. A single part that
 * fails is thrown, so that a form can keep what was typed; a later one is told, and what was done can be taken back.
 */
export function useBulk() {
  const feedback = useFeedback();
  return useCallback(
    async <Thing, Answer>({ title, things, work, onDone }: BulkWork<Thing, Answer>): Promise<void> => {
      let stop = false;
      let id: string | null = null;
      const line = (done: number) => (
        <ProgressLine
          title={title}
          done={done}
          total={things.length}
          onCancel={() => {
            stop = true;
          }}
        />
      );
      let latest = 0;
      const timer = setTimeout(() => {
        id = notifications.show({ message: line(latest), autoClose: false, withCloseButton: false });
      }, SHOWN_AFTER_MS);
      const { answers, done, error } = await inParts(things, work, {
        size: PART,
        onProgress: (count) => {
          latest = count;
          if (id !== null) notifications.update({ id, message: line(count), autoClose: false });
        },
        cancelled: () => stop,
      });
      clearTimeout(timer);
      if (id !== null) notifications.hide(id);
      if (error !== null && done === 0) throw error;
      if (done > 0) onDone(answers, done);
      if (error !== null) feedback.failed(error);
    },
    [feedback],
  );
}

/** How what was done is called: as all of it, or how much of it was done before it ended. */
export function doneNames(all: string, done: number, asked: number): string {
  return done === asked ? all : `${done} of ${asked} accounts`;
}

/** Puts things with the same former value together, so that taking them back needs few writes. */
export function byFormer<Thing, Former>(
  things: readonly Thing[],
  former: (thing: Thing) => Former,
): readonly { readonly former: Former; readonly things: readonly Thing[] }[] {
  const groups = Map.groupBy(things, (thing) => JSON.stringify(former(thing)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ former: former(first), things: group }];
  });
}
