import { z } from 'zod';
import { instantSchema } from './primitives.ts';

/** The moment that figures speak of, and where they come from: of several sources the oldest. */
export const figuresSchema = z.object({
  /** Null before the first import, or before a connection was read to its end. */
  at: instantSchema.nullable(),
  /** The connection that reads them; null for imported files. */
  from: z.string().nullable(),
  /** How many connections are mixed, imported files counting as one. */
  sources: z.int().nonnegative(),
});
