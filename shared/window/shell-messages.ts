import { z } from 'zod';

/** What the shell tells the engine's process. Paths come from dialogs of the shell, never from the window. */
export const shellRequest = z.discriminatedUnion('kind', [
  /** A message port to a window comes along with this one. */
  z.object({ kind: z.literal('connect') }),
  /** A person picked this file; answered by `offered`. */
  z.object({ kind: z.literal('offer_file'), request: z.number(), path: z.string() }),
  /** A person chose where to save this export; answered by `saved` or `failed`. */
  z.object({ kind: z.literal('save_download'), request: z.number(), download: z.string(), path: z.string() }),
  /** Asks for the addresses of sign-ins that are under way; answered by `sign_ins`. */
  z.object({ kind: z.literal('list_sign_ins'), request: z.number() }),
  /** The desktop opened the application with this address; answered by `taken`. */
  z.object({ kind: z.literal('take_address'), request: z.number(), address: z.string() }),
  /** The application ends. */
  z.object({ kind: z.literal('close') }),
]);
export type ShellRequest = z.infer<typeof shellRequest>;

/** What the engine's process tells the shell: never business data. */
export const shellReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offered'), request: z.number(), grant: z.string() }),
  z.object({ kind: z.literal('saved'), request: z.number() }),
  z.object({ kind: z.literal('sign_ins'), request: z.number(), addresses: z.array(z.string()) }),
  /** Whether it was the answer to a sign-in that is under way. */
  z.object({ kind: z.literal('taken'), request: z.number(), taken: z.boolean() }),
  z.object({ kind: z.literal('failed'), request: z.number(), message: z.string() }),
]);
export type ShellReply = z.infer<typeof shellReply>;
