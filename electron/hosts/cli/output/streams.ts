/** A reader that goes away (`| head`) is no failure: what it did not want is not written. */
const isGone = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';

/**
 * Makes both streams forgive a reader that has gone, and keeps any other trouble with them from ending the process.
 * Call it once, before anything is written.
 */
export function tolerateClosedStreams(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/**
 * Writes a result with a line end and waits until it has left. Throws the stream's error when it could not be written
 * (a full disk behind `> file`); a reader that has gone is none.
 */
export function writeOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => {
      if (error && !isGone(error)) reject(error);
      else resolve();
    });
  });
}

export function writeError(text: string): void {
  process.stderr.write(text);
}
