import { z } from 'zod';
import type { DocumentFiles, DocumentKey, ListedFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { attachedFile, PDF, pdfFile, requireFetchable } from '../http/file-content.ts';
import { wholeNumber } from '../http/json.ts';
import { ERPNEXT, type ErpnextSession, formed } from './erpnext-session.ts';
import { INVOICE } from './ledger-entries.ts';

/** No file has this name: ERPNext names them by ten letters and digits. */
const PRINT = 'pdf';
const rowsForm = z.array(
  z.object({
    name: z.string().min(1),
    file_name: z.string().nullish(),
    file_size: wholeNumber.nullish(),
    file_url: z.string().nullish(),
  }),
);
/** Files on the site itself; others are links to elsewhere. */
const OWN = /^\/(?:private\/)?files\//u;

/** ERPNext prints the document when it is asked to; files that people attached lie on the site. */
export function erpnextFiles(session: ErpnextSession): DocumentFiles {
  const attached = async ({ sourceId }: DocumentKey, signal: AbortSignal) => {
    const rows = await session.list(
      {
        doctype: 'File',
        filters: [
          ['attached_to_doctype', '=', INVOICE],
          ['attached_to_name', '=', sourceId],
        ],
        fields: ['name', 'file_name', 'file_size', 'file_url'],
        limit: 0,
      },
      signal,
    );
    return formed(rowsForm, rows, 'File').flatMap(({ name, file_name, file_size, file_url }) =>
      file_url && OWN.test(file_url)
        ? [{ fileId: name, name: file_name ?? name, size: file_size ?? null, place: file_url }]
        : [],
    );
  };
  return {
    async list(document, signal) {
      const print: ListedFile = {
        fileId: PRINT,
        kind: 'invoice',
        name: 'Invoice.pdf',
        mime: PDF,
        size: null,
      };
      const files = (await attached(document, signal)).map(
        ({ place: _place, ...file }): ListedFile => ({ ...file, kind: 'attachment', mime: null }),
      );
      return { files: [print, ...files], remark: null };
    },
    async fetch(document, fileId, signal) {
      if (fileId === PRINT) {
        const method = 'frappe.utils.print_format.download_pdf';
        const bytes = await session.file(method, { doctype: INVOICE, name: document.sourceId }, signal);
        return pdfFile('Invoice.pdf', bytes, ERPNEXT);
      }
      const file = (await attached(document, signal)).find((one) => one.fileId === fileId);
      if (file === undefined) {
        throw connectorFailure('not_found', 'ERPNext does not have this attachment any more.');
      }
      requireFetchable(file.size, ERPNEXT);
      const method = 'frappe.core.doctype.file.file.download_file';
      const bytes = await session.file(method, { file_url: file.place }, signal);
      return attachedFile({ name: file.name, mime: null, bytes }, ERPNEXT);
    },
  };
}
