import { z } from 'zod';
import type { DocumentFiles, DocumentKey, ListedFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { attachedFile, LARGEST_FILE, PDF, pdfFile, requireFetchable } from '../http/file-content.ts';
import { wholeNumber } from '../http/json.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { MINOR_VERSION, query } from './quickbooks-query.ts';

/** No attachment has this id: they are numbers. */
const PRINT = 'pdf';
const rowsForm = z.array(
  z.object({
    Id: z.string().regex(/^\d+$/),
    // A note without a file is an attachment there, too.
    FileName: z.string().nullish(),
    ContentType: z.string().nullish(),
    Size: wholeNumber.nullish(),
  }),
);
const TYPES = { invoice: 'Invoice', credit_note: 'CreditMemo' } as const;

/** QuickBooks makes the PDF when it is asked for; an attachment lies behind an address that is good for 15 minutes. */
export function quickbooksFiles(client: QuickbooksClient): DocumentFiles {
  return {
    async list(document, signal) {
      if (!isDocument(document)) return { files: [], remark: FROM_JOURNAL };
      const print: ListedFile = {
        fileId: PRINT,
        kind: 'invoice',
        name: 'Invoice.pdf',
        mime: PDF,
        size: null,
      };
      return { files: [print, ...(await attached(client, document, signal))], remark: null };
    },
    async fetch(document, fileId, signal) {
      if (!isDocument(document)) throw connectorFailure('not_found', FROM_JOURNAL);
      if (fileId === PRINT) return print(client, document, signal);
      const file = (await attached(client, document, signal)).find((one) => one.fileId === fileId);
      if (file === undefined) {
        throw connectorFailure('not_found', 'QuickBooks does not have this attachment any more.');
      }
      requireFetchable(file.size, 'QuickBooks');
      const url = await addressOf(client, fileId, signal);
      const { bytes } = await client.stores.request({ url, maxBytes: LARGEST_FILE }, signal);
      return attachedFile({ ...file, bytes }, 'QuickBooks');
    },
  };
}

const FROM_JOURNAL = 'This came from a journal entry: QuickBooks has no PDF of it.';

function isDocument({ sourceId }: DocumentKey): boolean {
  return /^\d+$/.test(sourceId);
}

async function print(
  { http, company }: QuickbooksClient,
  { entity, sourceId }: DocumentKey,
  signal: AbortSignal,
) {
  const url = `${company}/${TYPES[entity].toLowerCase()}/${sourceId}/pdf?minorversion=${MINOR_VERSION}`;
  const { bytes } = await http.request({ url, headers: { accept: PDF }, maxBytes: LARGEST_FILE }, signal);
  return pdfFile('Invoice.pdf', bytes, 'QuickBooks');
}

async function attached(
  client: QuickbooksClient,
  { entity, sourceId }: DocumentKey,
  signal: AbortSignal,
): Promise<readonly ListedFile[]> {
  const where = [
    `AttachableRef.EntityRef.Type = '${TYPES[entity]}'`,
    `AttachableRef.EntityRef.value = '${sourceId}'`,
  ];
  const read = rowsForm.safeParse((await query(client, { table: 'Attachable', where }, signal)).rows);
  if (!read.success) {
    throw connectorFailure('bad_answer', 'QuickBooks answered in a form that is not known (Attachable).');
  }
  return read.data.flatMap(({ Id, FileName, ContentType, Size }) =>
    FileName
      ? [{ fileId: Id, kind: 'attachment', name: FileName, mime: ContentType ?? null, size: Size ?? null }]
      : [],
  );
}

/** The signed address of an attachment: it opens the file for anybody, so it is kept nowhere. */
async function addressOf(
  { http, company }: QuickbooksClient,
  fileId: string,
  signal: AbortSignal,
): Promise<string> {
  const url = `${company}/download/${fileId}?minorversion=${MINOR_VERSION}`;
  const { bytes } = await http.request({ url, headers: { accept: 'text/plain' } }, signal);
  const text = new TextDecoder().decode(bytes).trim();
  return text.replace(/^"(.*)"$/u, '$1');
}
