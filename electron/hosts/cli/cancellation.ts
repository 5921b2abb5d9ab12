import type { Narrator } from './output/narrator.ts';

/**
 * Turns the first Ctrl-C (or request to end) into an abort, so that the work in hand is taken back and said so.
 * Later ones change nothing: a terminal sends its Ctrl-C to the starter and to the command, which passes it on.
 */
export function cancellationOf(narrator: Narrator): () => AbortSignal {
  let controller: AbortController | null = null;
  return () => {
    if (controller !== null) return controller.signal;
    const made = new AbortController();
    controller = made;
    const stop = (): void => {
      if (!made.signal.aborted) narrator.note('Stopping …');
      made.abort();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    return made.signal;
  };
}
