import { setImmediate as nextTurn } from 'node:timers/promises';
import { PIECE_BYTES } from './limits.ts';
import { stopIfAborted } from './pack-errors.ts';

/** After so many pieces other work of the engine gets its turn: about five milliseconds of the slowest cipher here. */
const PIECES_AT_A_TIME = 8;

/** Cuts bytes into pieces without copying them, and lets the engine do something else every now and then. */
export async function* inPieces(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let sinceTurn = 0;
  for await (const bytes of source instanceof Uint8Array ? [source] : source) {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      sinceTurn += 1;
      if (sinceTurn % PIECES_AT_A_TIME === 0) await nextTurn();
      stopIfAborted(signal);
      yield bytes.subarray(start, start + PIECE_BYTES);
    }
  }
}

/** The same bytes as a stream of the web's kind, which age takes. */
export function webStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** The pieces of a web stream; leaving early ends the stream. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
