import { z } from 'zod';
import type { DocumentFiles, DocumentKey, ListedFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { attachedFile, LARGEST_FILE, PDF, pdfFile, requireFetchable } from '../http/file-content.ts';
import { wholeNumber } from '../http/json.ts';
import type { XeroClient } from './xero-client.ts';

/** No attachment has this id: they are UUIDs. */
const INVOICE = 'pdf';
const form = z.object({
  Attachments: z.array(
    z.object({
      AttachmentID: z.string().min(1),
      FileName: z.string(),
      MimeType: z.string().nullish(),
      ContentLength: wholeNumber.nullish(),
    }),
  ),
});

/** Xero makes the PDF of a document when it is asked for; attachments come by their ids. */
export function xeroFiles(client: XeroClient): DocumentFiles {
  const { http, tenant } = client;
  const attached = async (document: DocumentKey, signal: AbortSignal): Promise<readonly ListedFile[]> => {
    const url = `${addressOf(client, document)}/Attachments`;
    const { value } = await http.json({ url, headers: tenant }, form, signal);
    return value.Attachments.map(({ AttachmentID, FileName, MimeType, ContentLength }) => ({
      fileId: AttachmentID,
      kind: 'attachment',
      name: FileName,
      mime: MimeType ?? null,
      size: ContentLength ?? null,
    }));
  };
  return {
    async list(document, signal) {
      const invoice: ListedFile = {
        fileId: INVOICE,
        kind: 'invoice',
        name: 'Invoice.pdf',
        mime: PDF,
        size: null,
      };
      return { files: [invoice, ...(await attached(document, signal))], remark: null };
    },
    async fetch(document, fileId, signal) {
      const address = addressOf(client, document);
      if (fileId === INVOICE) {
        const headers = { accept: PDF, ...tenant };
        const { bytes } = await http.request(
          { url: `${address}/pdf`, headers, maxBytes: LARGEST_FILE },
          signal,
        );
        return pdfFile('Invoice.pdf', bytes, 'Xero');
      }
      const file = (await attached(document, signal)).find((one) => one.fileId === fileId);
      if (file === undefined)
        throw connectorFailure('not_found', 'Xero does not have this attachment any more.');
      requireFetchable(file.size, 'Xero');
      const headers = { accept: file.mime ?? '*/*', ...tenant };
      const url = `${address}/Attachments/${encodeURIComponent(fileId)}`;
      const { bytes } = await http.request({ url, headers, maxBytes: LARGEST_FILE }, signal);
      return attachedFile({ ...file, bytes }, 'Xero');
    },
  };
}

function addressOf({ api }: XeroClient, { entity, sourceId }: DocumentKey): string {
  const list = entity === 'invoice' ? 'Invoices' : 'CreditNotes';
  return `${api}/api.xro/2.0/${list}/${encodeURIComponent(sourceId)}`;
}
