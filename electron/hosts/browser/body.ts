import type { IncomingMessage } from 'node:http';

/** A body that is longer than allowed, or that ended before it was complete. */
export type BodyProblem = 'too_large' | 'incomplete';

/**
 * Reads a request body into memory.
 * @param limit - in bytes; a longer body is given up as soon as that is known
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | BodyProblem> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too_large';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > limit) return 'too_large';
      chunks.push(chunk);
    }
  } catch {
    return 'incomplete';
  }
  return Buffer.concat(chunks, size);
}
