import type { IncomingMessage } from 'node:http';

/** A body that is longer than allowed, or that ended before it was complete. */
export type BodyProblem = 'too_large' | 'incomplete';

/**
 * Reads a request body into memory. What is over the limit is discarded as it comes, not kept, so that the sender
 * finishes and can read the answer.
 * @param limit - in bytes
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | BodyProblem> {
  let chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
    }
  } catch {
    return 'incomplete';
  }
  return size <= limit ? Buffer.concat(chunks, size) : 'too_large';
}
