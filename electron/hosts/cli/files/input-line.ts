import { createInterface } from 'node:readline';

/** The first line of stdin; null when it ends before one, or the signal comes first. Nothing of it is shown or kept. */
export function readInputLine(signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = createInterface({ input: process.stdin, terminal: false });
    const end = (line: string | null) => {
      signal.removeEventListener('abort', stop);
      resolve(line);
      reader.close();
      process.stdin.unref?.();
    };
    const stop = () => end(null);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    reader.once('line', end);
    reader.once('close', () => end(null));
  });
}
