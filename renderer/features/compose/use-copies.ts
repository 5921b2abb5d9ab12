import { useEffect, useState } from 'react';
import { type InvoiceCopies, invoiceCopiesSchema } from '../../../shared/contract/invoice-files.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { jobError, useJob } from '../../api/use-job.ts';
import type { Message } from './review-messages.ts';
import type { Review } from './use-review.ts';

interface Gathering {
  readonly key: string;
  readonly jobId: JobId;
}

/** More invoices than this have no copies: no mail server would take them. */
export const MOST_COPIES = 100;

/** Copies of invoices for the messages of a review, fetched for one message at a time. It waits until they are there. */
export function useCopies({ patch }: Pick<Review, 'patch'>) {
  const client = useClient();
  const [gathering, setGathering] = useState<Gathering | null>(null);
  const job = useJob(gathering?.jobId ?? null);
  const ended = job !== undefined && job.state !== 'running' ? job : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has ended
  useEffect(() => {
    if (ended === null || gathering === null) return;
    const result = ended.state === 'done' ? invoiceCopiesSchema.parse(ended.result) : null;
    const error = ended.state === 'failed' ? jobError(ended) : null;
    patch(gathering.key, { busy: false, copies: result, error });
    setGathering(null);
  }, [ended]);
  const attach = async ({ key, proposal }: Message) => {
    const documentIds = (proposal.draft?.invoices ?? []).map(({ id }) => id);
    patch(key, { busy: true, error: null });
    try {
      const { jobId } = await client.invoiceFiles.gatherCopies({ documentIds });
      setGathering({ key, jobId });
    } catch (error) {
      patch(key, { busy: false, error });
    }
  };
  return {
    /** How far it is with the copies of a message. */
    progressOf: ({ key }: Message) => (gathering?.key === key && job?.state === 'running' ? job : null),
    /** One message at a time. */
    available: gathering === null,
    attach: (message: Message) => void attach(message),
    takeOff: ({ key }: Message) => patch(key, { copies: null }),
    cancel() {
      if (gathering !== null) void client.app.jobs.cancel({ id: gathering.jobId }).catch(() => {});
    },
  };
}

export type Copies = ReturnType<typeof useCopies>;

/** The ids of the copies that go out with a message. */
export function copyIds(copies: InvoiceCopies | null): InvoiceCopies['copies'][number]['fileId'][] {
  return (copies?.copies ?? []).map(({ fileId }) => fileId);
}
