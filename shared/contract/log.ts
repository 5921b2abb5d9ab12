import { z } from 'zod';
import type { AccountId, TouchpointId } from '../domain/ids.ts';
import { TOUCHPOINT_KINDS } from '../domain/touchpoint-kinds.ts';
import { procedure } from './base.ts';
import {
  cursorSchema,
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  pageLimitSchema,
  plainDateSchema,
  wholeTextSchema,
} from './primitives.ts';

export const logEntrySchema = z.object({
  seq: z.number().int(),
  id: idOf<TouchpointId>(),
  at: instantSchema,
  actor: z.string(),
  kind: z.enum(TOUCHPOINT_KINDS),
  account: z.object({ id: idOf<AccountId>(), name: z.string(), number: z.string().nullable() }).nullable(),
  summary: z.string(),
  text: z.string().nullable(),
  hash: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const logFilterSchema = z.object({
  from: plainDateSchema.nullable().default(null),
  to: plainDateSchema.nullable().default(null),
  accountId: idOf<AccountId>().nullable().default(null),
  actor: wholeTextSchema(200).nullable().default(null),
  kinds: z.array(z.enum(TOUCHPOINT_KINDS)).default([]),
});

export const logVerificationSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  head: z.object({ seq: z.number().int(), hash: z.string() }),
  firstBad: z.object({ seq: z.number().int(), reason: z.string() }).optional(),
});
export type LogVerification = z.infer<typeof logVerificationSchema>;

/**
 * What the check of an exported file found. `complete` is false for a part of the log (filtered or cut off at the start):
 * then each line is checked for itself and the lines among each other, but what is not in the file is not missed.
 */
export const logFileVerificationSchema = logVerificationSchema.extend({ complete: z.boolean() });
export type LogFileVerification = z.infer<typeof logFileVerificationSchema>;

export const logContract = {
  page: procedure
    .input(
      z.object({
        filter: logFilterSchema,
        limit: pageLimitSchema.default(100),
        cursor: cursorSchema.nullable().default(null),
      }),
    )
    .output(
      z.object({
        entries: z.array(logEntrySchema),
        total: z.number().int(),
        next: cursorSchema.nullable(),
        actors: z.array(z.string()),
      }),
    ),
  verify: procedure.output(logVerificationSchema),
  /** Checks an exported JSONL file that was picked. */
  verifyFile: procedure.input(z.object({ grant: grantSchema })).output(logFileVerificationSchema),
  export: procedure
    .input(z.object({ filter: logFilterSchema, format: z.enum(['csv', 'xlsx', 'jsonl']) }))
    .output(
      z.object({
        download: downloadSchema,
        entries: z.number().int(),
        head: z.object({ seq: z.number().int(), hash: z.string() }),
      }),
    ),
};
