import type { InvoiceFilesView } from '../../../../shared/contract/invoice-files.ts';
import { connectionForm } from '../../../../shared/domain/connections/connection-fields.ts';
import type { DocumentId, InvoiceFileId } from '../../../../shared/domain/ids.ts';
import { KEPT_FILES_LIMIT } from '../../../../shared/domain/invoice-files/limits.ts';
import type { ListedFile } from '../../connectors/connector.ts';
import { fileName } from '../../connectors/http/file-content.ts';
import type { FiledDocument, InvoiceFileRow } from '../../db/queries/invoice-files.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type BooksAtHand, whyNoFiles } from './reach-books.ts';

/** What is known here of a document's files; asks no accounting system. Errors: `not_found`. */
export async function viewInvoiceFiles(
  workspace: OpenWorkspace,
  documentId: DocumentId,
): Promise<InvoiceFilesView> {
  const document = await workspace.db.read('filedDocument', { documentId });
  const files = await workspace.db.read('invoiceFiles', { documentId });
  const { number, entity, connectionKind, listedAt, remark } = document;
  return {
    documentId,
    number,
    entity,
    system: connectionKind === null ? null : (connectionForm(connectionKind)?.system ?? connectionKind),
    unavailable: whyNoFiles(document),
    listedAt,
    remark,
    files: files.map(({ id, kind, name, mime, size, fetchedAt }) => ({
      id,
      kind,
      name,
      mime,
      size,
      fetchedAt,
    })),
  };
}

/** Asks the accounting system which files there are of a document and keeps the list. Errors: those of connectors, `not_ready`. */
export async function lookForFiles(
  workspace: OpenWorkspace,
  books: BooksAtHand,
  documentId: DocumentId,
  signal: AbortSignal,
): Promise<readonly InvoiceFileRow[]> {
  const document = await workspace.db.read('filedDocument', { documentId });
  const { files, key } = await books.filesOf(document);
  const listing = await files.list(key, signal);
  await workspace.db.maintain(
    'keepFileListing',
    {
      documentId,
      remark: listing.remark,
      files: listing.files.map((file) => ({
        sourceId: file.fileId,
        kind: file.kind,
        name: nameOf(document, file),
        mime: file.mime,
        size: file.size,
      })),
    },
    workspace.context(),
  );
  return workspace.db.read('invoiceFiles', { documentId });
}

/**
 * Fetches a file and keeps it in the workspace. One that is here is fetched anew: it may be another meanwhile. Errors:
 * those of connectors, `not_ready`, `not_found`.
 */
export async function fetchInvoiceFile(
  workspace: OpenWorkspace,
  books: BooksAtHand,
  id: InvoiceFileId,
  signal: AbortSignal,
): Promise<InvoiceFileRow> {
  const file = await workspace.db.read('invoiceFile', { id });
  const document = await workspace.db.read('filedDocument', { documentId: file.documentId });
  const { files, key } = await books.filesOf(document);
  const { name, mime, bytes } = await files.fetch(key, file.sourceId, signal);
  if (signal.aborted) throw new EngineError('cancelled', 'Fetching was stopped.');
  await workspace.db.write(
    'keepInvoiceFile',
    { id, name: nameOf(document, { kind: file.kind, name }), mime, bytes, limit: KEPT_FILES_LIMIT },
    workspace.context(),
  );
  return workspace.db.read('invoiceFile', { id });
}

/** The content of a file that was fetched. Errors: `not_found` (there is no such file), `not_ready` (it is not here). */
export async function readInvoiceFile(
  workspace: OpenWorkspace,
  id: InvoiceFileId,
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }> {
  const { name, mime } = await workspace.db.read('invoiceFile', { id });
  const bytes = await workspace.db.read('invoiceFileBytes', { id });
  if (bytes === null || mime === null) {
    throw new EngineError('not_ready', `${name} is not here yet. Fetch it first.`);
  }
  return { name, mime, bytes };
}

/** A document is named by its number: systems call all of them alike. */
function nameOf({ number }: FiledDocument, { kind, name }: Pick<ListedFile, 'kind' | 'name'>): string {
  if (kind === 'attachment') return fileName(name);
  const ending = /\.[a-z0-9]{1,8}$/iu.exec(name)?.[0] ?? '.pdf';
  return fileName(`${number.replaceAll(/[/\\]/gu, '-')}${ending}`);
}
