import { z } from 'zod';
import type { DocumentFiles, DocumentKey } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { LARGEST_FILE, PDF, pdfFile } from '../http/file-content.ts';
import { asked, type StripeClient } from './stripe-client.ts';

const invoiceForm = z.object({ invoice_pdf: z.string().nullish() });
const creditForm = z.object({ pdf: z.string().nullish() });

/** The PDF of an invoice or credit note; Stripe attaches nothing to them. */
export function stripeFiles(client: StripeClient): DocumentFiles {
  return {
    list: async () => ({
      files: [{ fileId: 'pdf', kind: 'invoice', name: 'Invoice.pdf', mime: PDF, size: null }],
      remark: null,
    }),
    async fetch(document, _fileId, signal) {
      // The address opens the file for anybody: it is asked for each time, kept nowhere, and fetched without the key.
      const url = await addressOf(client, document, signal);
      if (!url) throw connectorFailure('not_found', 'Stripe has no PDF of this document: it is a draft.');
      const { bytes } = await client.http.request({ url, anonymous: true, maxBytes: LARGEST_FILE }, signal);
      return pdfFile('Invoice.pdf', bytes, 'Stripe');
    },
  };
}

async function addressOf(
  { api }: StripeClient,
  { entity, sourceId }: DocumentKey,
  signal: AbortSignal,
): Promise<string | null | undefined> {
  return entity === 'invoice'
    ? invoiceForm.parse(await asked(api(signal).invoices.retrieve(sourceId))).invoice_pdf
    : creditForm.parse(await asked(api(signal).creditNotes.retrieve(sourceId))).pdf;
}
