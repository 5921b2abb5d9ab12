import { z } from 'zod';
import { instantSchema, wholeTextSchema } from './primitives.ts';

/** The name of a pack in the shared folder, never a path. */
export const sharedPackNameSchema = wholeTextSchema(255).min(1);

export const sharedPackSchema = z.object({
  name: z.string(),
  kind: z.enum(['handoff', 'return']),
  /** In bytes. */
  size: z.int(),
  at: instantSchema,
  /** `arriving`: it is still written to. */
  state: z.enum(['ready', 'arriving']),
});
export type SharedPackView = z.infer<typeof sharedPackSchema>;

/** The folder of a shared drive in which both sides of a handoff put packs. */
export const sharedFolderSchema = z.object({
  /** For people; null: none is set. The window never sends it back. */
  path: z.string().nullable(),
  packs: z.array(sharedPackSchema),
  /** Why the folder cannot be looked into at the moment. */
  problem: z.string().nullable(),
});
export type SharedFolderView = z.infer<typeof sharedFolderSchema>;
