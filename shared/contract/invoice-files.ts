import { z } from 'zod';
import type { DocumentId, InvoiceFileId, JobId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { downloadSchema, idOf, instantSchema } from './primitives.ts';

export const invoiceFileSchema = z.object({
  id: idOf<InvoiceFileId>(),
  /** `invoice`: the document itself, as the customer gets it. */
  kind: z.enum(['invoice', 'attachment']),
  name: z.string(),
  /** Null where the accounting system does not say before it is fetched. */
  mime: z.string().nullable(),
  size: z.number().int().nullable(),
  /** When it came into the workspace; null while it is only known to be there. */
  fetchedAt: instantSchema.nullable(),
});
export type InvoiceFileView = z.infer<typeof invoiceFileSchema>;

export const invoiceFilesSchema = z.object({
  documentId: idOf<DocumentId>(),
  number: z.string(),
  entity: z.enum(['invoice', 'credit_note']),
  /** The accounting system that it came from, as people know it; null for what came from a file. */
  system: z.string().nullable(),
  /** Why no files can be asked for, as a sentence; null when they can. */
  unavailable: z.string().nullable(),
  /** When the accounting system was last asked; null: never. */
  listedAt: instantSchema.nullable(),
  /** Why the document itself is not among the files, as a sentence. */
  remark: z.string().nullable(),
  files: z.array(invoiceFileSchema),
});
export type InvoiceFilesView = z.infer<typeof invoiceFilesSchema>;

/** The PDFs of invoices that are here now, and which could not be had. */
export const invoiceCopiesSchema = z.object({
  copies: z.array(
    z.object({
      documentId: idOf<DocumentId>(),
      fileId: idOf<InvoiceFileId>(),
      name: z.string(),
      size: z.number().int(),
    }),
  ),
  missing: z.array(z.object({ documentId: idOf<DocumentId>(), number: z.string(), problem: z.string() })),
});
export type InvoiceCopies = z.infer<typeof invoiceCopiesSchema>;

const jobStarted = z.object({ jobId: idOf<JobId>() });

export const invoiceFilesContract = {
  /** What is known here; asks no accounting system, so it answers offline. */
  list: procedure.input(z.object({ documentId: idOf<DocumentId>() })).output(invoiceFilesSchema),
  /** Asks the accounting system which files there are. The job's result is `invoiceFilesSchema`. */
  look: procedure.input(z.object({ documentId: idOf<DocumentId>() })).output(jobStarted),
  /** Fetches one file into the workspace. The job's result is `invoiceFileSchema`. */
  fetch: procedure.input(z.object({ id: idOf<InvoiceFileId>() })).output(jobStarted),
  /** Sees to it that the PDFs of these documents are here. The job's result is `invoiceCopiesSchema`. */
  gatherCopies: procedure
    .input(z.object({ documentIds: z.array(idOf<DocumentId>()).min(1).max(100) }))
    .output(jobStarted),
  /** The content of a fetched file, to be shown in the window. Errors: `not_ready`, `bad_file` when it is too large. */
  open: procedure
    .input(z.object({ id: idOf<InvoiceFileId>() }))
    .output(z.object({ name: z.string(), mime: z.string(), base64: z.string() })),
  /** The content of a fetched file, to be saved by the person. */
  save: procedure.input(z.object({ id: idOf<InvoiceFileId>() })).output(downloadSchema),
};
