import type { DocumentId, DraftId, InvoiceFileId } from '../../../../shared/domain/ids.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MessageFile } from '../../mail/compose/compose-message.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * Attaches exactly these fetched files to a draft. Errors: `conflict` (it is on its way, or a file is not here),
 * `validation` (too large together).
 */
export async function attachFiles(
  workspace: OpenWorkspace,
  draftId: DraftId,
  fileIds: readonly InvoiceFileId[],
): Promise<void> {
  await workspace.db.write('attachInvoiceFiles', { draftId, fileIds }, workspace.context());
}

/** Whether a letter about these invoices can be kept with these files. Errors: as for `attachFiles`. */
export async function requireAttachable(
  workspace: OpenWorkspace,
  fileIds: readonly InvoiceFileId[],
  documentIds: readonly DocumentId[],
): Promise<void> {
  await workspace.db.read('attachableFiles', { fileIds, documentIds });
}

/** What goes out with the message of a draft: files of the invoices that it speaks of. Errors: `not_found`. */
export async function messageFiles(
  workspace: OpenWorkspace,
  { id, invoicesJson }: Pick<DraftRecord, 'id' | 'invoicesJson'>,
): Promise<readonly MessageFile[]> {
  const invoices = JSON.parse(invoicesJson) as readonly { readonly id: DocumentId }[];
  const named = new Set(invoices.map((invoice) => invoice.id));
  const files = await workspace.db.read('draftFileContents', { draftId: id });
  return files.filter(({ documentId }) => named.has(documentId));
}
