import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../domain/errors.ts';

/** What travels with every error: plain facts for the screen, and a reference into the local log for `internal`. */
export const errorDataSchema = z.object({
  details: z.record(z.string(), z.unknown()).optional(),
  reference: z.string().optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

type ErrorMap = Record<ErrorCode, { readonly data: typeof errorDataSchema }>;

const errorMap = Object.fromEntries(ERROR_CODES.map((code) => [code, { data: errorDataSchema }])) as ErrorMap;

/** Start of every procedure: the union of errors by code, the same everywhere. */
export const procedure = oc.errors(errorMap);
