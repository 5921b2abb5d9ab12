import { useEffect, useRef, useState } from 'react';
import type { Job } from '../../../shared/contract/app.ts';

interface Mark {
  readonly phase: string;
  readonly at: number;
  readonly done: number;
}

/** No word before so long a look, and before so much was seen to pass. */
const LEAST_MS = 3_000;
const LEAST_DONE = 20;

/**
 * How long the part that is read now still takes at the pace seen so far, in words; null while nothing honest can be said:
 * at the beginning, and where the system does not say how much there is.
 */
export function useRemaining(job: Job | undefined, now: () => number = Date.now): string | null {
  const mark = useRef<Mark | null>(null);
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    if (job?.state !== 'running') {
      mark.current = null;
      setWords(null);
      return;
    }
    const { phase, done, total } = job;
    if (mark.current?.phase !== phase) mark.current = { phase, at: now(), done };
    setWords(total === null ? null : remainingText(mark.current, { done, total, at: now() }));
  }, [job, now]);
  return words;
}

export function remainingText(
  mark: Mark,
  { done, total, at }: { readonly done: number; readonly total: number; readonly at: number },
): string | null {
  const passed = at - mark.at;
  const read = done - mark.done;
  if (passed < LEAST_MS || read < LEAST_DONE || done >= total) return null;
  const seconds = ((total - done) * passed) / read / 1000;
  if (seconds < 45) return `under a minute of ${mark.phase} left`;
  const minutes = Math.round(seconds / 60);
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} of ${mark.phase} left`;
}
