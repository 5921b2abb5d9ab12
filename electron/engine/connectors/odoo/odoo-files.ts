import { z } from 'zod';
import type { DocumentFiles, DocumentKey, ListedFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { attachedFile, PDF, pdfFile, requireFetchable } from '../http/file-content.ts';
import { wholeNumber } from '../http/json.ts';
import { MOVES } from './documents.ts';
import type { OdooBooks } from './odoo-books.ts';
import { ODOO } from './odoo-faults.ts';
import { odooId, odooText } from './odoo-values.ts';

/** The field with which Odoo 17 and newer keep the PDF that was printed or sent. */
const PRINTED = 'invoice_pdf_report_file';
const ATTACHMENTS = 'ir.attachment';
const rowsForm = z.array(
  z.object({
    id: odooId,
    name: z.string(),
    mimetype: odooText,
    file_size: wholeNumber,
    res_field: odooText,
  }),
);
const moveForm = z.object({ name: odooText });
const dataForm = z.object({ datas: z.string() });

/** Files that Odoo keeps with a document. An API key cannot have the PDF of an invoice made. */
export function odooFiles(open: (signal: AbortSignal) => Promise<OdooBooks>): DocumentFiles {
  return {
    async list(document, signal) {
      const files = await kept(await open(signal), document, signal);
      const hasInvoice = files.some(({ kind }) => kind === 'invoice');
      return {
        files,
        remark: hasInvoice
          ? null
          : 'Odoo keeps no PDF of this document yet. Print or send it once in Odoo, then look again.',
      };
    },
    async fetch(document, fileId, signal) {
      const books = await open(signal);
      const file = (await kept(books, document, signal)).find((one) => one.fileId === fileId);
      if (file === undefined) throw connectorFailure('not_found', 'Odoo does not have this file any more.');
      requireFetchable(file.size, ODOO);
      const domain = [
        ['id', '=', Number(fileId)],
        ['res_field', 'in', [false, PRINTED]],
      ];
      const [row] = await books.all(ATTACHMENTS, domain, ['datas'], signal);
      const bytes = Buffer.from(dataForm.safeParse(row).data?.datas ?? '', 'base64');
      return file.kind === 'invoice'
        ? pdfFile(file.name, bytes, ODOO)
        : attachedFile({ ...file, bytes }, ODOO);
    },
  };
}

async function kept(
  books: OdooBooks,
  { sourceId }: DocumentKey,
  signal: AbortSignal,
): Promise<readonly ListedFile[]> {
  // Others are single lines of journals.
  if (!/^\d+$/.test(sourceId)) return [];
  const [move] = await books.all(MOVES, [['id', '=', Number(sourceId)]], ['name'], signal);
  const number = moveForm.safeParse(move).data?.name ?? null;
  const domain = [
    ['res_model', '=', MOVES],
    ['res_id', '=', Number(sourceId)],
    ['type', '=', 'binary'],
    // Naming the field shows files that belong to one, which Odoo otherwise leaves out.
    ['res_field', 'in', [false, PRINTED]],
  ];
  const fields = ['name', 'mimetype', 'file_size', 'res_field'];
  const read = rowsForm.safeParse(await books.all(ATTACHMENTS, domain, fields, signal));
  if (!read.success) {
    throw connectorFailure('bad_answer', 'Odoo answered in a form that is not known (its attachments).');
  }
  const rows = read.data;
  // Before version 17 the print is an attachment that is named after the number.
  const print =
    rows.findLast((row) => row.res_field === PRINTED) ??
    rows.findLast(
      (row) => row.mimetype === PDF && number !== null && row.name === `${number.replaceAll('/', '_')}.pdf`,
    );
  return rows.map((row) => ({
    fileId: String(row.id),
    kind: row.id === print?.id ? 'invoice' : 'attachment',
    name: row.name,
    mime: row.mimetype,
    size: row.file_size,
  }));
}
