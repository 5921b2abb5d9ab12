/** A reader that goes away (`| head`) is no failure: what it did not want is not written. */
const isGone = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';

/** Makes both streams forgive a reader that has gone. Call it once, before anything is written. */
export function tolerateClosedStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isGone(error)) process.exitCode = 1;
    });
  }
}

/** Writes a result with a line end and waits until it has left. */
export function writeOutput(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve());
  });
}

export function writeError(text: string): void {
  process.stderr.write(text);
}
