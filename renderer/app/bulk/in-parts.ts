/** What became of work on many things: the answers for those that were done, and what stopped it. */
export interface Parts<Answer> {
  readonly answers: readonly Answer[];
  readonly done: number;
  /** What a part failed with; null when it ended, or was cancelled. */
  readonly error: unknown;
}

export interface PartsOptions {
  readonly size: number;
  /** Called after each part with how many things are done. */
  readonly onProgress: (done: number) => void;
  /** Asked before each part: what is under way is ended, nothing after it is begun. */
  readonly cancelled: () => boolean;
}

/** Works on many things part by part, one after the other. What is done stays done when a later part fails. */
export async function inParts<Thing, Answer>(
  things: readonly Thing[],
  work: (part: Thing[]) => Promise<Answer>,
  { size, onProgress, cancelled }: PartsOptions,
): Promise<Parts<Answer>> {
  const answers: Answer[] = [];
  let done = 0;
  try {
    while (done < things.length && !cancelled()) {
      const part = things.slice(done, done + size);
      answers.push(await work(part));
      done += part.length;
      onProgress(done);
    }
  } catch (error) {
    return { answers, done, error };
  }
  return { answers, done, error: null };
}
