import { z } from 'zod';

const id = z.union([z.string().max(100), z.number()]);
const headers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const call = z.strictObject({
  i: id,
  t: z.literal(1).optional(),
  p: z.strictObject({
    u: z.string().max(2000).startsWith('/'),
    b: z.unknown().optional(),
    h: headers.optional(),
    m: z.enum(['GET', 'POST']).optional(),
  }),
});
const streamed = z.strictObject({ i: id, t: z.literal(3), p: z.looseObject({}) });
const aborted = z.strictObject({ i: id, t: z.literal(4), p: z.unknown().optional() });
const frame = z.union([call, streamed, aborted]);

/**
 * Whether a message has the form of oRPC's peer protocol: a call, a piece of a stream or an abort, as JSON text.
 * Anything else did not come from our window. It is kept from the protocol's own reader, which would print parts
 * of a message that it cannot read. Binary messages are never needed: files travel as grants.
 */
export function isRpcFrame(message: unknown): message is string {
  if (typeof message !== 'string') return false;
  try {
    return frame.safeParse(JSON.parse(message)).success;
  } catch {
    return false;
  }
}
