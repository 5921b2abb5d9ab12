import { ORPCError } from '@orpc/client';
import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../shared/contract/app.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { useQueries } from './engine-context.tsx';

/** One job as the engine last told of it; undefined before the first news, and for no id. */
export function useJob(id: JobId | null): Job | undefined {
  const jobs = useQuery(useQueries().app.jobs.list.queryOptions());
  return id === null ? undefined : jobs.data?.find((job) => job.id === id);
}

/** What a job failed with, in the form that every error of the engine has. */
export function jobError(job: Job): unknown {
  if (job.error === null) return null;
  const { code, message, details } = job.error;
  return new ORPCError(code, { message, data: { details } });
}
