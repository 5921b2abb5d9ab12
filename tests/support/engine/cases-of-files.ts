import type { FetchedFile } from '../../../electron/engine/db/commands/invoice-files.ts';
import type { DocumentId, DraftId, InvoiceFileId } from '../../../shared/domain/ids.ts';
import { withBooks } from './cases-of-books.ts';
import { DRAFT } from './cases-of-letters.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

/** One file for each of the account's documents that is listed and not here. */
export async function withListed(engine: EngineTest): Promise<readonly InvoiceFileId[]> {
  await withBooks(engine);
  for (const documentId of documentsOf(engine)) {
    const file = {
      sourceId: 'pdf',
      kind: 'invoice',
      name: `${documentId}.pdf`,
      mime: null,
      size: null,
    } as const;
    const listing = { documentId, remark: null, files: [file] };
    await engine.workspace.db.maintain('keepFileListing', listing, engine.workspace.context());
  }
  return engine
    .rows<{ readonly id: InvoiceFileId }>('SELECT id FROM invoice_file ORDER BY id')
    .map(({ id }) => id);
}

export function documentsOf(engine: EngineTest): readonly DocumentId[] {
  return engine.rows<{ readonly id: DocumentId }>('SELECT id FROM document ORDER BY id').map(({ id }) => id);
}

export function content(id: InvoiceFileId, text: string, limit = 1_000): FetchedFile {
  return { id, name: `${id}.pdf`, mime: 'application/pdf', bytes: Buffer.from(`%PDF-1.7 ${text}`), limit };
}

async function fetchable(engine: EngineTest): Promise<FetchedFile> {
  const [id] = await withListed(engine);
  if (id === undefined) throw new Error('The books have no document.');
  return content(id, 'a copy');
}

/** A draft about all documents of the account, with every file here. */
export async function withFetched(engine: EngineTest): Promise<{
  readonly draftId: DraftId;
  readonly fileIds: readonly InvoiceFileId[];
}> {
  const { db } = engine.workspace;
  const fileIds = await withListed(engine);
  for (const id of fileIds) await db.write('keepInvoiceFile', content(id, id), engine.workspace.context());
  const invoices = documentsOf(engine).map((id) => ({ id, number: id, open: 100 }));
  const accountId = await engine.account('A');
  const draft = { ...DRAFT, accountId, invoicesJson: JSON.stringify(invoices) };
  await db.write('createDraft', draft, engine.workspace.context());
  return { draftId: DRAFT.id, fileIds };
}

export const CASES_OF_FILES = {
  keepInvoiceFile: {
    prepare: fetchable,
    kind: 'invoice_file_fetched',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  attachInvoiceFiles: {
    prepare: withFetched,
    kind: 'draft_changed',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, fileIds: ['nothing' as InvoiceFileId] }),
  },
} satisfies Partial<CommandCases>;
