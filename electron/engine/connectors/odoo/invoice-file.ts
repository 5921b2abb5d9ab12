import { z } from 'zod';
import type { SourceFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { MOVES } from './documents.ts';
import type { OdooBooks } from './odoo-books.ts';

const form = z.object({ name: z.string(), datas: z.string() });
const PDF = '%PDF';

/** The PDF that Odoo keeps with an invoice since it was printed or sent; an API key cannot have a new one made. */
export async function readOdooPdf(
  books: OdooBooks,
  sourceId: string,
  signal: AbortSignal,
): Promise<SourceFile> {
  const id = /^\d+$/.test(sourceId) ? Number(sourceId) : 0;
  const domain = [
    ['res_model', '=', MOVES],
    ['res_id', '=', id],
    ['mimetype', '=', 'application/pdf'],
    // Naming the field shows files that belong to one, which Odoo otherwise leaves out.
    ['res_field', 'in', [false, 'invoice_pdf_report_file']],
  ];
  const rows = await books.all('ir.attachment', domain, ['name', 'datas'], signal);
  const read = form.safeParse(rows.at(-1));
  const bytes = read.success ? Buffer.from(read.data.datas, 'base64') : null;
  if (!read.success || bytes === null || bytes.subarray(0, PDF.length).toString('latin1') !== PDF) {
    throw connectorFailure(
      'not_found',
      'Odoo keeps no PDF of this invoice yet. Print or send it once in Odoo, then ask again.',
    );
  }
  return { name: read.data.name, mime: 'application/pdf', bytes };
}
