import type { InvoiceFilesView, InvoiceFileView } from '../../../../shared/contract/invoice-files.ts';
import type { DocumentId, InvoiceFileId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import {
  fetchInvoiceFile,
  lookForFiles,
  readInvoiceFile,
  viewInvoiceFiles,
} from '../../../engine/services/invoice-files/invoice-files.ts';
import { type BooksAtHand, reachBooks } from '../../../engine/services/invoice-files/reach-books.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { type TableColumn, textTable } from '../output/table.ts';
import { withWorkspace } from '../workspace.ts';

/** Which files the accounting system has of an invoice; asks it. */
export const invoiceFiles: Command = defineCommand({
  parameters: {},
  flags: { account: 'required', invoice: 'required' },
  run: (context, flags) =>
    withBooks(context, async (workspace, books) => {
      const documentId = await documentOf(workspace, flags);
      await lookForFiles(workspace, books, documentId, context.cancellation());
      const view = await viewInvoiceFiles(workspace, documentId);
      return { json: printed(view), text: () => filesText(view) };
    }),
});

/** Fetches the PDF of an invoice, or another of its files, and writes it out. One that is here is not fetched again. */
export const invoiceFetch: Command = defineCommand({
  parameters: {},
  flags: { account: 'required', invoice: 'required', file: 'optional', out: 'required' },
  run: (context, flags) => {
    const out = pathFrom(context, flags.out);
    requireOutputPlace(out);
    return withBooks(context, async (workspace, books) => {
      const documentId = await documentOf(workspace, flags);
      const id = await fileOf(workspace, books, documentId, flags.file, context.cancellation());
      const { fetchedAt } = await workspace.db.read('invoiceFile', { id });
      if (fetchedAt === null) await fetchInvoiceFile(workspace, books, id, context.cancellation());
      const { name, mime, bytes } = await readInvoiceFile(workspace, id);
      await writeOutputFile(out, bytes);
      const file = { id, name, mime, size: bytes.byteLength };
      return { json: { out, file }, text: () => `${name} (${mime}, ${bytes.byteLength} bytes) is in ${out}` };
    });
  },
});

function withBooks<Value>(
  context: CommandContext,
  work: (workspace: OpenWorkspace, books: BooksAtHand) => Promise<Value>,
): Promise<Value> {
  return withWorkspace(context, 'write', async (workspace, { logger }) => {
    const books = reachBooks(workspace, syncSurroundings(logger));
    try {
      return await work(workspace, books);
    } finally {
      await books.close();
    }
  });
}

async function documentOf(
  workspace: OpenWorkspace,
  { account, invoice }: { readonly account: string; readonly invoice: string },
): Promise<DocumentId> {
  const { id } = await workspace.db.read('findAccount', { key: account });
  return (await workspace.db.read('documentByNumber', { accountId: id, number: invoice })).documentId;
}

/** The named file, else the invoice itself; the accounting system is asked unless it is known already. */
async function fileOf(
  workspace: OpenWorkspace,
  books: BooksAtHand,
  documentId: DocumentId,
  named: string | null,
  signal: AbortSignal,
): Promise<InvoiceFileId> {
  const known = await workspace.db.read('invoiceFiles', { documentId });
  const wanted = (file: (typeof known)[number]) =>
    named === null ? file.kind === 'invoice' : file.id === named;
  const found = known.find(wanted) ?? (await lookForFiles(workspace, books, documentId, signal)).find(wanted);
  if (found !== undefined) return found.id;
  const { remark, number } = await workspace.db.read('filedDocument', { documentId });
  throw new EngineError(
    'not_found',
    named === null
      ? (remark ?? `There is no PDF of ${number}.`)
      : `${number} has no file "${named}". "invoice files" lists them.`,
  );
}

function printed({ number, entity, system, remark, files }: InvoiceFilesView) {
  return { invoice: number, kind: entity, system, remark, files };
}

function filesText({ number, remark, files }: InvoiceFilesView): string {
  const table = files.length === 0 ? `${number} has no files.` : textTable(COLUMNS, files);
  return remark === null ? table : `${table}\n${remark}`;
}

const COLUMNS: readonly TableColumn<InvoiceFileView>[] = [
  { header: 'Id', value: ({ id }) => id },
  { header: 'What', value: ({ kind }) => kind },
  { header: 'Name', value: ({ name }) => name },
  { header: 'Type', value: ({ mime }) => mime ?? '' },
  { header: 'Bytes', align: 'right', value: ({ size }) => (size === null ? '' : String(size)) },
  { header: 'Fetched', value: ({ fetchedAt }) => fetchedAt ?? '' },
];
