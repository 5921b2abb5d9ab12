import { z } from 'zod';
import { WRITE_BACK_KINDS } from '../domain/connections/write-back.ts';
import { WRITE_BACK_STATES } from '../domain/connections/write-back-states.ts';
import type { AccountId, ConnectionId, WriteBackId } from '../domain/ids.ts';
import { idOf, instantSchema } from './primitives.ts';

const kind = z.enum(WRITE_BACK_KINDS);

/** A note or a letter on its way into the books. */
export const writeBackNoteSchema = z.object({
  id: idOf<WriteBackId>(),
  accountId: idOf<AccountId>(),
  account: z.string().nullable(),
  kind,
  /** Exactly what is written; of a letter (`attachment`) the name of its file. */
  text: z.string(),
  state: z.enum(WRITE_BACK_STATES),
  attempts: z.int(),
  /** When it is worked on next; null: not by itself. */
  runAt: instantSchema.nullable(),
  /** Why the last attempt came to nothing. */
  error: z.string().nullable(),
  at: instantSchema,
});
export type WriteBackNoteView = z.infer<typeof writeBackNoteSchema>;

/** Whether notes and letters flow back into the books of a connection, what, and what became of the newest. */
export const writeBackSchema = z.object({
  offered: z.boolean(),
  /** Why it is not offered; null where it is. */
  reason: z.string().nullable(),
  /** What the user of the connection has to be allowed for it. */
  right: z.string().nullable(),
  /** The same for letters as files. */
  fileRight: z.string().nullable(),
  on: z.boolean(),
  kinds: z.array(
    z.object({
      kind,
      words: z.string(),
      /** It flows back while write-back is on. */
      chosen: z.boolean(),
      /** A note as it would be written; of a letter the name of its file. */
      example: z.string(),
      approved: z.object({ at: instantSchema, by: z.string() }).nullable(),
    }),
  ),
  counts: z.object({ waiting: z.int(), unknown: z.int(), failed: z.int(), written: z.int() }),
  /** Those that need a person first, then newest first; at most 50. */
  notes: z.array(writeBackNoteSchema),
});
export type WriteBackView = z.infer<typeof writeBackSchema>;

const connection = z.object({ id: idOf<ConnectionId>() });

export const writeBackChoiceSchema = connection.extend({
  on: z.boolean(),
  kinds: z.array(kind).max(WRITE_BACK_KINDS.length),
  /** Kinds of which the person has just seen an example and approved it. */
  approve: z.array(kind).max(WRITE_BACK_KINDS.length),
});

/** Null: all notes of the connection that failed. */
export const writeBackAgainSchema = connection.extend({ note: idOf<WriteBackId>().nullable() });
export const writeBackDropSchema = connection.extend({ note: idOf<WriteBackId>() });
export const writeBackOfSchema = connection;
