import { type HandoffMade, handoffMadeSchema } from '../../../shared/contract/handoffs.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useJob } from '../../api/use-job.ts';
import { useWindowState } from '../../app/window-state.ts';

/** The handoff that is being made, or was made and not put away yet: it outlives a look elsewhere. */
export function useHandOverJob() {
  const [jobId, begun] = useWindowState<JobId | null>('handoffs.job', null);
  const job = useJob(jobId);
  const result = job?.state === 'done' ? handoffMadeSchema.safeParse(job.result) : null;
  const made: HandoffMade | null = result?.success ? result.data : null;
  return { job, made, begun, putAway: () => begun(null) };
}
