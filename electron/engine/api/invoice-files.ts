import { invoiceFileSchema } from '../../../shared/contract/invoice-files.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { SHOWN_FILE_LIMIT } from '../../../shared/domain/invoice-files/limits.ts';
import type { JobProgress } from '../jobs/job-board.ts';
import { EngineError } from '../platform/engine-error.ts';
import { gatherInvoiceCopies } from '../services/invoice-files/invoice-copies.ts';
import {
  fetchInvoiceFile,
  lookForFiles,
  readInvoiceFile,
  viewInvoiceFiles,
} from '../services/invoice-files/invoice-files.ts';
import { type BooksAtHand, reachBooks } from '../services/invoice-files/reach-books.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

export const invoiceFiles = {
  list: api.invoiceFiles.list.handler(({ context, input }) =>
    viewInvoiceFiles(context.session.workspace(), input.documentId),
  ),
  look: api.invoiceFiles.look.handler(async ({ context, input: { documentId } }) => {
    const workspace = context.session.workspace();
    const { number } = await workspace.db.read('filedDocument', { documentId });
    return startJob(context, `Looking for the files of ${number}`, async (books, signal) => {
      await lookForFiles(workspace, books, documentId, signal);
      return viewInvoiceFiles(workspace, documentId);
    });
  }),
  fetch: api.invoiceFiles.fetch.handler(async ({ context, input: { id } }) => {
    const workspace = context.session.workspace();
    const { name } = await workspace.db.read('invoiceFile', { id });
    return startJob(context, `Fetching ${name}`, async (books, signal) =>
      invoiceFileSchema.parse(await fetchInvoiceFile(workspace, books, id, signal)),
    );
  }),
  gatherCopies: api.invoiceFiles.gatherCopies.handler(({ context, input: { documentIds } }) => {
    const workspace = context.session.workspace();
    const total = documentIds.length;
    return startJob(context, 'Fetching invoice copies', (books, signal, report) =>
      gatherInvoiceCopies(workspace, books, documentIds, {
        signal,
        onProgress: (done, phase) => report({ phase, done, total }),
      }),
    );
  }),
  open: api.invoiceFiles.open.handler(async ({ context, input }) => {
    const { name, mime, bytes } = await readInvoiceFile(context.session.workspace(), input.id);
    if (bytes.byteLength > SHOWN_FILE_LIMIT) {
      throw new EngineError('bad_file', `${name} is too large to be shown here. Save it and open it then.`);
    }
    return { name, mime, base64: Buffer.from(bytes).toString('base64') };
  }),
  save: api.invoiceFiles.save.handler(async ({ context, input }) =>
    offerDownload(context.files, await readInvoiceFile(context.session.workspace(), input.id)),
  ),
};

type Work = (
  books: BooksAtHand,
  signal: AbortSignal,
  report: (progress: JobProgress) => void,
) => Promise<unknown>;

function startJob(
  { session, jobs, hub, syncDesk }: EngineContext,
  title: string,
  work: Work,
): { jobId: JobId } {
  const workspace = session.workspace();
  const jobId = jobs.start({
    kind: 'files',
    title,
    cancellable: true,
    async run(signal, report) {
      const books = reachBooks(workspace, syncDesk.surroundings);
      try {
        return await work(books, signal, report);
      } finally {
        await books.close();
        for (const topic of ['invoiceFiles', 'connections', 'timeline', 'log'] as const) hub.changed(topic);
      }
    },
  });
  return { jobId };
}
