import type { ContextData } from '../../../electron/engine/db/executor.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';

/** The context in which child processes write. */
export const CHILD_CONTEXT: ContextData = {
  now: instant('2026-11-20T09:30:00.000Z'),
  today: plainDate('2026-11-20'),
  actor: 'Ada Brandt',
};
