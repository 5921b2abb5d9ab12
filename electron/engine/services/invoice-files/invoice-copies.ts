import type { InvoiceCopies } from '../../../../shared/contract/invoice-files.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import type { InvoiceFileRow } from '../../db/queries/invoice-files.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { fetchInvoiceFile, lookForFiles } from './invoice-files.ts';
import type { BooksAtHand } from './reach-books.ts';

const PDF = 'application/pdf';

interface Asking {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, phase: string) => void;
}

/**
 * Sees to it that the PDF of each document is here, and fetches what is missing. A document without one is named with the
 * reason, and the others come all the same; only the sign-in, the network and whoever stops it end the whole.
 */
export async function gatherInvoiceCopies(
  workspace: OpenWorkspace,
  books: BooksAtHand,
  documentIds: readonly DocumentId[],
  { signal, onProgress }: Asking,
): Promise<InvoiceCopies> {
  const copies: InvoiceCopies['copies'] = [];
  const missing: InvoiceCopies['missing'] = [];
  for (const [index, documentId] of documentIds.entries()) {
    const { number } = await workspace.db.read('filedDocument', { documentId });
    onProgress(index, number);
    try {
      const { id, name, size } = await copyOf(workspace, books, documentId, number, signal);
      copies.push({ documentId, fileId: id, name, size: size ?? 0 });
    } catch (error) {
      if (!isEngineError(error) || signal.aborted || ENDS_ALL.includes(error.code)) throw error;
      missing.push({ documentId, number, problem: error.message });
    }
  }
  onProgress(documentIds.length, '');
  return { copies, missing };
}

/** What stands in the way of one document stands in the way of all. */
const ENDS_ALL: readonly string[] = ['connector_auth', 'network', 'rate_limited', 'cancelled', 'disk_full'];

async function copyOf(
  workspace: OpenWorkspace,
  books: BooksAtHand,
  documentId: DocumentId,
  number: string,
  signal: AbortSignal,
): Promise<InvoiceFileRow> {
  const here = (await workspace.db.read('invoiceFiles', { documentId })).find(isPdf);
  if (here !== undefined && here.fetchedAt !== null) return here;
  const listed = await lookForFiles(workspace, books, documentId, signal);
  const invoice = listed.find(({ kind }) => kind === 'invoice');
  if (invoice === undefined) {
    const { remark } = await workspace.db.read('filedDocument', { documentId });
    throw new EngineError('not_found', remark ?? `There is no PDF of ${number}.`);
  }
  const fetched = await fetchInvoiceFile(workspace, books, invoice.id, signal);
  if (isPdf(fetched)) return fetched;
  throw new EngineError('not_ready', `The accounting system keeps ${fetched.name}, which is no PDF.`);
}

function isPdf({ kind, mime }: InvoiceFileRow): boolean {
  return kind === 'invoice' && mime === PDF;
}
