import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DocumentId, InvoiceFileId, JobId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { jobError, useJob } from '../../api/use-job.ts';

/** What is known of an invoice's files, and one piece of work on them at a time. The first time it looks by itself. */
export function useInvoiceFiles(documentId: DocumentId) {
  const client = useClient();
  const known = useQuery(useQueries().invoiceFiles.list.queryOptions({ input: { documentId } }));
  const [jobId, setJobId] = useState<JobId | null>(null);
  const [error, setError] = useState<unknown>(null);
  const job = useJob(jobId);
  const run = async (work: () => Promise<{ readonly jobId: JobId } | undefined>) => {
    setError(null);
    try {
      setJobId((await work())?.jobId ?? null);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const look = () => void run(() => client.invoiceFiles.look({ documentId }));
  const view = known.data;
  const neverLooked = view !== undefined && view.listedAt === null && view.unavailable === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known that nobody has looked yet
  useEffect(() => {
    if (neverLooked) look();
  }, [neverLooked]);
  const running = job?.state === 'running' ? job : null;
  return {
    view,
    running,
    error: known.error ?? error ?? (job?.state === 'failed' ? jobError(job) : null),
    look,
    fetch: (id: InvoiceFileId) => void run(() => client.invoiceFiles.fetch({ id })),
    save: (id: InvoiceFileId) =>
      void run(async () => {
        await saveDownload(await client.invoiceFiles.save({ id }));
        return undefined;
      }),
    cancel: () => {
      if (jobId !== null) void client.app.jobs.cancel({ id: jobId }).catch(() => {});
    },
  };
}
