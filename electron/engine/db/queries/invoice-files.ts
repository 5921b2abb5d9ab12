import type { ConnectorKind } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  ConnectionId,
  DocumentId,
  DraftId,
  InvoiceFileId,
} from '../../../../shared/domain/ids.ts';
import { MESSAGE_FILES_LIMIT } from '../../../../shared/domain/invoice-files/limits.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { ReadQuery } from '../commands/command.ts';
import { familyOf } from '../summary/account-family.ts';

export interface InvoiceFileRow {
  readonly id: InvoiceFileId;
  readonly documentId: DocumentId;
  /** Tells it from the other files of its document in the accounting system. */
  readonly sourceId: string;
  readonly kind: 'invoice' | 'attachment';
  readonly name: string;
  readonly mime: string | null;
  readonly size: number | null;
  /** When its content came; null while it is not here. */
  readonly fetchedAt: Instant | null;
}

/** A document with the connection that its files can be asked of. */
export interface FiledDocument {
  readonly documentId: DocumentId;
  readonly accountId: AccountId;
  readonly number: string;
  readonly entity: 'invoice' | 'credit_note';
  /** Null for what came from a file. */
  readonly sourceId: string | null;
  readonly connectionId: ConnectionId | null;
  readonly connectionKind: ConnectorKind | null;
  /** When the accounting system was last asked for its files; null: never. */
  readonly listedAt: Instant | null;
  readonly remark: string | null;
}

/** Errors: `not_found`. */
export const filedDocument: ReadQuery<{ readonly documentId: DocumentId }, FiledDocument> = (
  db,
  { documentId },
) => {
  const row = db
    .prepare<[string], FiledDocument>(
      `SELECT document.id AS documentId, account_id AS accountId, number, document.kind AS entity,
         document.source_id AS sourceId, connection.id AS connectionId, connection.kind AS connectionKind,
         listed_at AS listedAt, remark
       FROM document
       LEFT JOIN connection ON connection.id = document.ledger_id AND removed_at IS NULL
       LEFT JOIN invoice_file_list ON document_id = document.id
       WHERE document.id = ?`,
    )
    .get(documentId);
  if (row === undefined) throw new EngineError('not_found', 'There is no such invoice.');
  return row;
};

/** The invoice of an account by its number, else the credit note. Errors: `not_found`, `conflict` when there are several. */
export const documentByNumber: ReadQuery<
  { readonly accountId: AccountId; readonly number: string },
  { readonly documentId: DocumentId }
> = (db, { accountId, number }) => {
  const rows = db
    .prepare<Record<string, string>, { readonly documentId: DocumentId; readonly kind: string }>(
      `SELECT id AS documentId, kind FROM document
       WHERE account_id IN ${familyOf('@accountId')} AND number = @number AND deleted_at IS NULL`,
    )
    .all({ accountId, number });
  const invoices = rows.filter(({ kind }) => kind === 'invoice');
  const [found, other] = invoices.length > 0 ? invoices : rows;
  if (found === undefined) throw new EngineError('not_found', `The account has no invoice ${number}.`);
  if (other !== undefined) {
    throw new EngineError('conflict', `The account has several invoices with the number ${number}.`);
  }
  return found;
};

const COLUMNS = `id, document_id AS documentId, source_id AS sourceId, kind, name, mime, size, fetched_at AS fetchedAt`;

/** The known files of a document, the document itself first. */
export const invoiceFiles: ReadQuery<{ readonly documentId: DocumentId }, readonly InvoiceFileRow[]> = (
  db,
  { documentId },
) =>
  db
    .prepare<[string], InvoiceFileRow>(
      `SELECT ${COLUMNS} FROM invoice_file WHERE document_id = ? ORDER BY kind = 'invoice' DESC, seq, id`,
    )
    .all(documentId);

/** Errors: `not_found`. */
export const invoiceFile: ReadQuery<{ readonly id: InvoiceFileId }, InvoiceFileRow> = (db, { id }) => {
  const row = db
    .prepare<[string], InvoiceFileRow>(`SELECT ${COLUMNS} FROM invoice_file WHERE id = ?`)
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such file any more. Look again.');
  return row;
};

/** The content of a fetched file; null when it is not here. */
export const invoiceFileBytes: ReadQuery<{ readonly id: InvoiceFileId }, Uint8Array | null> = (db, { id }) =>
  db
    .prepare<[string], Uint8Array>(
      'SELECT bytes FROM invoice_file JOIN file_content USING (sha256) WHERE invoice_file.id = ?',
    )
    .pluck()
    .get(id) ?? null;

/** A file that goes out with a draft. */
export interface DraftFileRow {
  readonly fileId: InvoiceFileId;
  readonly documentId: DocumentId;
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

/**
 * What goes out with a draft: files of the invoices that it speaks of. One that was attached for an invoice which the
 * letter no longer names stays behind.
 */
export const draftFiles: ReadQuery<{ readonly draftId: DraftId }, readonly DraftFileRow[]> = (
  db,
  { draftId },
) =>
  db
    .prepare<[string], DraftFileRow>(
      `SELECT file_id AS fileId, document_id AS documentId, sha256, name, mime, size FROM draft_file
       WHERE draft_id = ? AND document_id IN
         (SELECT json_extract(value, '$.id') FROM draft, json_each(invoices_json) WHERE draft.id = draft_id)
       ORDER BY seq`,
    )
    .all(draftId);

/** As `draftFiles`, with the bytes. */
export const draftFileContents: ReadQuery<
  { readonly draftId: DraftId },
  readonly (DraftFileRow & { readonly bytes: Uint8Array })[]
> = (db, input) => {
  const content = db.prepare<[string], Uint8Array>('SELECT bytes FROM file_content WHERE sha256 = ?').pluck();
  return draftFiles(db, input).map((file) => {
    const bytes = content.get(file.sha256);
    if (bytes === undefined) {
      throw new EngineError('not_found', `${file.name} is no longer here. Take it off and attach it again.`);
    }
    return { ...file, bytes };
  });
};

/**
 * The files as they would be attached to a draft of these invoices, each once. Errors: `conflict` (one is not here),
 * `validation` (those of the invoices are too large together).
 */
export const attachableFiles: ReadQuery<
  { readonly fileIds: readonly InvoiceFileId[]; readonly documentIds: readonly DocumentId[] },
  readonly DraftFileRow[]
> = (db, { fileIds, documentIds }) => {
  const find = db.prepare<[string], Omit<DraftFileRow, 'sha256'> & { readonly sha256: string | null }>(
    `SELECT id AS fileId, document_id AS documentId, sha256, name, mime, size FROM invoice_file WHERE id = ?`,
  );
  const rows = [...new Set(fileIds)].map((id): DraftFileRow => {
    const row = find.get(id);
    if (row !== undefined && row.sha256 !== null) return { ...row, sha256: row.sha256 };
    const name = row?.name ?? 'A file';
    throw new EngineError('conflict', `${name} is not here. Fetch it, then attach it again.`, { file: id });
  });
  requireRoom(rows.filter(({ documentId }) => documentIds.includes(documentId)));
  return rows;
};

function requireRoom(files: readonly { readonly size: number }[]): void {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= MESSAGE_FILES_LIMIT) return;
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  throw new EngineError(
    'validation',
    `The files are ${megabytes(total)} MB together; mail servers take about ${megabytes(MESSAGE_FILES_LIMIT)} MB. Write about fewer invoices, or send without copies.`,
    { field: 'files', size: total, limit: MESSAGE_FILES_LIMIT },
  );
}
