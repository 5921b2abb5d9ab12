import { z } from 'zod';
import { trytonFlag } from './tagged-values.ts';
import { formed, type TrytonContext } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

const form = z.record(
  z.string(),
  z.looseObject({ read: trytonFlag, write: trytonFlag, create: trytonFlag, delete: trytonFlag }),
);

/** What the user may do with each model, as Tryton says; a model that it does not know is an error of the server. */
export type ModelAccess = z.infer<typeof form>;

export async function modelAccess(
  session: TrytonSession,
  models: readonly string[],
  { settings }: TrytonContext,
  signal: AbortSignal,
): Promise<ModelAccess> {
  return formed(
    form,
    await session.call('model.ir.model.access.get_access', [models, settings], 'reads', signal),
  );
}
