import { z } from 'zod';
import type { DocumentFiles, DocumentKey, ListedFile, SourceFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { attachedFile, PDF, pdfFile, requireFetchable } from '../http/file-content.ts';
import { trytonId, trytonText } from './tagged-values.ts';
import { TRYTON } from './tryton-failure.ts';
import { formed, readContext } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

/** No attachment has this id: they are numbers. */
const PRINT = 'print';
const INVOICE = 'account.invoice';
const ATTACHMENT = 'ir.attachment';
const PRINTS: Readonly<Record<string, string>> = {
  pdf: PDF,
  odt: 'application/vnd.oasis.opendocument.text',
};

const size = trytonId.nullable().transform((bytes) => bytes ?? 0);
const printForm = z.array(z.object({ invoice_report_format: trytonText, invoice_report_cache: size }));
const attachmentForm = z.array(z.object({ id: trytonId, name: z.string(), data: size }));
const bytesForm = z
  .object({ __class__: z.literal('bytes'), base64: z.string() })
  .transform(({ base64 }) => Buffer.from(base64, 'base64'));

/**
 * What Tryton keeps of an invoice: the print that it made when the invoice was posted, and attachments. The report itself
 * is not called: for an invoice without a print it would write the new one into the books, and reading changes nothing.
 */
export function trytonFiles(session: TrytonSession): DocumentFiles {
  /** Rows of a model; of the field named by `sized` Tryton only tells how large it is. */
  const rows = async <T>(
    model: string,
    condition: readonly unknown[],
    fields: readonly string[],
    form: z.ZodType<T>,
    sized: string | null,
    signal: AbortSignal,
  ): Promise<T> => {
    const { settings } = await readContext(session, signal);
    const context = sized === null ? settings : { ...settings, [`${model}.${sized}`]: 'size' };
    const parameters = [condition, 0, null, [['id', 'ASC']], fields, context];
    return formed(form, await session.call(`model.${model}.search_read`, parameters, 'reads', signal));
  };

  const print = async (id: number, signal: AbortSignal): Promise<ListedFile | null> => {
    const fields = ['invoice_report_format', 'invoice_report_cache'];
    const [found] = await rows(INVOICE, [['id', '=', id]], fields, printForm, 'invoice_report_cache', signal);
    if (found === undefined || found.invoice_report_cache === 0) return null;
    const format = found.invoice_report_format ?? 'odt';
    return {
      fileId: PRINT,
      kind: 'invoice',
      name: `Invoice.${format}`,
      mime: PRINTS[format] ?? null,
      size: found.invoice_report_cache,
    };
  };
  const attached = async (id: number, signal: AbortSignal): Promise<readonly ListedFile[]> => {
    const condition = [
      ['resource', '=', `${INVOICE},${id}`],
      ['type', '=', 'data'],
    ];
    const found = await rows(ATTACHMENT, condition, ['name', 'data'], attachmentForm, 'data', signal);
    return found.map(({ id: fileId, name, data }) => ({
      fileId: String(fileId),
      kind: 'attachment',
      name,
      mime: null,
      size: data,
    }));
  };
  const content = async (model: string, id: number, field: string, signal: AbortSignal): Promise<Buffer> => {
    const form = z.array(z.looseObject({ [field]: bytesForm }));
    const [found] = await rows(model, [['id', '=', id]], [field], form, null, signal);
    const bytes = found?.[field];
    return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
  };
  const fetchPrint = async (id: number, signal: AbortSignal): Promise<SourceFile> => {
    const file = await print(id, signal);
    if (file === null) throw connectorFailure('not_found', NO_PRINT);
    requireFetchable(file.size, TRYTON);
    const bytes = await content(INVOICE, id, 'invoice_report_cache', signal);
    return file.mime === PDF ? pdfFile(file.name, bytes, TRYTON) : attachedFile({ ...file, bytes }, TRYTON);
  };

  return {
    async list(document, signal) {
      const id = idOf(document);
      if (id === null) return { files: [], remark: NO_INVOICE };
      const own = await print(id, signal);
      const files = [...(own === null ? [] : [own]), ...(await attached(id, signal))];
      return { files, remark: own === null ? NO_PRINT : null };
    },
    async fetch(document, fileId, signal) {
      const id = idOf(document);
      if (id === null) throw connectorFailure('not_found', NO_INVOICE);
      if (fileId === PRINT) return fetchPrint(id, signal);
      const file = (await attached(id, signal)).find((one) => one.fileId === fileId);
      if (file === undefined) {
        throw connectorFailure('not_found', 'Tryton does not have this attachment any more.');
      }
      requireFetchable(file.size, TRYTON);
      const bytes = await content(ATTACHMENT, Number(fileId), 'data', signal);
      return attachedFile({ ...file, bytes }, TRYTON);
    },
  };
}

const NO_PRINT = 'Tryton keeps no print of this invoice. Print it once in Tryton, then look again.';
const NO_INVOICE = 'This is a single line of the ledger: Tryton has no invoice of it.';

/** Other ids are those of single lines of the ledger. */
function idOf({ sourceId }: DocumentKey): number | null {
  return /^\d+$/.test(sourceId) ? Number(sourceId) : null;
}
