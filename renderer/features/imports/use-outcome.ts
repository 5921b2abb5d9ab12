import { useMemo } from 'react';
import type { Job } from '../../../shared/contract/app.ts';
import { type ImportOutcome, importOutcomeSchema } from '../../../shared/contract/import-procedures.ts';

/** The result of an import job that is done; null before, and for a result of another kind. */
export function useOutcome(job: Job | undefined): ImportOutcome | null {
  const result = job?.state === 'done' ? job.result : null;
  return useMemo(() => {
    const parsed = importOutcomeSchema.safeParse(result);
    return parsed.success ? parsed.data : null;
  }, [result]);
}
