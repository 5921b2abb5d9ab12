import { z } from 'zod';
import { trytonId } from './tagged-values.ts';

const form = z.looseObject({ id: trytonId });

/** The id of a row of Tryton; null for what is no row. */
export function idOf(row: unknown): string | null {
  const read = form.safeParse(row);
  return read.success ? String(read.data.id) : null;
}
